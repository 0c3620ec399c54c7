insert into counted_beside default values
