-- Newest first; meetings opened in the same instant in the order of their ids.
select meeting_id, opened_at
from meeting
where plan_id = $plan_id
order by opened_at desc, meeting_id
