select version, imported_at
from plan_version
where plan_id = $plan_id and version <= $version
order by version
