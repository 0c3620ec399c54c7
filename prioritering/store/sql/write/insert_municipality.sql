insert into municipality (municipality_id, name) values ($municipality_id, $name) on conflict do nothing
