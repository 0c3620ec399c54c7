-- Marks that are a range, not one level.
select project_id as subject, criterion_id as column_name, printed as detail, line, line_to
from project_mark
where
    plan_key = $plan_key
    and version = $version
    and (low_level != high_level or low_number != high_number)
order by position
