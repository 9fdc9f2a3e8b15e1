with

corrections as (

    select * from {{ ref('int_entity_corrections') }}

),

decided as (

    select
        entity_id,
        target as other_id
    from {{ ref('entity_overrides') }}
    where action = 'distinct'

),

-- What is merged away is spoken of as what it was merged into.
resolved as (

    select
        coalesce(ours.merged_into_id, decided.entity_id) as entity_id,
        coalesce(theirs.merged_into_id, decided.other_id) as other_id
    from decided
    left join corrections as ours on decided.entity_id = ours.entity_id
    left join corrections as theirs on decided.other_id = theirs.entity_id

)

select
    entity_id,
    other_id
from resolved
union
select
    other_id,
    entity_id
from resolved
