-- One member's own answers, newest of each. Never call this for anyone but the member who asks.
-- With $event, as they were visible at that number: a round revealed later is not among them, since what was saved
-- blind has no moment that anybody may know of.
with numbered as (
    select
        ballot.*,
        coalesce(ballot.entry_id > revealed_round.revealed_entry, false) as after_reveal,
        row_number() over (
            partition by ballot.round, ballot.project_id, ballot.criterion_id, ballot.slot
            order by ballot.entry_id desc
        ) as age,
        -- What a conflict of interest took the place of does not come back when it is taken back.
        max(case when ballot.kind = 'jäv' then ballot.entry_id end) over (
            partition by ballot.round, ballot.project_id
        ) as conflict_entry
    from ballot
    left join revealed_round
        on revealed_round.meeting_id = ballot.meeting_id and revealed_round.round = ballot.round
    where ballot.meeting_id = $meeting_id and ballot.member_id = $member_id
      and ($event is null or (revealed_round.revealed_entry <= $event and ballot.entry_id <= $event))
),

final as (
    select
        entry_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason,
        after_reveal, conflict_entry
    from numbered
    where age = 1
)

select * from final
order by entry_id
