select source, row_number, cells
from plan_cells
where plan_id = $plan_id and version = $version
order by source, row_number
