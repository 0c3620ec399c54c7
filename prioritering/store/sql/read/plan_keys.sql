-- The keys of all plans, in one row.
select coalesce(list(plan_key order by plan_key), []) as keys
from plan
