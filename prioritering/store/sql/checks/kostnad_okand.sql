-- Projects whose cost is a question mark alone in the plan. One with figures can be read in two ways, one with letters is
-- in words, and each is asked about by itself: belopp_flertydigt and belopp_i_ord.
select project_id as subject, name as detail, coalesce(cost_line, line) as line, coalesce(cost_line_to, line_to) as line_to
from project
where plan_key = $plan_key and version = $version and cost_status = 'frågetecken' and not regexp_matches(cost_raw, '[\pL\pN]')
order by position
