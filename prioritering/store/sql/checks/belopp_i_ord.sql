-- Costs that the plan says in words, as "ca 500" or "se bilaga": unknown until somebody answers. The pattern is that of
-- is_said_in_words in plan/cells.py. What the group had assumed by entry number $entry (null: now) is answered, when the
-- plan wrote the same in the version it was assumed beside.
with assumed as (
    select project_id, least($version, arg_max(beside_version, entry_id)) as version
    from entry_beside
    where plan_key = $plan_key and kind = 'costs' and ($entry is null or entry_id <= $entry)
    group by project_id
    having not arg_max(withdrawn, entry_id)
),

answered as (
    select assumed.project_id, project.cost_raw
    from assumed
    inner join project using (project_id, version)
    where project.plan_key = $plan_key
),

final as (
    select
        project_id as subject,
        '”' || cost_raw || '” är inget belopp; kostnaden räknas som okänd' as detail,
        coalesce(cost_line, line) as line,
        coalesce(cost_line_to, line_to) as line_to
    from project
    where
        plan_key = $plan_key
        and version = $version
        and cost_status = 'frågetecken'
        and len(list_filter(
            regexp_split_to_array(lower(cost_raw), '[^\pL\pN]+'),
            lambda word: regexp_full_match(word, '\pL{2,}') and word not in ('kr', 'tkr', 'kkr', 'till')
        )) > 0
        and not exists (
            select 1
            from answered
            where answered.project_id = project.project_id and answered.cost_raw = project.cost_raw
        )
    order by position
)

select * from final
