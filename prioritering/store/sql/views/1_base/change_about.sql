-- Every entry of the group's, by what it is about. A further column is what it is known by, as column_of in
-- plan/project_facts.py says; before, an entry was kept under the heading that the plan had at the time.
with folded as (
    select
        *,
        case
            when kind = 'amounts'
                -- As fold in plan/columns.py compares headings.
                then trim(regexp_replace(strip_accents(lower(criterion_id)), '[^a-z0-9]+', '_', 'g'), '_')
        end as heading
    from change_entry
),

final as (
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
)

select * from final
