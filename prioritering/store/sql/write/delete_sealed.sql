delete from sealed_ballot
where entry_id in (select unnest($entry_ids::bigint[]))
