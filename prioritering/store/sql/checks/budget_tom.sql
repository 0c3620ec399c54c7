-- Budget figures that the plan does not give.
select label as subject, 'ej redovisat' as detail, line, line_to
from budget_cell
where plan_key = $plan_key and version = $version and amount_kr is null
order by position
