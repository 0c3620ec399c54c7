-- Costs that may be kronor in a column of tkr: a hundred times the small costs or more, five hundred below 50 000 tkr,
-- and like these as kronor. Compared with the small ones, since half of the column may be in kronor.
-- So may the whole of it: the cost in the middle is then 100 000 tkr or more, or ten times all that the budget says.
-- One with its unit written out is no question, nor is what the group had assumed by entry number $entry (null:
-- now).
with answered as (
    select project_id
    from change_entry
    where plan_key = $plan_key and kind = 'costs' and ($entry is null or entry_id <= $entry)
    group by project_id
    having not arg_max(withdrawn, entry_id)
),

known as (
    select project_id, cost_low_kr, cost_raw, cost_line, cost_line_to, line, line_to, position
    from project
    where plan_key = $plan_key and version = $version and cost_low_kr > 0
),

small as (
    select
        percentile_disc(0.25) within group (order by cost_low_kr) as kronor,
        percentile_disc(0.5) within group (order by cost_low_kr) as middle
    from known
),

budget as (
    select max(amount_kr) as kronor from budget_cell where plan_key = $plan_key and version = $version
),

final as (
    select
        project_id as subject,
        'räknas som kr:' || cost_low_kr || '; menas kr:' || (cost_low_kr / 1000)::bigint || '?' as detail,
        coalesce(cost_line, line) as line,
        coalesce(cost_line_to, line_to) as line_to
    from known
    cross join small
    cross join budget
    where
        (
            (
                cost_low_kr >= 5000000
                and cost_low_kr >= case when cost_low_kr >= 50000000 then 100 else 500 end * small.kronor
                and cost_low_kr <= 20000 * small.kronor
            )
            or (
                cost_low_kr >= 5000000
                and small.middle >= 5000000
                and (small.middle >= 100000000 or small.middle >= 10 * budget.kronor)
            )
        )
        and not cost_raw ~ '(?i).*kr'
        and project_id not in (select project_id from answered)
    order by position
)

select * from final
