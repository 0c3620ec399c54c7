select file, file_hash from plan_file where plan_key = $plan_key and version = $version order by file
