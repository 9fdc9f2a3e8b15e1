with

claims as (

    select * from {{ ref('stg_claims') }}

),

mentions as (

    select * from {{ ref('fct_mentions') }}

),

-- What it speaks of: the first event that it tells; where it tells none of the list, the one date it speaks of and
-- what its cue makes of it. Few have either.
told as (

    select
        claim_id,
        event_type,
        event_on,
        event_precision
    from {{ ref('stg_claim_events') }}
    where position = 1
    union all
    select
        signatures.claim_id,
        signatures.spoken_type as event_type,
        signatures.spoken_on as event_on,
        signatures.spoken_precision as event_precision
    from {{ ref('stg_claim_signatures') }} as signatures
    where
        (signatures.spoken_type is not null or signatures.spoken_on is not null)
        and signatures.claim_id not in (
            select events.claim_id from {{ ref('stg_claim_events') }} as events
            where events.position = 1
        )

),

corrections as (

    select * from {{ ref('claim_corrections') }}
    where is_applied

)

select
    claims.claim_id,
    claims.document_id,
    claims.source_id,
    claims.passage_id,
    claims.sentence_id,
    claims.parent_claim_id,
    claims.content_spans,
    claims.content_text,
    claims.content_start,
    claims.content_end,
    claims.is_attributed,
    claims.report_type,
    claims.medium,
    claims.speaker_text,
    claims.speaker_start,
    claims.speaker_end,
    cast(
        case when corrections.action = 'reattribute' then corrections.target_entity_id else mentions.entity_id end
        as varchar
    ) as speaker_entity_id,
    claims.speaker_kind,
    cast(
        case when corrections.action = 'reattribute' then null else claims.speaker_mention_id end as varchar
    ) as speaker_mention_id,
    claims.cue_text,
    claims.cue_start,
    claims.cue_end,
    claims.addressee_text,
    claims.hedged,
    claims.hedge_text,
    claims.negated,
    claims.negation_text,
    claims.modality,
    told.event_type,
    told.event_on,
    told.event_precision,
    claims.language,
    claims.extractor,
    claims.extractor_version,
    claims.rule,
    claims.confidence,
    cast(
        case corrections.action
            when 'reject' then 'rejected'
            when 'reattribute' then 'reattributed'
            when 'confirm' then 'confirmed'
            else 'unreviewed'
        end as varchar
    ) as review_status,
    cast(case when corrections.action = 'reattribute' then mentions.entity_id end as varchar)
        as uncorrected_speaker_entity_id
from claims
left join mentions on claims.speaker_mention_id = mentions.mention_id
left join told on claims.claim_id = told.claim_id
left join corrections on claims.claim_id = corrections.claim_id
