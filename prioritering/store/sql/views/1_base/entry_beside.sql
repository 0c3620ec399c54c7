-- Every entry of the group's, with the plan's version that it was made beside: what an assumption answers is what the
-- plan wrote there. Of old entries that is the version that was newest then.
with final as (
    select
        entry_id,
        plan_key,
        kind,
        project_id,
        criterion_id,
        withdrawn,
        coalesce(
            nullif(cast(content ->> 'plan_version' as integer), 0),
            (
                select max(known.version) from plan_version as known
                where known.plan_key = change_about.plan_key and known.imported_at <= change_about.made_at
            ),
            1
        ) as beside_version
    from change_about
)

select * from final
