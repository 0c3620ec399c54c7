-- The frozen links of a plan, newest first and a window at a time, or those of some names; never the documents
-- themselves, but the format of each and whether it is another than was frozen.
with own as (
    select entry_id, name, plan_key, happening, title, shows, ends_on, role, made_at
    from frozen
    where ($names is null or list_contains($names, name))
      and ($plan_key is null or plan_key = $plan_key)
),

final as (
    select
        name,
        min(entry_id) as entry_id,
        any_value(plan_key) as plan_key,
        any_value(shows) as shows,
        any_value(ends_on) as ends_on,
        arg_max(title, entry_id) filter (where title is not null) as title,
        arg_min(role, entry_id) as role,
        min(made_at) as made_at,
        min(made_at) filter (where happening = 'återkallad') as withdrawn_at,
        arg_min(role, entry_id) filter (where happening = 'återkallad') as withdrawn_by,
        coalesce(
            arg_max(happening = 'utan inloggning', entry_id)
                filter (where happening in ('utan inloggning', 'bara med inloggning')),
            false
        ) as without_login
    from own
    group by name
),

shown as (
    select *, count(*) over () as total
    from final
    order by entry_id desc
    limit $most offset $start
)

select
    shown.*,
    document_hash is distinct from sha256(encode(shown.name || chr(10)) || document) as altered,
    try(cast(decode(document) ->> '$.format' as bigint)) as format
from shown
left join frozen on frozen.entry_id = shown.entry_id
order by shown.entry_id desc
