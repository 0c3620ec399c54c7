-- Figures that the text mentions without giving them.
select name as subject, raw_text as detail, line, line_to
from figure
where plan_key = $plan_key and version = $version and status = 'tomt'
order by position
