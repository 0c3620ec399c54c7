-- Before this a further column's answers were kept under the heading that the plan had at the time. Since then they are
-- kept under what the column is known by, as column_of in plan/project_facts.py says. Taking one back left what stood
-- under another heading of the column, which is what such an entry then says (left_standing); one that is made now names
-- the column, and leaves nothing.
create table entry_column (
    entry_id bigint primary key,
    criterion_id varchar not null,
    left_standing json
);

insert into entry_column
with folded as (
    select
        entry_id,
        plan_key,
        project_id,
        criterion_id as written_as,
        content,
        withdrawn,
        -- As fold in plan/columns.py compares headings.
        trim(regexp_replace(strip_accents(lower(criterion_id)), '[^a-z0-9]+', '_', 'g'), '_') as heading
    from change_entry
    where kind = 'amounts'
),

named as (
    select
        *,
        case
            when regexp_full_match(heading, 'drift_(tkr|(i_)?(kr|kronor)(_per)?)_ar') then 'drift_tkr_ar'
            when regexp_full_match(heading, 'kostnad_(19|20)[0-9]{2}(_tkr|(_i)?_(kr|kronor))?') then left(heading, 12)
            else heading
        end as known_as
    from folded
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
    from named as taken_back
    inner join named
        on
            taken_back.plan_key = named.plan_key
            and taken_back.project_id = named.project_id
            and taken_back.known_as = named.known_as
            and taken_back.written_as <> named.written_as
            and taken_back.entry_id > named.entry_id
    where taken_back.withdrawn and (taken_back.content ->> 'column') is null
),

left_standing as (
    select entry_id, arg_max(content, said_by) as content
    from under_others
    where age = 1 and not withdrawn
    group by entry_id
)

select named.entry_id, named.known_as, left_standing.content
from named
left join left_standing on named.entry_id = left_standing.entry_id
where named.known_as <> named.written_as or left_standing.entry_id is not null;
