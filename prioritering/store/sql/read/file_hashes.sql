select file, file_hash from plan_file where plan_id = $plan_id and version = $version order by file
