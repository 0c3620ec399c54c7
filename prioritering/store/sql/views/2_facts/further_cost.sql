-- What a plan says of a project's cost in columns that no sum is made of: the cost of a year, and of running it. One
-- figure that can be read in one way is in kronor, a range by its two ends, as parse_cost in plan/cells.py reads it.
with stated as (
    select
        plan_key,
        version,
        position,
        project_id,
        line,
        line_to,
        unnest(
            list_filter(
                list_transform(
                    map_entries(cast(other as map(varchar, varchar))),
                    lambda cell, place: struct_pack(key := cell.key, value := cell.value, place := place)
                ),
                lambda cell: cell.value != '' and (contains(lower(cell.key), 'kostnad') or contains(lower(cell.key), 'drift'))
            )
        ) as cell
    from project
    -- A plan may have very many other columns: only rows that may have such a cost are taken apart.
    where contains(lower(cast(other as varchar)), 'kostnad') or contains(lower(cast(other as varchar)), 'drift')
),

cells as (
    select
        stated.*,
        cell.key as column_name,
        cell.value as raw_text,
        cell.place as place,
        -- As fold in plan/columns.py compares headings.
        trim(regexp_replace(strip_accents(lower(cell.key)), '[^a-z0-9]+', '_', 'g'), '_') as folded
    from stated
),

written as (
    select
        *,
        -- The unit may stand after the figure, also after both ends of a range.
        regexp_replace(raw_text, '([0-9]) ?(kr|tkr|kkr)( ?($|\.\.|[-–—−]|till))', '\1\3', 'gi') as figure,
        -- A heading may say so too, of amounts that have no unit of their own.
        regexp_matches(raw_text, '[0-9] ?kr( ?($|\.\.|[-–—−]|till))', 'i')
        or (
            not regexp_matches(raw_text, '[0-9] ?(tkr|kkr)( ?($|\.\.|[-–—−]|till))', 'i')
            and regexp_matches(folded, '_(kr|kronor)(_|$)')
        ) as in_kronor
    from cells
    -- Only columns of money: in any other 1.500 may be a part's number or a version.
    where raw_text != '' and regexp_full_match(folded, 'kostnad_(19|20)[0-9]{2}(_tkr|(_i)?_(kr|kronor))?|drift_(tkr|(i_)?(kr|kronor)(_per)?)_ar')
),

ends as (
    select
        *,
        list_transform(
            regexp_split_to_array(replace(lower(figure), ' ', ''), '\.\.|[-–—−]|till'),
            lambda part: case
                when regexp_full_match(part, '[0-9]{1,3}((\.[0-9]{3}){2,}|(\.[0-9]{3})+,[0-9]+)')
                    then try_cast(replace(replace(part, '.', ''), ',', '.') as decimal(18, 3))
                when regexp_full_match(part, '[0-9]{1,3}((,[0-9]{3}){2,}|(,[0-9]{3})+\.[0-9]+)')
                    then try_cast(replace(part, ',', '') as decimal(18, 3))
                when not regexp_full_match(part, '[1-9][0-9]{0,2}[.,][0-9]{3}')
                    then try_cast(replace(part, ',', '.') as decimal(18, 3))
            end
        ) as amounts
    from written
),

kronor as (
    select
        *,
        case
            when len(list_filter(amounts, lambda amount: amount is null)) = 0
                then list_transform(amounts, lambda amount: amount * case when in_kronor then 1 else 1000 end)
        end as ends_kr
    from ends
),

named as (
    select
        plan_key,
        version,
        position,
        project_id,
        place,
        column_name,
        raw_text,
        figure,
        case when folded like 'drift%' then 'drift' else 'år' end as cost_series,
        -- As column_of in plan/project_facts.py: however it is headed, the cost of one year is one column.
        case when folded like 'drift%' then 'drift_tkr_ar' else left(folded, 12) end as known_as,
        -- The same text under a heading of kronor says another amount.
        figure || case when in_kronor then ' kr' else '' end as said,
        cast(list_min(ends_kr) as bigint) as low_kr,
        cast(list_max(ends_kr) as bigint) as high_kr,
        line,
        line_to
    from kronor
),

-- A version that was read by earlier rules may have one column under two headings: the first of them counts, as
-- cells_by_column in plan/project_facts.py says.
numbered as (
    select
        *,
        row_number() over (partition by plan_key, version, position, known_as order by place) as number
    from named
),

final as (
    select
        plan_key, version, position, project_id, column_name, raw_text, figure, cost_series, known_as, said, low_kr,
        high_kr, line, line_to
    from numbered
    where number = 1
)

select * from final
