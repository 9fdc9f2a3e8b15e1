with

mentions as (

    select * from {{ ref('stg_mentions') }}

),

reference_types as (

    select
        {{ reference_entity_id('entity_key') }} as entity_id,
        entity_type
    from {{ ref('entities') }}

),

corrections as (

    select * from {{ ref('int_entity_corrections') }}

),

splits as (

    select distinct
        entity_id,
        target as form
    from {{ ref('entity_overrides') }}
    where action = 'split'

),

-- The reference data win over the name; a mention with neither (an address, an unknown hashtag) names no entity.
identified as (

    select
        *,
        case
            when reference_key is not null then {{ reference_entity_id('reference_key') }}
            when name_key is not null then {{ inferred_entity_id('name_key') }}
        end as found_entity_id
    from mentions

),

split_off as (

    select
        identified.*,
        case
            when splits.form is not null then {{ split_entity_id('splits.entity_id', 'splits.form') }}
            else identified.found_entity_id
        end as split_entity_id
    from identified
    left join splits on identified.found_entity_id = splits.entity_id and identified.surface = splits.form

),

corrected as (

    select
        split_off.*,
        case
            when corrections.is_ignored then null
            else coalesce(corrections.merged_into_id, split_off.split_entity_id)
        end as final_entity_id
    from split_off
    left join corrections on split_off.split_entity_id = corrections.entity_id

)

select
    corrected.mention_id,
    corrected.document_id,
    corrected.source_id,
    corrected.passage_id,
    corrected.sentence_id,
    corrected.claim_id,
    corrected.mention_type,
    corrected.surface,
    corrected.char_start,
    corrected.char_end,
    cast(corrected.final_entity_id as varchar) as entity_id,
    cast(
        case
            when corrected.final_entity_id is null then corrected.entity_type
            else coalesce(corrections.entity_type, reference_types.entity_type, corrected.entity_type, 'other')
        end as varchar
    ) as entity_type,
    cast(
        case
            when corrected.found_entity_id is distinct from corrected.final_entity_id then corrected.found_entity_id
        end as varchar
    ) as uncorrected_entity_id,
    corrected.document_name,
    corrected.reference_key,
    corrected.name_key,
    corrected.resolution_method,
    corrected.confidence
from corrected
left join corrections on corrected.final_entity_id = corrections.entity_id
left join reference_types on corrected.final_entity_id = reference_types.entity_id
