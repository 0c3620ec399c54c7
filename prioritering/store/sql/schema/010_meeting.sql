-- The meeting. Everything is append-only: what happens is an event, a corrected answer is a new row.
-- One sequence numbers them all, so that "before" and "after the reveal" never depend on a clock.
create sequence meeting_entry_id start 1;

create table meeting (
    meeting_id varchar primary key,
    plan_id varchar not null,
    code varchar not null unique,
    naming varchar not null,
    roles json not null,
    model json not null,
    opened_by varchar not null,
    opened_at timestamptz not null
);

create table meeting_event (
    entry_id bigint primary key default nextval('meeting_entry_id'),
    meeting_id varchar not null,
    kind varchar not null,
    round integer,
    subjects json not null,
    role varchar not null,
    made_at timestamptz not null
);

create table meeting_member (
    entry_id bigint primary key default nextval('meeting_entry_id'),
    meeting_id varchar not null,
    member_id varchar not null,
    role varchar not null,
    replaces varchar,
    token_hash varchar not null,
    subject_hash varchar,
    joined_at timestamptz not null
);

-- slot: svar (an answer on a criterion), jäv, skäl, plats (a criterion's place in the member's order).
create table ballot (
    entry_id bigint primary key default nextval('meeting_entry_id'),
    meeting_id varchar not null,
    round integer not null,
    member_id varchar not null,
    role varchar not null,
    project_id varchar not null,
    criterion_id varchar not null,
    slot varchar not null,
    kind varchar not null,
    level_name varchar,
    number double precision,
    reason varchar not null,
    made_at timestamptz not null
);
