-- Costs that may be kronor in a column of tkr: a hundred times the small costs or more, five hundred below 50 000 tkr,
-- and like these as kronor. Compared with the small ones, since half of the column may be in kronor.
-- So may one that stands alone: 32 times the cost in the middle, where it is as near that as kronor as it is as tkr, and
-- ten times the dearest of those below 5 000 tkr, which is more than lies between two costs of a column that goes on.
-- So may the whole of it: the cost in the middle is then 100 000 tkr or more, or ten times all that the budget says.
-- The costs of years are compared among themselves, and those of running; both also with the projects' small costs.
-- One with its unit written out is no question, nor is one that the group had assumed beside the same figure by entry
-- number $entry (null: now).
with figures as (
    select
        version,
        'kostnad' as cost_series,
        project_id,
        '' as column_name,
        cost_low_kr as kronor,
        cost_raw as raw_text,
        coalesce(cost_line, line) as line,
        coalesce(cost_line_to, line_to) as line_to,
        1 as part,
        position
    from project
    where plan_key = $plan_key and cost_low_kr > 0
    union all
    select
        version, cost_series, project_id, known_as, low_kr, raw_text, line, line_to, 2, position
    from further_cost
    where plan_key = $plan_key and low_kr > 0
),

known as (
    select * from figures where version = $version
),

assumed as (
    -- That of a project's cost has no criterion, as the cost is none of the further columns.
    select kind, project_id, criterion_id as column_name, least($version, arg_max(beside_version, entry_id)) as version
    from entry_beside
    where plan_key = $plan_key and kind in ('amounts', 'costs') and ($entry is null or entry_id <= $entry)
    group by kind, project_id, criterion_id
    having not arg_max(withdrawn, entry_id)
),

answered as (
    select figures.project_id, figures.column_name, figures.kronor
    from assumed
    inner join figures using (project_id, column_name, version)
),

sizes as (
    select
        cost_series,
        percentile_disc(0.25) within group (order by kronor) as small,
        percentile_disc(0.5) within group (order by kronor) as middle,
        max(kronor) filter (where kronor < 5000000) as below
    from known
    group by cost_series
),

small as (
    select own.cost_series, own.small
    from sizes as own
    union
    select own.cost_series, projects.small
    from sizes as own
    cross join sizes as projects
    where projects.cost_series = 'kostnad'
),

budget as (
    select max(amount_kr) as kronor from budget_cell where plan_key = $plan_key and version = $version
),

final as (
    select
        project_id as subject,
        column_name,
        'räknas som tkr:' || kronor || '; menas tkr:' || (kronor / 1000)::bigint || '?' as detail,
        line,
        line_to
    from known
    where
        kronor >= 5000000
        and (
            exists (
                select 1
                from small
                where
                    small.cost_series = known.cost_series
                    and known.kronor >= case when known.kronor >= 50000000 then 100 else 500 end * small.small
                    and known.kronor <= 20000 * small.small
            )
            or exists (
                select 1
                from sizes
                where
                    sizes.cost_series = known.cost_series
                    and known.kronor between 32 * sizes.middle and 20000 * sizes.middle
                    and known.kronor >= 10 * sizes.below
            )
            or exists (
                select 1
                from sizes
                cross join budget
                where
                    sizes.cost_series = known.cost_series
                    and sizes.middle >= 5000000
                    and (sizes.middle >= 100000000 or sizes.middle >= 10 * budget.kronor)
            )
        )
        and not regexp_matches(raw_text, '[0-9] ?(kr|tkr|kkr)', 'i')
        and not exists (
            select 1
            from answered
            where
                answered.project_id = known.project_id
                and answered.column_name = known.column_name
                and answered.kronor = known.kronor
        )
    order by part, position, project_id, column_name
)

select * from final
