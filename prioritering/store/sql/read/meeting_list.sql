-- Newest first; meetings opened in the same instant in the order of their ids.
select meeting_id, opened_at
from meeting
where plan_key = $plan_key
order by opened_at desc, meeting_id
