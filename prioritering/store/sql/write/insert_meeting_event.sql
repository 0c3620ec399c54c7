insert into meeting_event (meeting_id, kind, round, subjects, role, made_at)
values ($meeting_id, $kind, $round, $subjects, $role, $made_at)
