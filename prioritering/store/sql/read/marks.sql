select project_id, criterion_id, status, low_level, high_level, low_number, high_number, printed, line, line_to
from project_mark
where plan_key = $plan_key and version = $version
order by position, criterion_id
