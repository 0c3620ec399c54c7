-- The object plan's activities that no strategic project answers to.
select activity_id as subject, activity as detail, line, line_to
from goal_coverage
where plan_key = $plan_key and version = $version and project_id is null
order by position
