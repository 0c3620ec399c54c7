-- Newest first, no later than $entry when that is given.
select entry_id, kind, project_id, criterion_id, content, withdrawn, role, reason, made_at, maker, undoes
from change_about
where plan_key = $plan_key
  and ($entry is null or entry_id <= $entry)
order by entry_id desc
