-- Every municipality that has a plan, and what the newest version of one of its plans calls it.
select plan.municipality_id, max(current_version.municipality)
from plan
inner join current_version on plan.plan_key = current_version.plan_key
group by plan.municipality_id
order by plan.municipality_id
