select entry_id, kind, project_id, criterion_id, content, withdrawn, role, reason, made_at
from change_entry
where plan_id = $plan_id
order by entry_id desc
