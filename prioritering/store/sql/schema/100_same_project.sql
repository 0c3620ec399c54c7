-- An answer on whether two projects are one is about both: the new id, and the one before it where other entries name a
-- criterion. Both stood in one text.
update change_entry
set project_id = split_part(project_id, ' ', 1), criterion_id = split_part(project_id, ' ', 2)
where kind = 'same_projects' and criterion_id = '';
