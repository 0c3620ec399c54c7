-- A budget total that differs from the forecast of the year before.
with totals as (
    select
        max(amount_kr) filter (where measure = 'budget') as budget_kr,
        max(amount_kr) filter (where measure = 'prognos') as forecast_kr,
        max(line) as line
    from budget_cell
    where
        plan_key = $plan_key
        and version = $version
        and cell_kind = 'summa'
        and budget_class = ''
        and cost_bearer = ''
        and main_activity = ''
        and part = ''
),

explained as (
    select sum(amount_kr) as amount_kr, count(*) - count(amount_kr) as not_quantified
    from difference_reason
    where plan_key = $plan_key and version = $version
),

final as (
    select
        'Skillnad' as subject,
        'kr:' || cast(budget_kr - forecast_kr as bigint)
        || ', varav förklarat med belopp cirka kr:' || cast(coalesce(explained.amount_kr, 0) as bigint)
        || '; ' || explained.not_quantified || ' skäl utan belopp' as detail,
        line,
        line as line_to
    from totals
    cross join explained
    where budget_kr != forecast_kr
)

select * from final
