-- Per tier: how many projects, how many costs are known, and their sum. With an unknown the sum is a least sum.
with final as (
    select
        plan_key,
        version,
        tier,
        count(*) as projects,
        count(cost_low_kr) as known,
        count(*) filter (where cost_status = 'frågetecken') as unknown,
        count(*) filter (where cost_low_kr is null and cost_status != 'frågetecken') as not_stated,
        coalesce(sum(cost_low_kr), 0) as low_sum_kr,
        coalesce(sum(cost_high_kr), 0) as high_sum_kr
    from project
    group by plan_key, version, tier
)

select * from final
