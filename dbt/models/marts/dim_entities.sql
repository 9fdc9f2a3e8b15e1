with

corrections as (

    select * from {{ ref('int_entity_corrections') }}

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
    from {{ ref('entities') }}

),

mentions as (

    select * from {{ ref('fct_mentions') }}
    where entity_id is not null

),

sources as (

    select * from {{ ref('stg_sources') }}

),

-- A reference entity that was merged into another one, or is ignored, is none of its own.
standing as (

    select reference_rows.entity_id
    from reference_rows
    left join corrections on reference_rows.entity_id = corrections.entity_id
    where corrections.merged_into_id is null and not coalesce(corrections.is_ignored, false)

),

mentioned as (

    select
        mentions.entity_id,
        count(*) as mention_count,
        count(distinct mentions.source_id) as source_count,
        min(sources.published_on) as first_published_on,
        max(case when mentions.uncorrected_entity_id is null then mentions.reference_key end) as reference_key
    from mentions
    left join sources on mentions.source_id = sources.source_id
    group by mentions.entity_id

),

-- Without reference data an entity is called what most of its mentions are called in full by their own documents;
-- mentions that a correction brought in come after its own.
full_names as (

    select
        entity_id,
        coalesce(document_name, surface) as full_name,
        case when uncorrected_entity_id is null then 1 else 0 end as is_own
    from mentions

),

named as (

    select
        entity_id,
        full_name,
        row_number() over (
            partition by entity_id
            order by max(is_own) desc, count(*) desc, length(full_name) desc, full_name asc
        ) as name_order
    from full_names
    group by entity_id, full_name

),

typed as (

    select
        entity_id,
        entity_type,
        row_number() over (partition by entity_id order by count(*) desc, entity_type asc) as type_order
    from mentions
    group by entity_id, entity_type

),

distinctions as (

    select
        entity_id,
        {{ sorted_list('other_id') }} as distinct_from_ids
    from {{ ref('int_entity_distinctions') }}
    group by entity_id

),

entity_ids as (

    select entity_id from standing
    union
    select entity_id from mentioned

)

select
    entity_ids.entity_id,
    cast(
        coalesce(corrections.canonical_name, reference_rows.canonical_name, named.full_name) as varchar
    ) as canonical_name,
    cast(coalesce(corrections.entity_type, reference_rows.entity_type, typed.entity_type) as varchar) as entity_type,
    cast(reference_rows.wikidata_id as varchar) as wikidata_id,
    cast(reference_rows.description as varchar) as description,
    cast(reference_rows.topic as varchar) as topic,
    cast(coalesce(reference_rows.reference_key, mentioned.reference_key) as varchar) as reference_key,
    cast(coalesce(reference_rows.reference_key, mentioned.reference_key) is not null as boolean) as is_reference,
    {{ count_or_zero('mentioned.mention_count') }} as mention_count,
    {{ count_or_zero('mentioned.source_count') }} as source_count,
    cast(mentioned.first_published_on as date) as first_published_on,
    cast(distinctions.distinct_from_ids as varchar[]) as distinct_from_ids
from entity_ids
left join reference_rows on entity_ids.entity_id = reference_rows.entity_id
left join corrections on entity_ids.entity_id = corrections.entity_id
left join distinctions on entity_ids.entity_id = distinctions.entity_id
left join mentioned on entity_ids.entity_id = mentioned.entity_id
left join named on entity_ids.entity_id = named.entity_id and named.name_order = 1
left join typed on entity_ids.entity_id = typed.entity_id and typed.type_order = 1
