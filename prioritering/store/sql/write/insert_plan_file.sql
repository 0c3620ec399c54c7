insert into plan_file (plan_id, version, file, file_hash) values ($plan_id, $version, $file, $file_hash)
