select version, imported_at
from plan_version
where plan_key = $plan_key and version <= $version
order by version
