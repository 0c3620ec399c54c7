select entry_id
from sealed_ballot
where meeting_id = $meeting_id and round = $round
order by entry_id
