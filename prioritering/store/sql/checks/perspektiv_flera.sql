-- Projects with more than one main perspective.
select project_id as subject, perspective_printed as detail, line, line_to
from project
where plan_key = $plan_key and version = $version and perspective_printed like '%/%'
order by position
