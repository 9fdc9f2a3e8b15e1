{#- Names that one entity alone bears, in any spelling that a text has. -#}
with

entities as (

    select
        entity_id,
        entity_type,
        lower(canonical_name) as folded_name
    from {{ ref('dim_entities') }}
    where mention_count > 0

),

spellings as (

    select
        entity_id,
        folded_name
    from entities
    union
    select
        entities.entity_id,
        lower(aliases.form) as folded_name
    from {{ ref('dim_entity_aliases') }} as aliases
    inner join entities on aliases.entity_id = entities.entity_id
    where aliases.provenance = 'inferred' and entities.entity_type = 'person'

)

select
    cast(folded_name as varchar) as folded_name,
    cast(min(entity_id) as varchar) as entity_id
from spellings
group by folded_name
having count(*) = 1
