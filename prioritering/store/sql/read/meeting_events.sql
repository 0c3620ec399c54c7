select kind, made_at, round, subjects
from meeting_event
where meeting_id = $meeting_id
  and ($event is null or entry_id <= $event)
order by entry_id
