with

mentions as (

    select * from {{ ref('stg_mentions') }}

),

reference_entities as (

    select * from {{ ref('entities') }}

),

-- The reference data win over the name; a mention with neither (an address, an unknown hashtag) names no entity.
resolved as (

    select
        mentions.*,
        case
            when mentions.reference_key is not null then {{ reference_entity_id('mentions.reference_key') }}
            when mentions.name_key is not null
                then {{ inferred_entity_id("coalesce(mentions.entity_type, 'other')", 'mentions.name_key') }}
        end as entity_id,
        case
            when mentions.reference_key is not null
                then coalesce(reference_entities.entity_type, mentions.entity_type, 'other')
            when mentions.name_key is not null then coalesce(mentions.entity_type, 'other')
            else mentions.entity_type
        end as resolved_entity_type
    from mentions
    left join reference_entities on mentions.reference_key = reference_entities.entity_key

)

select
    mention_id,
    document_id,
    source_id,
    passage_id,
    sentence_id,
    claim_id,
    mention_type,
    surface,
    char_start,
    char_end,
    cast(entity_id as varchar) as entity_id,
    cast(resolved_entity_type as varchar) as entity_type,
    document_name,
    reference_key,
    name_key,
    resolution_method,
    confidence
from resolved
