-- How many criteria each member has answered per project, and jäv; never what was answered. By number $event when that
-- is given.
with numbered as (
    select
        member_id, project_id, criterion_id, slot, kind,
        row_number() over (
            partition by member_id, project_id, criterion_id, slot order by entry_id desc
        ) as age
    from ballot
    where meeting_id = $meeting_id and round = $round and slot in ('svar', 'jäv')
      and ($event is null or entry_id <= $event)
),

final as (
    select
        member_id,
        project_id,
        count(*) filter (where slot = 'svar' and kind <> 'tomt') as answered,
        count(*) filter (where slot = 'jäv' and kind = 'jäv') > 0 as conflict
    from numbered
    where age = 1
    group by member_id, project_id
)

select * from final
