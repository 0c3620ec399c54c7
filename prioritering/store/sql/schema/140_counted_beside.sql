-- That what is saved here is counted in a file beside the database: without that file nobody can tell whether all of it is
-- here. No row until the count has begun, and none in a copy that is whole by itself.
create table counted_beside (
    since timestamptz not null default current_timestamp
);
