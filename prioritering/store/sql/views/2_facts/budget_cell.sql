-- Every budget figure in kronor, exact; the file may be in tkr or kr, and a figure in any other unit is no amount.
with typed as (
    select
        plan_key,
        version,
        position,
        cells ->> 'id' as cell_id,
        cells ->> 'etikett' as label,
        cells ->> 'huvudaktivitet' as main_activity,
        cells ->> 'kostnadsbarare' as cost_bearer,
        cells ->> 'del' as part,
        cells ->> 'klass' as budget_class,
        cells ->> 'slag' as cell_kind,
        cells ->> 'matt' as measure,
        cast(nullif(cells ->> 'belopp', '') as decimal(18, 5)) as amount,
        cells ->> 'enhet' as unit,
        cells ->> 'ram' = 'ja' as usable_as_frame,
        cells ->> 'status' as status,
        cells ->> 'ratext' as raw_text,
        cast(nullif(cells ->> 'rad', '') as integer) as line,
        cast(nullif(cells ->> 'rad_till', '') as integer) as line_to
    from plan_row
    where file = 'budget'
),

final as (
    select
        plan_key,
        version,
        position,
        cell_id,
        label,
        main_activity,
        cost_bearer,
        part,
        budget_class,
        cell_kind,
        measure,
        usable_as_frame,
        status,
        raw_text,
        line,
        line_to,
        cast(amount * case unit when 'tkr' then 1000 when 'kr' then 1 end as decimal(18, 2)) as amount_kr
    from typed
)

select * from final
