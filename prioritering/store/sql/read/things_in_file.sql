-- What a database file holds, whoever made it, by name; and one row without a name when there is no such file: a table in
-- another format is opened as a view of it, in memory alone.
select table_name as thing
from duckdb_tables()
where not internal
union all
select view_name
from duckdb_views()
where not internal
union all
select sequence_name
from duckdb_sequences()
where database_name = current_database()
union all
select null
from duckdb_databases()
where database_name = current_database() and path is null
