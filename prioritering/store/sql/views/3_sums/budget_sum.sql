-- Budget cells summed per part and class (and over each), from the single cells only; sums in the plan are not used.
with cells as (
    select
        *,
        -- Frames of one class that nothing else parts are amounts to choose between, and no parts of a sum.
        count_if(usable_as_frame and main_activity = '' and cost_bearer = '' and part = '')
            over (partition by plan_key, version, budget_class) as frames
    from budget_cell
    -- A cell without a class is of both.
    where cell_kind = 'cell' and measure = 'budget' and budget_class != ''
),

single_cells as (
    select *
    from cells
    where frames <= 1
),

final as (
    select
        plan_key,
        version,
        part,
        budget_class,
        sum(amount_kr) as amount_kr,
        count(*) as cells
    from single_cells
    group by grouping sets (
        (plan_key, version, part, budget_class),
        (plan_key, version, part),
        (plan_key, version, budget_class),
        (plan_key, version)
    )
)

select * from final
