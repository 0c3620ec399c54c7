-- One member's own answers, newest of each. Never call this for anyone but the member who asks.
with numbered as (
    select
        *,
        row_number() over (
            partition by round, project_id, criterion_id, slot order by entry_id desc
        ) as age
    from ballot
    where meeting_id = $meeting_id and member_id = $member_id
),

final as (
    select
        numbered.entry_id, numbered.round, numbered.member_id, numbered.role, numbered.project_id,
        numbered.criterion_id, numbered.slot, numbered.kind, numbered.level_name, numbered.number, numbered.reason,
        coalesce(numbered.entry_id > revealed_round.revealed_entry, false) as after_reveal
    from numbered
    left join revealed_round
        on revealed_round.meeting_id = $meeting_id and revealed_round.round = numbered.round
    where numbered.age = 1
)

select * from final
order by entry_id
