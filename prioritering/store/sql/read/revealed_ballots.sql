-- The only query that hands out answers of others: rounds that are revealed, newest of each answer.
-- With $as_revealed, answers as they stood at the moment of the reveal. With $event, everything as it was visible at
-- that number: a round revealed later is not among them.
with numbered as (
    select
        ballot.*,
        ballot.entry_id > revealed_round.revealed_entry as after_reveal,
        row_number() over (
            partition by ballot.round, ballot.member_id, ballot.project_id, ballot.criterion_id, ballot.slot
            order by ballot.entry_id desc
        ) as age,
        -- What a conflict of interest took the place of does not come back when it is taken back.
        max(case when ballot.kind = 'jäv' then ballot.entry_id end) over (
            partition by ballot.round, ballot.member_id, ballot.project_id
        ) as conflict_entry
    from ballot
    inner join revealed_round
        on revealed_round.meeting_id = ballot.meeting_id and revealed_round.round = ballot.round
    where ballot.meeting_id = $meeting_id
      and (not $as_revealed or ballot.entry_id < revealed_round.revealed_entry)
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
