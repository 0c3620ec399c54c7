insert into plan_file (plan_key, version, file, file_hash)
select $plan_key, $version, unnest($file::varchar[]), unnest($file_hash::varchar[])
