-- The newest entry's number (0 before the first), no later than $entry when that is given.
select coalesce(max(entry_id), 0)
from change_entry
where plan_key = $plan_key
  and ($entry is null or entry_id <= $entry)
