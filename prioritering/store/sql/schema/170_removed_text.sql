-- That a text has been taken away, and never which: whoever has read it before knows by the number of rows that it is to be
-- forgotten.
create table removed_text (
    plan_key varchar not null,
    removed_at timestamptz not null,
    removed_by varchar not null
);
