select mark from ended_login where runs_out >= $now
