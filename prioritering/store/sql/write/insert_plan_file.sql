insert into plan_file (plan_key, version, file, file_hash) values ($plan_key, $version, $file, $file_hash)
