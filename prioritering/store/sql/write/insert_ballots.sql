-- Saved only while the round takes answers; no row back means that it does not.
insert into ballot
    (meeting_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason, made_at)
select
    $meeting_id, $round, $member_id, $role, $project_id,
    unnest($criterion_ids::varchar[]), $slot, $kind, $level_name, unnest($numbers::double precision[]), $reason, $made_at
from open_round
where meeting_id = $meeting_id and round = $round
returning entry_id
