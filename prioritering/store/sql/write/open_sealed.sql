-- What was sealed, at the reveal: each answer keeps its number, which is before the reveal's own.
insert into ballot
    (
        entry_id, meeting_id, round, member_id, role, project_id, criterion_id, slot, kind, level_name, number, reason,
        made_at
    )
select
    unnest($entry_id::bigint[]), $meeting_id, $round, unnest($member_id::varchar[]), unnest($role::varchar[]),
    unnest($project_id::varchar[]), unnest($criterion_id::varchar[]), unnest($slot::varchar[]), unnest($kind::varchar[]),
    unnest($level_name::varchar[]), unnest($number::double precision[]), unnest($reason::varchar[]),
    unnest($made_at::timestamptz[])
