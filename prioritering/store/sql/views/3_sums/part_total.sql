-- A stated total beside the sum of its stated parts, and of the exact parts alone.
with parts as (
    select
        plan_key,
        version,
        part_of,
        sum(amount) as parts_sum,
        sum(amount) filter (where not approximate) as exact_parts_sum,
        count(*) as parts
    from figure
    where part_of != ''
    group by plan_key, version, part_of
),

final as (
    select
        figure.plan_key,
        figure.version,
        figure.figure_id,
        figure.name,
        figure.unit,
        figure.amount as stated,
        parts.parts_sum,
        parts.exact_parts_sum,
        parts.parts,
        parts.parts_sum - figure.amount as difference,
        figure.line,
        figure.line_to
    from parts
    inner join figure
        on parts.plan_key = figure.plan_key
        and parts.version = figure.version
        and parts.part_of = figure.figure_id
)

select * from final
