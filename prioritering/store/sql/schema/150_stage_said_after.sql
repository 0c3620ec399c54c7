-- The number of the newest event or newcomer when a member came so far in a blind round, so that it can be told as it was
-- then: what is sealed holds the newest alone. Null for what was noted before this.
alter table round_stage add column said_after bigint;
