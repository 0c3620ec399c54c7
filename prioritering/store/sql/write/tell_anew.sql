-- The one statement that alters a version of a plan: what is said of how its files were read. No value of it is altered.
update plan_version
set notices = $notices
where plan_key = $plan_key and version = $version
