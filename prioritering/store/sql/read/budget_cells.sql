select cell_id, label, amount_kr, status, budget_class, part, cost_bearer, line, line_to, usable_as_frame
from budget_cell
where plan_key = $plan_key and version = $version
order by position
