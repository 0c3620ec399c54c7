-- The column named one plan's year; versions already read in get the name it has now, their content hash untouched.
-- Only a key is met: within a text the quotes are escaped, so no quote there stands right before a colon.
update plan_row
set cells = cast(replace(cast(cells as varchar), '"prioriteras_2022":', '"prioriteras":') as json)
where file = 'aktiviteter';
