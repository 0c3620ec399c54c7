-- A checksum of who made an entry, so that a person can undo their own latest; empty in entries from before.
-- undoes is the number of the entry that this one was made to take back.
alter table change_entry add column maker varchar default '';

alter table change_entry add column undoes bigint;
