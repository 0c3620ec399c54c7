-- The criteria that every version of a plan up to one was read against.
select version, cast(model as varchar) as model
from plan_version
where plan_key = $plan_key and version <= $version
order by version
