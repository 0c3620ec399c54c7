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

answered_levels as (
    select project_id, criterion_id
    from change_entry
    where plan_key = $plan_key and kind = 'levels' and ($entry is null or entry_id <= $entry)
    group by project_id, criterion_id
    having not arg_max(withdrawn, entry_id)
),

answered_amounts as (
    select project_id, criterion_id as column_name
    from change_entry
    where plan_key = $plan_key and kind = 'amounts' and ($entry is null or entry_id <= $entry)
    group by project_id, criterion_id
    having not arg_max(withdrawn, entry_id)
),

-- Only columns of money: in any other 1.500 may be a part's number or a version.
further as (
    select
        project.*,
        listed.column_name,
        json_extract_string(project.other, '$."' || listed.column_name || '"') as text
    from project, unnest(json_keys(project.other)) as listed(column_name)
    where
        project.plan_key = $plan_key
        and project.version = $version
        and regexp_matches(
            listed.column_name, '^\s*(kostnad[ _(]*(19|20)[0-9]{2}\)?|drift[ _(]*tkr[ _/]*(per )?år\)?|drift_tkr_ar)\s*$', 'i'
        )
),

written as (
    select
        -- The unit may stand after the figure.
        project_id as subject,
        cost_raw as detail,
        regexp_replace(cost_raw, '([0-9]) ?(kr|tkr|kkr)$', '\1', 'i') as figure,
        'beloppet' as what,
        cost_line as line, cost_line_to as line_to, 1 as part, position
    from project
    where
        plan_key = $plan_key
        and version = $version
        and cost_status = 'frågetecken'
        and project_id not in (select project_id from answered)
    union all
    select label, raw_text, raw_text, 'beloppet', line, line_to, 2, position
    from budget_cell
    where plan_key = $plan_key and version = $version and status = 'frågetecken'
    union all
    select
        project_id || ', ' || column_name,
        text,
        regexp_replace(text, '([0-9]) ?(kr|tkr|kkr)$', '\1', 'i'),
        'beloppet',
        line,
        line_to,
        3,
        position
    from further
    where (project_id, column_name) not in (select (project_id, column_name) from answered_amounts)
    union all
    select
        project_id || ', ' || criterion_id, printed, regexp_replace(printed, '[^0-9]+$', ''), 'talet', line, line_to, 4,
        position
    from project_mark
    where
        plan_key = $plan_key
        and version = $version
        and status = 'frågetecken'
        and (project_id, criterion_id) not in (select (project_id, criterion_id) from answered_levels)
),

final as (
    select
        subject,
        '”' || detail || '” kan ha decimaler eller vara tusental; ' || what || ' räknas som okänt' as detail,
        line,
        line_to
    from written
    where figure ~ '(.*(\.\.|[-–—−])\s*)?[1-9][0-9]{0,2}[.,][0-9]{3}(\s*(\.\.|[-–—−]).*)?'
    order by part, position, subject
)

select * from final
