-- Blind answers that an earlier version of the program sealed in the database itself.
select entry_id, sealed
from sealed_ballot
where meeting_id = $meeting_id and round = $round
order by entry_id
