{#- Where two texts are about one scene: the entities that a source names most, singly and in pairs. One that many
sources name is no scene by itself. -#}
{% set most_of_pairs = 4 %}
{% set most_entities = 6 %}
{% set most_sources = 20 %}
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
        row_number() over (partition by source_id order by mention_count desc, entity_id asc) as place,
        count(*) over (partition by entity_id) as source_count
    from counted

)

select
    ones.source_id,
    cast(true as boolean) as is_pair,
    cast(ones.entity_id || ' ' || others.entity_id as varchar) as scene_key
from ranked as ones
inner join ranked as others on ones.source_id = others.source_id and ones.entity_id < others.entity_id
where ones.place <= {{ most_of_pairs }} and others.place <= {{ most_of_pairs }}
union all
select
    source_id,
    cast(false as boolean) as is_pair,
    cast(entity_id as varchar) as scene_key
from ranked
where place <= {{ most_entities }} and source_count between 2 and {{ most_sources }}
