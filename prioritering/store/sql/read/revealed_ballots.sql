-- The only query that hands out answers of others: every save in the rounds that are revealed, oldest first. With $event,
-- everything as it was visible at that number: a round revealed later is not among them.
select
    ballot.round, ballot.member_id, ballot.role, ballot.project_id, ballot.criterion_id, ballot.slot, ballot.kind,
    ballot.level_name, ballot.number, ballot.reason,
    ballot.entry_id > revealed_round.revealed_entry as after_reveal
from ballot
inner join revealed_round
    on revealed_round.meeting_id = ballot.meeting_id and revealed_round.round = ballot.round
where ballot.meeting_id = $meeting_id
  and ($event is null or (revealed_round.revealed_entry <= $event and ballot.entry_id <= $event))
order by ballot.entry_id
