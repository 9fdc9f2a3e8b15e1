with recursive

entities as (

    select
        entity_id,
        canonical_name
    from {{ ref('dim_entities') }}

),

sources as (

    select * from {{ ref('fct_sources') }}

),

passages as (

    select
        passage_id,
        position,
        repeats_passage_id
    from {{ ref('passages') }}

),

documents as (

    select
        document_id,
        capture_path
    from {{ ref('documents') }}

),

claims as (

    select
        fct_claims.*,
        coalesce(entities.canonical_name, fct_claims.speaker_text) as speaker
    from {{ ref('fct_claims') }} as fct_claims
    left join entities on fct_claims.speaker_entity_id = entities.entity_id
    where fct_claims.is_attributed and fct_claims.review_status is distinct from 'rejected'

),

-- Few statements are nested: those and what they are nested in. Narrow, since every step below reads it.
nested as materialized (

    select
        fct_claims.claim_id,
        fct_claims.parent_claim_id,
        coalesce(entities.canonical_name, fct_claims.speaker_text) as speaker
    from {{ ref('fct_claims') }} as fct_claims
    left join entities on fct_claims.speaker_entity_id = entities.entity_id
    where
        fct_claims.is_attributed
        and fct_claims.review_status is distinct from 'rejected'
        and (
            fct_claims.parent_claim_id is not null
            or fct_claims.claim_id in (
                select inner_claims.parent_claim_id from {{ ref('fct_claims') }} as inner_claims
                where inner_claims.parent_claim_id is not null
            )
        )

),

-- A says that B said …: A stands before B. A statement nested in the author's own words has no speaker before its own.
said_through as (

    select
        claim_id,
        parent_claim_id,
        speaker as speakers,
        1 as step_count
    from nested
    where parent_claim_id is not null
    union all
    select
        said_through.claim_id,
        outer_claims.parent_claim_id,
        -- Who reports himself is no step of the chain.
        nullif(
            concat_ws(
                ' → ',
                nullif(outer_claims.speaker, split_part(said_through.speakers, ' → ', 1)),
                said_through.speakers
            ), ''
        ) as speakers,
        said_through.step_count + 1 as step_count
    from said_through
    inner join nested as outer_claims on said_through.parent_claim_id = outer_claims.claim_id
    where said_through.step_count < 10

),

-- Whose text a page has, by which agency: what the page says itself, else the page that it shares its text with.
ways as (

    select
        pages.source_id,
        pages.publisher,
        nullif(pages.origin_outlet, pages.publisher) as origin_outlet,
        case
            when not {{ is_own_agency('source_keys.agency_key', 'source_keys.outlet_key') }} then pages.agency
        end as agency
    from (
        select
            sources.source_id,
            coalesce(sources.outlet, sources.author_name, sources.author_handle) as publisher,
            coalesce(
                sources.origin_outlet,
                max(case when links.link_kind in ('republishes', 'translates') then links.cited_name end)
            ) as origin_outlet,
            coalesce(sources.agency, max(case when links.link_kind = 'wire' then links.cited_name end)) as agency
        from sources
        left join {{ ref('source_links') }} as links
            on sources.source_id = links.source_id and links.link_kind in ('republishes', 'translates', 'wire')
        group by
            sources.source_id, sources.outlet, sources.author_name, sources.author_handle, sources.origin_outlet,
            sources.agency
    ) as pages
    inner join {{ ref('stg_source_keys') }} as source_keys on pages.source_id = source_keys.source_id

),

chains as (

    select
        claim_id,
        speakers,
        row_number() over (partition by claim_id order by step_count desc) as chain_order
    from said_through

)

select
    sources.published_on,
    cast(coalesce(sources.outlet, sources.author_name, sources.author_handle) as varchar) as publisher,
    sources.source_kind,
    sources.source_role,
    sources.title,
    sources.author_name,
    cast(claims.speaker as varchar) as speaker,
    claims.speaker_text,
    claims.speaker_kind,
    claims.cue_text,
    claims.content_text as statement,
    claims.report_type,
    claims.medium,
    claims.hedged,
    claims.hedge_text,
    claims.negated,
    claims.negation_text,
    claims.modality,
    cast(
        nullif(
            concat_ws(
                ' → ',
                ways.publisher,
                ways.origin_outlet,
                ways.agency,
                case
                    when
                        lower(coalesce(chains.speakers, claims.speaker)) <> lower(coalesce(ways.publisher, ''))
                        then coalesce(chains.speakers, claims.speaker)
                end
            ), ''
        ) as varchar
    ) as chain,
    cast(passages.repeats_passage_id is not null as boolean) as is_repeat,
    claims.language,
    claims.confidence,
    documents.capture_path,
    claims.content_start as char_start,
    claims.content_end as char_end,
    passages.position as passage_position,
    claims.speaker_entity_id,
    claims.claim_id,
    claims.source_id,
    claims.document_id
from claims
inner join sources on claims.source_id = sources.source_id
inner join ways on claims.source_id = ways.source_id
inner join documents on claims.document_id = documents.document_id
left join passages on claims.passage_id = passages.passage_id
left join chains on claims.claim_id = chains.claim_id and chains.chain_order = 1
order by
    sources.published_on asc nulls last,
    documents.capture_path asc,
    claims.content_start asc,
    claims.claim_id asc
