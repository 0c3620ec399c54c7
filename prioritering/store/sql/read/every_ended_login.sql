select mark, runs_out from ended_login
