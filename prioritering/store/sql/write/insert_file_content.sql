insert into file_content (file_hash, bytes) values ($file_hash, $bytes) on conflict do nothing
