-- Cells with staff but no money, or money but no staff.
with cells as (
    select
        fte_cell.main_activity || ', ' || fte_cell.part || ' ' || fte_cell.budget_class as subject,
        fte_cell.fte,
        budget_cell.amount_kr,
        fte_cell.line,
        fte_cell.line_to,
        fte_cell.position
    from fte_cell
    inner join budget_cell
        on fte_cell.plan_key = budget_cell.plan_key
        and fte_cell.version = budget_cell.version
        and fte_cell.cell_id = budget_cell.cell_id
    where fte_cell.plan_key = $plan_key and fte_cell.version = $version and fte_cell.cell_kind = 'cell'
),

final as (
    select
        subject,
        case
            when fte > 0 then replace(cast(cast(fte as decimal(9, 1)) as varchar), '.', ',') || ' årsarbeten men budget 0'
            else 'budget kr:' || cast(amount_kr as bigint) || ' men inga årsarbeten angivna'
        end as detail,
        line,
        line_to
    from cells
    where (fte > 0 and amount_kr = 0) or (fte is null and amount_kr > 0)
    order by position
)

select * from final
