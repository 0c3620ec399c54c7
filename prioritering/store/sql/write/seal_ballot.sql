insert into sealed_ballot (entry_id, meeting_id, round, sealed)
select unnest($entry_ids::bigint[]), $meeting_id, $round, unnest($sealed::varchar[])
