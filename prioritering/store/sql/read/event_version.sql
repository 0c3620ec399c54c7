select count(*) as events
from meeting_event
inner join meeting on meeting.meeting_id = meeting_event.meeting_id
where meeting.plan_id = $plan_id
