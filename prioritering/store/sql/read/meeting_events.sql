select kind, made_at, round, subjects
from meeting_event
where meeting_id = $meeting_id
order by entry_id
