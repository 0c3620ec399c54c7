-- Which of a plan's own names for a class a project has; empty in versions read in before, which cannot tell them apart.
alter table project add column tier_printed varchar default '';
