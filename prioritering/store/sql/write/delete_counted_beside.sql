delete from counted_beside
