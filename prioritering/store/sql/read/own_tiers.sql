-- The plan's own names for the classes, in its order.
select cells
from plan_row
where plan_key = $plan_key and version = $version and file = 'klasser'
order by position
