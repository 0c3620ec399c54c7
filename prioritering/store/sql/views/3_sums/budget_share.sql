-- Each cost bearer's part of the whole budget, and the enhancement part within it.
with bearers as (
    select
        plan_key,
        version,
        cost_bearer,
        sum(amount_kr) as amount_kr,
        sum(amount_kr) filter (where budget_class = 'VU') as enhancement_kr
    from budget_cell
    where cell_kind = 'cell' and measure = 'budget' and cost_bearer != ''
    group by plan_key, version, cost_bearer
),

final as (
    select
        *,
        cast(amount_kr as double precision) / sum(amount_kr) over (partition by plan_key, version) as share,
        cast(enhancement_kr as double precision) / nullif(amount_kr, 0) as enhancement_share
    from bearers
)

select * from final
