select entry_id, kind, project_id, criterion_id, content, withdrawn, role, reason, made_at
from change_entry
where plan_key = $plan_key
order by entry_id desc
