insert into plan (plan_key, municipality_id, plan_id, object_id)
values ($plan_key, $municipality_id, $plan_id, $object_id)
on conflict (plan_key) do update set object_id = excluded.object_id
