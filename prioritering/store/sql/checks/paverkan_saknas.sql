-- Governing documents whose effect on the object is not stated.
select title as subject, 'påverkan ej angiven' as detail, line, line_to
from governing_document
where plan_key = $plan_key and version = $version and effect_status = 'tomt'
order by position
