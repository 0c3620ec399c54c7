-- One row while the round takes answers and is not revealed, else none.
select 1
from open_round
where meeting_id = $meeting_id
  and round = $round
  and not exists (
      select 1
      from revealed_round
      where revealed_round.meeting_id = $meeting_id and revealed_round.round = $round
  )
