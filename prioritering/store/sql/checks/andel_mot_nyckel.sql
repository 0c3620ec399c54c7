-- Cost bearers whose part of the whole budget differs from their part of the shared costs.
select
    share.cost_bearer as subject,
    replace(cast(cast(share.share * 100 as decimal(5, 1)) as varchar), '.', ',') || ' % av budgeten, '
    || cast(cast(key.share_percent as integer) as varchar) || ' % av de gemensamma posterna' as detail,
    key.line,
    key.line_to
from budget_share as share
inner join allocation_key as key
    on share.plan_id = key.plan_id
    and share.version = key.version
    and share.cost_bearer = key.cost_bearer
where
    share.plan_id = $plan_id
    and share.version = $version
    and contains(key.key_name, 'AMI')
    and abs(share.share * 100 - key.share_percent) >= 0.05
order by share.cost_bearer
