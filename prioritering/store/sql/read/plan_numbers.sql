-- What is newest of a plan: its version, the group's entry, and how many meetings it has.
select
    (select max(version) from plan_version where plan_id = $plan_id) as plan_version,
    (select coalesce(max(entry_id), 0) from change_entry where plan_id = $plan_id) as entry,
    (select count(*) from meeting where plan_id = $plan_id) as meetings
