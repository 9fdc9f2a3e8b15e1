{#- A correction that contradicts another one, or says what no entity can be, stops the build with its row. -#}
{{ config(meta={'dagster': {'ref': {'name': 'entity_overrides'}}}) }}

with

overrides as (

    select * from {{ ref('entity_overrides') }}

),

merged as (

    select
        entity_id,
        target
    from overrides
    where action = 'merge'

),

gone as (

    select distinct entity_id from overrides
    where action in ('merge', 'ignore')

),

-- Both ends of a correction between two entities, as merges leave them.
judged as (

    select
        overrides.action,
        overrides.entity_id,
        overrides.target,
        coalesce(ours.target, overrides.entity_id) as final_entity_id,
        coalesce(theirs.target, overrides.target) as final_target_id,
        gone.entity_id as gone_id
    from overrides
    left join merged as ours on overrides.entity_id = ours.entity_id
    left join merged as theirs on overrides.target = theirs.entity_id
    left join gone on overrides.target = gone.entity_id

),

problems as (

    select
        action,
        entity_id,
        target,
        case
            when action <> 'ignore' and target is null then 'target is empty'
            when action = 'retype' and target not in ('person', 'organization', 'place', 'other')
                then 'target is no entity type'
            when action in ('merge', 'distinct') and target = entity_id then 'its target is the entity itself'
            when action = 'merge' and gone_id is not null
                then 'its target is itself merged or ignored: name the entity that stays'
            when action = 'distinct' and final_entity_id = final_target_id
                then 'another row merges the two: delete one of the two decisions'
        end as problem
    from judged

)

select * from problems
where problem is not null
