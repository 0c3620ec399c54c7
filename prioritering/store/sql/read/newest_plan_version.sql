-- A plan's newest version; null when there is no such plan.
select max(version) from plan_version where plan_key = $plan_key
