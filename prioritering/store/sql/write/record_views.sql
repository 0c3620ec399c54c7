insert into schema_views (hash) values ($hash)
