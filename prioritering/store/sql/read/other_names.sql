-- What the newest versions of a municipality's other plans call it, where that is not $name.
select distinct current_version.municipality
from current_version
inner join plan on current_version.plan_key = plan.plan_key
where plan.municipality_id = $municipality_id
  and plan.plan_key <> $plan_key
  and current_version.municipality not in ('', $name)
order by current_version.municipality
