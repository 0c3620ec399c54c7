insert into ended_login (mark, runs_out) values ($mark, $runs_out) on conflict do nothing
