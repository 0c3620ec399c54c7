-- What was sealed, at the reveal: numbered before the reveal's own event, and with the number it was said after.
insert into ballot
    (
        meeting_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason, made_at,
        said_after
    )
select
    $meeting_id, $round, unnest($member_id::varchar[]), unnest($role::varchar[]), unnest($project_id::varchar[]),
    unnest($criterion_id::varchar[]), unnest($slot::varchar[]), unnest($kind::varchar[]),
    unnest($level_name::varchar[]), unnest($number::double precision[]), unnest($reason::varchar[]),
    unnest($made_at::timestamptz[]), unnest($said_after::bigint[])
