{#- What the claims say happened, with everything resolved: the rows that groups and relations compare. -#}
with

claims as (

    select * from {{ ref('fct_claims') }}
    where review_status is distinct from 'rejected'

),

sources as (

    select * from {{ ref('stg_sources') }}

),

mentions as (

    select
        mention_id,
        entity_id
    from {{ ref('fct_mentions') }}
    where entity_id is not null

),

quantities as (

    select * from {{ ref('stg_claim_quantities') }}

)

select
    events.claim_id,
    events.position,
    events.predicate,
    first_value(events.predicate) over (partition by events.claim_id order by events.position) as main_predicate,
    claims.source_id,
    sources.published_on,
    claims.content_start,
    claims.speaker_entity_id,
    events.is_negated as negated,
    claims.hedged,
    cast(coalesce(claims.modality in ('hypothetical', 'future', 'desired'), false) as boolean) as is_not_yet,
    themes.entity_id as theme_entity_id,
    agents.entity_id as agent_entity_id,
    places.entity_id as place_entity_id,
    cast(
        case
            when events.theme_quantity_start is not null then 'theme'
            when events.agent_quantity_start is not null then 'agent'
        end as varchar
    ) as quantity_role,
    quantities.value_low,
    quantities.value_high,
    quantities.is_approximate,
    events.event_on,
    events.event_day
from {{ ref('stg_claim_events') }} as events
inner join claims on events.claim_id = claims.claim_id
inner join sources on claims.source_id = sources.source_id
left join mentions as themes on events.theme_mention_id = themes.mention_id
left join mentions as agents on events.agent_mention_id = agents.mention_id
left join mentions as places on events.place_mention_id = places.mention_id
left join quantities
    on
        events.claim_id = quantities.claim_id
        and coalesce(events.theme_quantity_start, events.agent_quantity_start) = quantities.char_start
where events.is_negated is not null
