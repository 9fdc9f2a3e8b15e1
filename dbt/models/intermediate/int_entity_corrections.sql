with

overrides as (

    select * from {{ ref('entity_overrides') }}
    where action in ('merge', 'rename', 'retype', 'ignore')

),

-- Of two corrections of one kind the later decision holds.
ordered as (

    select
        entity_id,
        action,
        target,
        row_number() over (partition by entity_id, action order by on_date desc, target asc) as decision_order
    from overrides

)

select
    entity_id,
    cast(max(case when action = 'merge' then target end) as varchar) as merged_into_id,
    cast(max(case when action = 'rename' then target end) as varchar) as canonical_name,
    cast(max(case when action = 'retype' then target end) as varchar) as entity_type,
    cast(count(case when action = 'ignore' then 1 end) > 0 as boolean) as is_ignored
from ordered
where decision_order = 1
group by entity_id
