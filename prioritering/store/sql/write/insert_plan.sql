insert into plan (plan_id, object_id) values ($plan_id, $object_id)
on conflict (plan_id) do update set object_id = excluded.object_id
