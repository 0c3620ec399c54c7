select hash from schema_views order by applied_at desc limit 1
