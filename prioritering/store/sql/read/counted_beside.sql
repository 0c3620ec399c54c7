select since from counted_beside
