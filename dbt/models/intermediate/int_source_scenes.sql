{#- Where two texts are about one scene: pairs of the entities that a source names most. -#}
{% set most_entities = 4 %}
with

counted as (

    select
        source_id,
        entity_id,
        count(*) as mention_count
    from {{ ref('fct_mentions') }}
    where entity_id is not null and passage_id is not null
    group by source_id, entity_id

),

ranked as (

    select
        source_id,
        entity_id,
        row_number() over (partition by source_id order by mention_count desc, entity_id asc) as place
    from counted

),

foremost as (

    select * from ranked
    where place <= {{ most_entities }}

)

select
    ones.source_id,
    cast(ones.entity_id || ' ' || others.entity_id as varchar) as scene_key
from foremost as ones
inner join foremost as others on ones.source_id = others.source_id and ones.entity_id < others.entity_id
