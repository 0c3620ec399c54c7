-- The least sum of known costs when it is larger than the whole enhancement budget.
with costs as (
    select sum(low_sum_kr) as known_kr, sum(known) as known, sum(unknown) as unknown
    from known_cost
    where plan_key = $plan_key and version = $version
),

enhancement as (
    select amount_kr
    from budget_sum
    where plan_key = $plan_key and version = $version and part is null and budget_class = 'VU'
),

final as (
    select
        'Kända kostnader' as subject,
        'tkr:' || known_kr || ' mot vidareutveckling kr:' || cast(amount_kr as bigint) as detail,
        cast(null as integer) as line,
        cast(null as integer) as line_to
    from costs
    cross join enhancement
    where known_kr > amount_kr
)

select * from final
