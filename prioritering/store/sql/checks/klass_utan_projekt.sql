-- Classes that the plan's definitions name but that no project has.
select term as subject, 'inga listade i planen' as detail, line, line_to
from definition
where
    plan_id = $plan_id
    and version = $version
    and term = 'Önskvärda projekt'
    and not exists (
        select 1 from project where plan_id = $plan_id and version = $version and tier = 'önskvärt'
    )
