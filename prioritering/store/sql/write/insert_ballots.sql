-- Saved in the open, only while the round is revealed and takes answers; no row back means that it does not. Visible at
-- once and numbered in the order they become so: they come one at a time.
insert into ballot
    (meeting_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason, made_at)
select
    $meeting_id, $round, $member_id, $role, $project_id,
    unnest($criterion_ids::varchar[]), $slot, $kind, $level_name, unnest($numbers::double precision[]), $reason, $made_at
from open_round
where meeting_id = $meeting_id
  and round = $round
  and exists (
      select 1
      from revealed_round
      where revealed_round.meeting_id = $meeting_id and revealed_round.round = $round
  )
returning entry_id
