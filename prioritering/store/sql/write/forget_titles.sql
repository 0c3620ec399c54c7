-- The titles that a frozen link had: what it is called from now on stands in a row that comes after.
update frozen
set title = null
where name = $name
  and title is not null
