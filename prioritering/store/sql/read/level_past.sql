-- The levels of some projects as every version of a plan up to one has had them; a level is a word or a number.
select
    version, project_id, criterion_id,
    low_level, high_level, low_number, high_number, printed
from project_mark
where plan_key = $plan_key
  and version <= $version
  and list_contains($project_ids, project_id)
order by version
