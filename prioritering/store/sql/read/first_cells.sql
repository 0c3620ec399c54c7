select plan_cells.cells::varchar
from plan_cells
where plan_cells.plan_key = $plan_key and plan_cells.version = $version and plan_cells.row_number <= $until
order by plan_cells.source, plan_cells.row_number
