-- Every entry of the group's, by what it is about. A further column is what it is known by, as column_of in
-- plan/project_facts.py says; before, an entry was kept under the heading that the plan had at the time, and taking one
-- back left what stood under another heading of the column, which is what such an entry then says. One that takes back
-- what is said of the column names it.
with folded as (
    select
        *,
        criterion_id as written_as,
        case
            when kind = 'amounts'
                -- As fold in plan/columns.py compares headings.
                then trim(regexp_replace(strip_accents(lower(criterion_id)), '[^a-z0-9]+', '_', 'g'), '_')
        end as heading
    from change_entry
),

named as (
    select
        * exclude (heading)
        replace (
            case
                when heading is null then criterion_id
                when regexp_full_match(heading, 'drift_(tkr|(i_)?(kr|kronor)(_per)?)_ar') then 'drift_tkr_ar'
                when regexp_full_match(heading, 'kostnad_(19|20)[0-9]{2}(_tkr|(_i)?_(kr|kronor))?')
                    then left(heading, 12)
                else heading
            end as criterion_id
        )
    from folded
),

taken_back as (
    select entry_id, plan_key, project_id, criterion_id, written_as
    from named
    where kind = 'amounts' and withdrawn and (content ->> 'column') is null
),

under_others as (
    select
        taken_back.entry_id,
        named.content,
        named.withdrawn,
        named.entry_id as said_by,
        row_number() over (
            partition by taken_back.entry_id, named.written_as
            order by named.entry_id desc
        ) as age
    from taken_back
    inner join named
        on
            taken_back.plan_key = named.plan_key
            and taken_back.project_id = named.project_id
            and taken_back.criterion_id = named.criterion_id
            and taken_back.written_as <> named.written_as
            and taken_back.entry_id > named.entry_id
    where named.kind = 'amounts'
),

left_standing as (
    select entry_id, arg_max(content, said_by) as content
    from under_others
    where age = 1 and not withdrawn
    group by entry_id
),

-- One column is put in another's place at a time: of two, DuckDB does not write them out in the order they are given.
told as (
    select
        named.* exclude (written_as) replace (coalesce(left_standing.content, named.content) as content),
        left_standing.entry_id is not null as leaves_another
    from named
    left join left_standing on named.entry_id = left_standing.entry_id
),

final as (
    select * exclude (leaves_another) replace (withdrawn and not leaves_another as withdrawn)
    from told
)

select * from final
