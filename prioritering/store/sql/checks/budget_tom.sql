-- Budget figures that the plan does not give. One that can be read in two ways is given: belopp_flertydigt asks about it.
select label as subject, 'ej redovisat' as detail, line, line_to
from budget_cell
where
    plan_key = $plan_key
    and version = $version
    and amount_kr is null
    and not (status = 'frågetecken' and regexp_full_match(raw_text, '[1-9][0-9]{0,2}[.,][0-9]{3}'))
order by position
