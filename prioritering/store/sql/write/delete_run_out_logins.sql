delete from ended_login where runs_out < $now
