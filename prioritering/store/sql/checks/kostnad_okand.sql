-- Projects whose cost is a question mark in the plan.
select project_id as subject, name as detail, coalesce(cost_line, line) as line, coalesce(cost_line_to, line_to) as line_to
from project
where plan_id = $plan_id and version = $version and cost_status = 'frågetecken'
order by position
