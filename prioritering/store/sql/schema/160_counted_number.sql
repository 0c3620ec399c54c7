-- The number that the count beside the database had come to, when something was saved here after it: with a lower one it is
-- of an older day, and so may the blind answers be that lie beside it. Null for what was counted before this.
alter table counted_beside add column number bigint;
