-- Cells of the goal table whose column is an interpretation.
select activity_id as subject, activity as detail, line, line_to
from goal_activity
where plan_key = $plan_key and version = $version and reading != 'säker'
order by position
