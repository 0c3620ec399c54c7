-- Rounds that have not been revealed, oldest first, with how many of their answers are sealed.
select
    meeting_event.meeting_id,
    meeting_event.round,
    (
        select count(*)
        from sealed_ballot
        where sealed_ballot.meeting_id = meeting_event.meeting_id and sealed_ballot.round = meeting_event.round
    ) as sealed
from meeting_event
left join revealed_round
    on revealed_round.meeting_id = meeting_event.meeting_id and revealed_round.round = meeting_event.round
where meeting_event.kind = 'runda öppnad'
  and revealed_round.meeting_id is null
order by meeting_event.entry_id
