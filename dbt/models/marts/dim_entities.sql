with

reference_entities as (

    select * from {{ ref('entities') }}

),

mentions as (

    select * from {{ ref('fct_mentions') }}
    where entity_id is not null

),

sources as (

    select * from {{ ref('stg_sources') }}

),

reference_rows as (

    select
        {{ reference_entity_id('entity_key') }} as entity_id,
        entity_key as reference_key,
        canonical_name,
        entity_type,
        wikidata_id,
        description,
        topic
    from reference_entities

),

mentioned as (

    select
        mentions.entity_id,
        count(*) as mention_count,
        count(distinct mentions.source_id) as source_count,
        min(sources.published_on) as first_published_on,
        max(mentions.reference_key) as reference_key
    from mentions
    left join sources on mentions.source_id = sources.source_id
    group by mentions.entity_id

),

-- An entity without reference data is called what most mentions of it are called in full by their own documents.
named as (

    select
        entity_id,
        document_name,
        row_number() over (partition by entity_id order by count(*) desc, document_name) as name_order
    from mentions
    where document_name is not null
    group by entity_id, document_name

),

typed as (

    select
        entity_id,
        entity_type,
        row_number() over (partition by entity_id order by count(*) desc, entity_type) as type_order
    from mentions
    group by entity_id, entity_type

),

entity_ids as (

    select entity_id from reference_rows
    union
    select entity_id from mentioned

)

select
    entity_ids.entity_id,
    cast(coalesce(reference_rows.canonical_name, named.document_name) as varchar) as canonical_name,
    cast(coalesce(reference_rows.entity_type, typed.entity_type) as varchar) as entity_type,
    cast(reference_rows.wikidata_id as varchar) as wikidata_id,
    cast(reference_rows.description as varchar) as description,
    cast(reference_rows.topic as varchar) as topic,
    cast(coalesce(reference_rows.reference_key, mentioned.reference_key) as varchar) as reference_key,
    cast(coalesce(reference_rows.reference_key, mentioned.reference_key) is not null as boolean) as is_reference,
    {{ count_or_zero('mentioned.mention_count') }} as mention_count,
    {{ count_or_zero('mentioned.source_count') }} as source_count,
    cast(mentioned.first_published_on as date) as first_published_on
from entity_ids
left join reference_rows on entity_ids.entity_id = reference_rows.entity_id
left join mentioned on entity_ids.entity_id = mentioned.entity_id
left join named on entity_ids.entity_id = named.entity_id and named.name_order = 1
left join typed on entity_ids.entity_id = typed.entity_id and typed.type_order = 1
