select table_name from information_schema.tables where table_name = 'schema_migration'
