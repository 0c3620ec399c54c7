-- Words that the plan uses without saying what they mean.
select term as subject, 'används utan förklaring' as detail, line, line_to
from definition
where plan_key = $plan_key and version = $version and status = 'tomt'
order by position
