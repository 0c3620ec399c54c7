select coalesce(max(number), 0) from counted_beside
