select name from schema_migration order by name
