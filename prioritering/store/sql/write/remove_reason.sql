-- The one statement that changes an entry: its reason is taken away, in every entry of the plan that gives the same. What
-- an entry that was brought back said stands in its content too.
update change_entry
set
    reason = case when reason = $text then $removed else reason end,
    content = case
        when content ->> 'reason' = $text
            then json_merge_patch(content, json_object('reason', cast($removed as varchar)))
        else content
    end
where plan_key = $plan_key
  and (reason = $text or content ->> 'reason' = $text)
returning entry_id
