-- Pairs of projects or goals that may concern the same need.
select first_id || ' och ' || second_id as subject, explanation as detail, null as line, null as line_to
from overlap
where plan_key = $plan_key and version = $version
order by position
