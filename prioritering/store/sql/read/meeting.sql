select meeting_id, plan_key, code, naming, roles, model, opened_at
from meeting
where meeting_id = $meeting_id
