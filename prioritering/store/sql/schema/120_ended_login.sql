-- A login that has been ended: a copy of its cookie is worth nothing from then on. The mark is a checksum, and is of no
-- use once the login would have run out by itself.
create table ended_login (
    mark varchar not null primary key,
    runs_out timestamptz not null
);
