-- Amounts that can be read as a thousand times larger than they say, as 1.500: unknown until somebody answers.
-- The pattern is that of may_be_thousandfold in plan/figures.py. What the group had assumed by entry
-- number $entry (null: now) is answered.
with answered as (
    select project_id
    from change_entry
    where plan_key = $plan_key and kind = 'costs' and ($entry is null or entry_id <= $entry)
    group by project_id
    having not arg_max(withdrawn, entry_id)
),

written as (
    select project_id as subject, cost_raw as detail, cost_line as line, cost_line_to as line_to, 1 as part, position
    from project
    where
        plan_key = $plan_key
        and version = $version
        and cost_status = 'frågetecken'
        and project_id not in (select project_id from answered)
    union all
    select label as subject, raw_text as detail, line, line_to, 2 as part, position
    from budget_cell
    where plan_key = $plan_key and version = $version and status = 'frågetecken'
),

final as (
    select
        subject,
        '”' || detail || '” kan ha decimaler eller vara tusental; beloppet räknas som okänt' as detail,
        line,
        line_to
    from written
    where detail ~ '(.*(\.\.|[-–—−])\s*)?[1-9][0-9]{0,2}[.,][0-9]{3}(\s*(\.\.|[-–—−]).*)?'
    order by part, position
)

select * from final
