-- Amounts that can be read as a thousand times larger than they say, as 1.500: unknown until somebody answers.
-- The pattern is that of may_be_thousandfold in plan/figures.py. What the group had assumed by entry
-- number $entry (null: now) is answered, when the plan wrote the same in the version it was assumed beside; of old
-- entries that is the version that was newest then.
with assumed as (
    select
        project_id,
        cast(arg_max(content, entry_id) ->> 'plan_version' as integer) as plan_version,
        arg_max(made_at, entry_id) as made_at
    from change_entry
    where plan_key = $plan_key and kind = 'costs' and ($entry is null or entry_id <= $entry)
    group by project_id
    having not arg_max(withdrawn, entry_id)
),

made_beside as (
    select
        project_id,
        least(
            $version,
            coalesce(
                nullif(plan_version, 0),
                (
                    select max(known.version) from plan_version as known
                    where known.plan_key = $plan_key and known.imported_at <= assumed.made_at
                ),
                1
            )
        ) as version
    from assumed
),

answered as (
    select now.project_id
    from project as now
    inner join made_beside on now.project_id = made_beside.project_id
    inner join project as answered_then
        on
            now.plan_key = answered_then.plan_key
            and now.project_id = answered_then.project_id
            and answered_then.version = made_beside.version
    where
        now.plan_key = $plan_key
        and now.version = $version
        and now.cost_raw = answered_then.cost_raw
),

written as (
    select project_id as subject, cost_raw as detail, cost_line as line, cost_line_to as line_to, 1 as part, position
    from project
    where
        plan_key = $plan_key
        and version = $version
        and cost_status = 'frågetecken'
        and project_id not in (select project_id from answered)
    union all
    select label as subject, raw_text as detail, line, line_to, 2 as part, position
    from budget_cell
    where plan_key = $plan_key and version = $version and status = 'frågetecken'
),

final as (
    select
        subject,
        '”' || detail || '” kan ha decimaler eller vara tusental; beloppet räknas som okänt' as detail,
        line,
        line_to
    from written
    where detail ~ '(.*(\.\.|[-–—−])\s*)?[1-9][0-9]{0,2}[.,][0-9]{3}(\s*(\.\.|[-–—−]).*)?'
    order by part, position
)

select * from final
