-- Which criteria each member has answered per project in a round, and jäv; never what was answered. By number $event when
-- that is given. Jäv said in an earlier round stands until it is taken back, and replaces the answers before it.
with numbered as (
    select
        entry_id, round, member_id, project_id, criterion_id, slot, kind,
        row_number() over (
            partition by member_id, project_id, criterion_id, slot order by entry_id desc
        ) as age,
        max(case when kind = 'jäv' then entry_id end) over (
            partition by member_id, project_id
        ) as conflict_entry
    from ballot
    where meeting_id = $meeting_id
      and (slot = 'jäv' and round <= $round or slot = 'svar' and round = $round)
      and ($event is null or entry_id <= $event)
),

final as (
    select
        member_id,
        project_id,
        array_agg(criterion_id) filter (
            where slot = 'svar' and kind <> 'tomt' and (conflict_entry is null or entry_id > conflict_entry)
        ) as answered,
        count(*) filter (where slot = 'jäv' and kind = 'jäv') > 0 as conflict
    from numbered
    where age = 1
    group by member_id, project_id
)

select * from final
