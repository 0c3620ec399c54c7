-- Budget cells summed per part and class (and over each), from the single cells only; sums in the plan are not used.
with single_cells as (
    select *
    from budget_cell
    where cell_kind = 'cell' and measure = 'budget'
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
