-- The municipalities that have a plan with an id, and what its newest version calls them.
select plan.municipality_id, current_version.municipality
from plan
inner join current_version on plan.plan_key = current_version.plan_key
where plan.plan_id = $plan_id
order by plan.municipality_id
