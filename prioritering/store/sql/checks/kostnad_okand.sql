-- Projects whose cost is a question mark in the plan; one that can be read in two ways, also with its unit written out,
-- or that is in words is asked about by itself.
select project_id as subject, name as detail, coalesce(cost_line, line) as line, coalesce(cost_line_to, line_to) as line_to
from project
where
    plan_key = $plan_key
    and version = $version
    and cost_status = 'frågetecken'
    and not regexp_full_match(
        regexp_replace(cost_raw, '([0-9]) ?(kr|tkr|kkr)$', '\1', 'i'),
        '(?i)(.*(\.\.|[-–—−]|till)\s*)?[1-9][0-9]{0,2}[.,][0-9]{3}(\s*(\.\.|[-–—−]|till).*)?'
    )
    and not len(list_filter(
        regexp_split_to_array(lower(cost_raw), '[^\pL\pN]+'),
        lambda word: regexp_full_match(word, '\pL{2,}') and word not in ('kr', 'tkr', 'kkr', 'till')
    )) > 0
order by position
