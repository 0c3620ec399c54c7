-- Activities whose list is not said to be prioritised although others are.
select project_id as subject, activity as detail, line, line_to
from activity
where plan_key = $plan_key and version = $version and prioritised is null
order by position
