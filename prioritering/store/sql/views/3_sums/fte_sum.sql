-- Staff summed per part and class (and over each), from the single cells only; blank cells add nothing.
with single_cells as (
    select *
    from fte_cell
    where cell_kind = 'cell'
),

final as (
    select
        plan_key,
        version,
        part,
        budget_class,
        sum(fte) as fte
    from single_cells
    group by grouping sets (
        (plan_key, version, part, budget_class),
        (plan_key, version, budget_class),
        (plan_key, version)
    )
)

select * from final
