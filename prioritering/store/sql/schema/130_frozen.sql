-- Documents that have been frozen under a short name that nobody guesses. Append-only: another title, a withdrawal and a
-- permission to read without login are rows of their own. The document stands in the row that stored it, byte for byte,
-- with the hash of its name and its bytes, which is compared each time it is read.
create sequence frozen_entry_id start 1;

create table frozen (
    entry_id bigint primary key default nextval('frozen_entry_id'),
    name varchar not null,
    plan_key varchar not null,
    happening varchar not null,
    title varchar,
    shows varchar,
    ends_on date,
    document blob,
    document_hash varchar,
    role varchar not null,
    made_at timestamptz not null
);
