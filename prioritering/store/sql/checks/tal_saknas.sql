-- Figures that the text mentions without giving them.
select name as subject, raw_text as detail, line, line_to
from figure
where plan_id = $plan_id and version = $version and status = 'tomt'
order by position
