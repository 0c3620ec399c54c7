-- The number of the newest event in any of a plan's meetings (0 before the first), no later than $event when that is
-- given. Rounds and what they show change by events alone: this stands still while a room answers.
select coalesce(max(meeting_event.entry_id), 0)
from meeting_event
inner join meeting on meeting.meeting_id = meeting_event.meeting_id
where meeting.plan_key = $plan_key
  and ($event is null or meeting_event.entry_id <= $event)
