-- What is saved while a round is blind, so that the file says nothing of it: `sealed` holds one saved answer with who gave
-- it, or nothing at all, and can be read with the round's key alone. The key is in a file of its own.
create table sealed_ballot (
    entry_id bigint primary key default nextval('meeting_entry_id'),
    meeting_id varchar not null,
    round integer not null,
    sealed varchar not null
);

-- How far each has come in a round, when it changes: all that others may know before the reveal. Numbered by itself: among
-- the numbers of what is sealed, it would tell how much a member has saved between two stages.
create sequence round_stage_id;

create table round_stage (
    entry_id bigint primary key default nextval('round_stage_id'),
    meeting_id varchar not null,
    round integer not null,
    member_id varchar not null,
    stage varchar not null
);
