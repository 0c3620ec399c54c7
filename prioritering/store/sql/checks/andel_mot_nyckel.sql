-- Cost bearers whose part of the whole budget differs from their part of the costs that all of them share.
-- A key between some of the bearers says nothing of the whole budget, so only keys that name every one are compared.
with whole_key as (
    select key.key_name
    from allocation_key as key
    inner join budget_share as share
        on key.plan_key = share.plan_key
        and key.version = share.version
        and key.cost_bearer = share.cost_bearer
    where key.plan_key = $plan_key and key.version = $version
    group by key.key_name
    having
        count(distinct key.cost_bearer)
        = (select count(*) from budget_share where plan_key = $plan_key and version = $version)
)

select
    share.cost_bearer as subject,
    replace(cast(cast(share.share * 100 as decimal(5, 1)) as varchar), '.', ',') || ' % av budgeten, '
    || cast(cast(key.share_percent as integer) as varchar) || ' % av de gemensamma posterna' as detail,
    key.line,
    key.line_to
from budget_share as share
inner join allocation_key as key
    on share.plan_key = key.plan_key
    and share.version = key.version
    and share.cost_bearer = key.cost_bearer
inner join whole_key on key.key_name = whole_key.key_name
where
    share.plan_key = $plan_key
    and share.version = $version
    and abs(share.share * 100 - key.share_percent) >= 0.05
order by share.cost_bearer, key.position
