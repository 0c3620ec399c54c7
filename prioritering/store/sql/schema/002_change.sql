-- What the group lays beside the plan. Append-only: taking back is a new row with withdrawn = true.
create sequence change_entry_id start 1;

create table change_entry (
    entry_id bigint primary key default nextval('change_entry_id'),
    plan_id varchar not null,
    kind varchar not null,
    project_id varchar not null,
    criterion_id varchar not null,
    content json not null,
    withdrawn boolean not null,
    role varchar not null,
    reason varchar not null,
    made_at timestamptz not null
);
