insert into schema_migration (name) values ($name)
