-- Answers of a blind round lie beside the database until the reveal and get their numbers then. `said_after` is the number
-- of the newest event or newcomer when an answer was said; null for one that was said in the open, or kept before this.
alter table ballot add column said_after bigint;
