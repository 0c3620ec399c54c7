-- Stated totals that differ from the sum of their stated parts.
select
    name as subject,
    'angivet kr:' || cast(stated as bigint) || ', delarna tillsammans kr:' || cast(parts_sum as bigint) as detail,
    line,
    line_to
from part_total
where plan_key = $plan_key and version = $version and difference != 0
