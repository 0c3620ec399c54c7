-- Every save of one member's, oldest first. Never call this for anyone but the member who asks.
-- With $event, as they were visible at that number: a round revealed later is not among them, since what was saved
-- blind has no moment that anybody may know of.
select
    ballot.round, ballot.member_id, ballot.role, ballot.project_id, ballot.criterion_id, ballot.slot, ballot.kind,
    ballot.level_name, ballot.number, ballot.reason,
    coalesce(ballot.entry_id > revealed_round.revealed_entry, false) as after_reveal
from ballot
left join revealed_round
    on revealed_round.meeting_id = ballot.meeting_id and revealed_round.round = ballot.round
where ballot.meeting_id = $meeting_id and ballot.member_id = $member_id
  and ($event is null or (revealed_round.revealed_entry <= $event and ballot.entry_id <= $event))
order by ballot.entry_id
