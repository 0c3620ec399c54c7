select
    project_id, name, tier, alias, perspective_printed, note, line, line_to,
    cost_status, cost_low_kr, cost_high_kr, cost_raw, cost_line, cost_line_to,
    begun, other, tier_printed
from project
where plan_key = $plan_key and version = $version
order by position
