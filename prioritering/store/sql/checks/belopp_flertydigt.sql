-- Amounts that can be read as a thousand times larger than they say, as 1.500: unknown until somebody answers.
-- The pattern is that of may_be_thousandfold in plan/figures.py. What the group had assumed by entry
-- number $entry (null: now) is answered, when the plan wrote the same in the version it was assumed beside.
with assumed as (
    select kind, project_id, criterion_id, least($version, arg_max(beside_version, entry_id)) as version
    from entry_beside
    where
        plan_key = $plan_key
        and kind in ('amounts', 'costs', 'levels')
        and ($entry is null or entry_id <= $entry)
    group by kind, project_id, criterion_id
    having not arg_max(withdrawn, entry_id)
),

answered as (
    select assumed.kind, assumed.project_id, assumed.criterion_id, project.cost_raw as said
    from assumed
    inner join project using (project_id, version)
    where project.plan_key = $plan_key and assumed.kind = 'costs'
    union all
    select assumed.kind, assumed.project_id, assumed.criterion_id, further_cost.said
    from assumed
    inner join further_cost
        on
            assumed.project_id = further_cost.project_id
            and assumed.version = further_cost.version
            and assumed.criterion_id = further_cost.known_as
    where further_cost.plan_key = $plan_key and assumed.kind = 'amounts'
    union all
    select assumed.kind, assumed.project_id, assumed.criterion_id, project_mark.printed
    from assumed
    inner join project_mark using (project_id, version, criterion_id)
    where project_mark.plan_key = $plan_key and assumed.kind = 'levels'
),

written as (
    select
        'costs' as kind,
        project_id,
        '' as criterion_id,
        project_id as subject,
        cost_raw as detail,
        cost_raw as said,
        -- The unit may stand after the figure, also after both ends of a range.
        regexp_replace(cost_raw, '([0-9]) ?(kr|tkr|kkr)( ?($|\.\.|[-–—−]|till))', '\1\3', 'gi') as figure,
        'beloppet' as what,
        coalesce(cost_line, line) as line,
        coalesce(cost_line_to, line_to) as line_to,
        1 as part,
        position
    from project
    where plan_key = $plan_key and version = $version and cost_status = 'frågetecken'
    union all
    select 'budget', '', '', label, raw_text, raw_text, raw_text, 'beloppet', line, line_to, 2, position
    from budget_cell
    where plan_key = $plan_key and version = $version and status = 'frågetecken'
    union all
    select
        'amounts', project_id, known_as, project_id, raw_text, said, figure, 'beloppet', line, line_to, 3, position
    from further_cost
    where plan_key = $plan_key and version = $version
    union all
    select
        'levels', project_id, criterion_id, project_id, printed, printed, regexp_replace(printed, '[^0-9]+$', ''),
        'talet', line, line_to, 4, position
    from project_mark
    where plan_key = $plan_key and version = $version and status = 'frågetecken'
),

final as (
    select
        subject,
        criterion_id as column_name,
        '”' || detail || '” kan ha decimaler eller vara tusental; ' || what || ' räknas som okänt' as detail,
        line,
        line_to
    from written
    where
        -- The whole of it: `~` is content with a part, and 1.250.000 can be read in one way only.
        regexp_full_match(
            figure,
            '(?i)(.*(\.\.|[-–—−]|till)\s*)?[1-9][0-9]{0,2}[.,][0-9]{3}(\s*(\.\.|[-–—−]|till).*)?'
        )
        and not exists (
            select 1
            from answered
            where
                answered.kind = written.kind
                and answered.project_id = written.project_id
                and answered.criterion_id = written.criterion_id
                and answered.said = written.said
        )
    order by part, position, subject, criterion_id
)

select * from final
