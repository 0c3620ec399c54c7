-- Saved only while the round is blind and takes answers; no row back means that it does not.
insert into sealed_ballot (meeting_id, round, sealed)
select $meeting_id, $round, unnest($sealed::varchar[])
from open_round
where meeting_id = $meeting_id
  and round = $round
  and not exists (
      select 1
      from revealed_round
      where revealed_round.meeting_id = $meeting_id and revealed_round.round = $round
  )
returning entry_id
