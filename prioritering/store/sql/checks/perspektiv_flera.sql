-- Projects with more than one main perspective.
select project_id as subject, perspective_printed as detail, line, line_to
from project
where plan_id = $plan_id and version = $version and perspective_printed like '%/%'
order by position
