-- Main activities whose enhancement is zero money and blank staff in every part.
select
    budget_cell.main_activity as subject,
    'budgeten för vidareutveckling är 0 och årsarbetena är tomma' as detail,
    min(budget_cell.line) as line,
    max(budget_cell.line_to) as line_to
from budget_cell
inner join fte_cell
    on budget_cell.plan_key = fte_cell.plan_key
    and budget_cell.version = fte_cell.version
    and budget_cell.cell_id = fte_cell.cell_id
where
    budget_cell.plan_key = $plan_key
    and budget_cell.version = $version
    and budget_cell.cell_kind = 'cell'
    and budget_cell.budget_class = 'VU'
group by budget_cell.main_activity
having max(budget_cell.amount_kr) = 0 and count(fte_cell.fte) = 0
