with

claims as (

    select * from {{ ref('fct_claims') }}
    where review_status is distinct from 'rejected'

),

members as (

    select * from {{ ref('claim_group_members') }}

),

groups as (

    select * from {{ ref('claim_groups') }}

),

-- A statement may name a day and tell of no event: "nobody has seen him since Wednesday".
events as (

    select distinct claim_id from {{ ref('stg_claim_events') }}

),

-- One row per statement, however many say it: the claim that stands for its group, or the claim itself.
dated as (

    select
        claims.*,
        members.claim_group_id,
        row_number() over (
            partition by coalesce(members.claim_group_id, claims.claim_id), claims.event_on
            order by
                claims.is_attributed desc,
                claims.speaker_entity_id is not null desc,
                claims.confidence desc,
                claims.claim_id asc
        ) as choice
    from claims
    inner join events on claims.claim_id = events.claim_id
    left join members on claims.claim_id = members.claim_id
    where claims.event_on is not null

)

select
    dated.event_on,
    dated.event_precision,
    cast(coalesce(entities.canonical_name, dated.speaker_text) as varchar) as speaker,
    dated.content_text as statement,
    dated.event_type,
    dated.negated,
    dated.hedged,
    sources.published_on,
    cast(coalesce(sources.outlet, sources.author_name, sources.author_handle) as varchar) as publisher,
    cast(coalesce(groups.independent_origin_count, 1) as bigint) as independent_origin_count,
    documents.capture_path,
    dated.claim_group_id,
    dated.claim_id,
    dated.source_id
from dated
inner join {{ ref('stg_sources') }} as sources on dated.source_id = sources.source_id
inner join {{ ref('documents') }} as documents on dated.document_id = documents.document_id
left join {{ ref('dim_entities') }} as entities on dated.speaker_entity_id = entities.entity_id
left join groups on dated.claim_group_id = groups.claim_group_id
where dated.choice = 1
order by
    dated.event_on asc,
    coalesce(groups.independent_origin_count, 1) desc,
    dated.claim_id asc
