insert into file_content (file_hash, bytes)
select unnest($file_hash::varchar[]), unnest($bytes::blob[])
on conflict do nothing
