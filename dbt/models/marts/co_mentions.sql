with

entities as (

    select * from {{ ref('dim_entities') }}

),

-- Each entity once per sentence, however often it is named there.
named as (

    select distinct
        sentence_id,
        source_id,
        entity_id
    from {{ ref('fct_mentions') }}
    where sentence_id is not null and entity_id is not null

),

pairs as (

    select
        named.entity_id,
        companions.entity_id as other_entity_id,
        count(*) as sentence_count,
        count(distinct named.source_id) as source_count
    from named
    inner join named as companions
        on named.sentence_id = companions.sentence_id and named.entity_id <> companions.entity_id
    group by named.entity_id, companions.entity_id

)

select
    entities.canonical_name,
    other_entities.canonical_name as other_canonical_name,
    cast(pairs.sentence_count as bigint) as sentence_count,
    cast(pairs.source_count as bigint) as source_count,
    entities.entity_type,
    other_entities.entity_type as other_entity_type,
    pairs.entity_id,
    pairs.other_entity_id
from pairs
inner join entities on pairs.entity_id = entities.entity_id
inner join entities as other_entities on pairs.other_entity_id = other_entities.entity_id
order by
    pairs.sentence_count desc,
    entities.canonical_name asc,
    other_entities.canonical_name asc,
    pairs.entity_id asc,
    pairs.other_entity_id asc
