-- What the plan's tables say in columns that nobody knows, but for projekt.csv, whose projects keep theirs.
with listed as (
    select
        plan_key,
        version,
        position,
        cells -> 'ovrigt' as other,
        unnest(from_json(cells -> 'ovrigt' -> 'uppgifter', '[{"kolumn": "VARCHAR", "text": "VARCHAR"}]')) as said
    from plan_row
),

final as (
    select
        plan_key,
        version,
        position,
        other ->> 'kalla' as source,
        cast(other ->> 'rad' as integer) as row_number,
        other ->> 'galler' as about,
        said.kolumn as column_name,
        said.text as cell_text
    from listed
)

select * from final
