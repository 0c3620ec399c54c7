-- Some projects as every version of a plan up to one has had them.
select version, project_id, name, cost_low_kr, cost_high_kr, tier, cost_raw, cast(other as varchar) as other
from project
where plan_key = $plan_key
  and version <= $version
  and list_contains($project_ids, project_id)
order by version
