-- Amounts whose print in the plan's document differs from the one shown here: with commas between the thousands, or
-- without a space where other amounts of the same document have one.
with written as (
    select project_id as subject, cost_raw as detail, cost_line as line, cost_line_to as line_to, 1 as part, position
    from project
    where plan_key = $plan_key and version = $version
    union all
    select label as subject, raw_text as detail, line, line_to, 2 as part, position
    from budget_cell
    where plan_key = $plan_key and version = $version
),

final as (
    select subject, detail, line, line_to
    from written
    where
        regexp_full_match(detail, '[0-9]{1,3}(,[0-9]{3})+\.[0-9]{2}')
        or (
            regexp_full_match(detail, '[0-9]{4,}')
            and line is not null
            and exists (select 1 from written as other where regexp_full_match(other.detail, '[0-9]{1,3}( [0-9]{3})+'))
        )
    order by part, position
)

select * from final
