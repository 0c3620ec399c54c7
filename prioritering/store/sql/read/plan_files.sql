select plan_file.file, file_content.bytes, plan_file.file_hash
from plan_file
inner join file_content on plan_file.file_hash = file_content.file_hash
where plan_file.plan_key = $plan_key and plan_file.version = $version
order by plan_file.file
