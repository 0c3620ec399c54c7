insert into meeting_member (meeting_id, member_id, role, replaces, token_hash, subject_hash, joined_at)
values ($meeting_id, $member_id, $role, $replaces, $token_hash, $subject_hash, $joined_at)
