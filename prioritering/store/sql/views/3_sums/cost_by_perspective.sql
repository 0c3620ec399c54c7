-- Known cost and unknown count per perspective as printed; printed combinations are groups of their own.
with final as (
    select
        plan_key,
        version,
        tier,
        perspective_printed,
        count(*) as projects,
        count(*) - count(cost_low_kr) as unknown,
        coalesce(sum(cost_low_kr), 0) as known_kr
    from project
    group by plan_key, version, tier, perspective_printed
)

select * from final
