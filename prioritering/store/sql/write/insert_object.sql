insert into governance_object (object_id, municipality_id, name)
values ($object_id, $municipality_id, $name)
on conflict do nothing
