-- Stated sums of the staff table that differ from the sum of their cells.
with stated as (
    select *
    from fte_cell
    where plan_key = $plan_key and version = $version and cell_kind = 'summa'
),

single_cells as (
    select *
    from fte_cell
    where plan_key = $plan_key and version = $version and cell_kind = 'cell'
),

compared as (
    select stated.position, stated.cell_id, stated.fte, stated.line, stated.line_to, sum(single_cells.fte) as cells_fte
    from stated
    inner join single_cells
        on (stated.main_activity = '' or stated.main_activity = single_cells.main_activity)
        and (stated.part = '' or stated.part = single_cells.part)
        and (stated.budget_class = '' or stated.budget_class = single_cells.budget_class)
    group by stated.position, stated.cell_id, stated.fte, stated.line, stated.line_to
),

final as (
    select
        cell_id as subject,
        replace('summan är ' || cast(fte as varchar) || ', cellerna blir ' || cast(cells_fte as varchar), '.', ',') as detail,
        line,
        line_to
    from compared
    where fte != cells_fte
    order by position
)

select * from final
