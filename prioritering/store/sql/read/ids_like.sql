-- The municipality's plans whose id differs from an id in capitals alone.
select plan_id
from plan
where municipality_id = $municipality_id
  and plan_id <> $plan_id
  and lower(plan_id) = lower($plan_id)
order by plan_id
