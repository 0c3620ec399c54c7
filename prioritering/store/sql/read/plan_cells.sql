select source, row_number, cells
from plan_cells
where plan_key = $plan_key and version = $version
order by source, row_number
