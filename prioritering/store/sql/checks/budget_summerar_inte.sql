-- Stated sums of the budget table that differ from the sum of their cells.
with stated as (
    select *
    from budget_cell
    where
        plan_key = $plan_key
        and version = $version
        and measure = 'budget'
        and cell_kind != 'cell'
        and amount_kr is not null
),

single_cells as (
    select *
    from budget_cell
    where plan_key = $plan_key and version = $version and measure = 'budget' and cell_kind = 'cell'
),

compared as (
    select stated.position, stated.label, stated.amount_kr, stated.line, stated.line_to, sum(single_cells.amount_kr) as cells_kr
    from stated
    inner join single_cells
        on (stated.main_activity = '' or stated.main_activity = single_cells.main_activity)
        and (stated.part = '' or stated.part = single_cells.part)
        and (stated.budget_class = '' or stated.budget_class = single_cells.budget_class)
        and (stated.cost_bearer = '' or stated.cost_bearer = single_cells.cost_bearer)
    group by stated.position, stated.label, stated.amount_kr, stated.line, stated.line_to
),

final as (
    select
        label as subject,
        'summan är kr:' || cast(amount_kr as bigint) || ', cellerna blir kr:' || cast(cells_kr as bigint) as detail,
        line,
        line_to
    from compared
    where amount_kr != cells_kr
    order by position
)

select * from final
