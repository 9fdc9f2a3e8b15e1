{#- A correction that contradicts another one, or says what no entity can be, stops the build with its row. -#}
{{ config(meta={'dagster': {'ref': {'name': 'entity_overrides'}}}) }}

with

overrides as (

    select * from {{ ref('entity_overrides') }}

)

select
    overrides.action,
    overrides.entity_id,
    overrides.target,
    case
        when overrides.action <> 'ignore' and overrides.target is null then 'target is empty'
        when overrides.action = 'retype' and overrides.target not in ('person', 'organization', 'place', 'other')
            then 'target is no entity type'
        when overrides.action = 'merge' and overrides.target = overrides.entity_id then 'merged into itself'
        else 'its target is itself merged or ignored: name the entity that stays'
    end as problem
from overrides
left join overrides as contradicting
    on
        overrides.action = 'merge'
        and overrides.target = contradicting.entity_id
        and contradicting.action in ('merge', 'ignore')
where
    (overrides.action <> 'ignore' and overrides.target is null)
    or (overrides.action = 'retype' and overrides.target not in ('person', 'organization', 'place', 'other'))
    or (overrides.action = 'merge' and overrides.target = overrides.entity_id)
    or contradicting.entity_id is not null
