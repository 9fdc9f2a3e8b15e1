{#- What the claims say happened, with everything resolved: the rows that groups and relations compare. Whom or what no
mention covers stands under its name; a name that one entity alone bears is that entity. -#}
with

claims as (

    select * from {{ ref('fct_claims') }}
    where review_status is distinct from 'rejected'

),

sources as (

    select * from {{ ref('stg_sources') }}

),

entities as (

    select
        entity_id,
        lower(canonical_name) as folded_name
    from {{ ref('dim_entities') }}
    where mention_count > 0

),

names as (

    select * from {{ ref('int_entity_names') }}

),

mentions as (

    select
        mentioned.mention_id,
        mentioned.entity_id,
        entities.folded_name
    from {{ ref('fct_mentions') }} as mentioned
    inner join entities on mentioned.entity_id = entities.entity_id

),

quantities as (

    select * from {{ ref('stg_claim_quantities') }}

),

speakers as (

    select * from {{ ref('int_claim_speakers') }}

)

select
    events.claim_id,
    events.position,
    events.predicate,
    first_value(events.predicate) over (partition by events.claim_id order by events.position) as main_predicate,
    claims.source_id,
    sources.published_on,
    claims.content_start,
    speakers.speaker_key,
    events.is_negated as negated,
    cast(coalesce(events.is_superseded, false) as boolean) as is_superseded,
    events.quantity_part,
    claims.hedged,
    cast(coalesce(claims.report_type = 'reported', false) as boolean) as is_told_of,
    cast(coalesce(claims.modality in ('hypothetical', 'future', 'desired'), false) as boolean) as is_not_yet,
    coalesce(
        themes.entity_id, theme_names.entity_id,
        case when events.theme_name not like '~%' then 'name ' || events.theme_name end
    ) as theme_key,
    coalesce(
        agents.entity_id, agent_names.entity_id,
        case when events.agent_name not like '~%' then 'name ' || events.agent_name end
    ) as agent_key,
    case when events.theme_name like '~%' then events.theme_name end as theme_noun,
    case when events.agent_name like '~%' then events.agent_name end as agent_noun,
    coalesce(places.folded_name, events.place_name) as place_key,
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
inner join speakers on events.claim_id = speakers.claim_id
left join mentions as themes on events.theme_mention_id = themes.mention_id
left join names as theme_names on events.theme_name = theme_names.folded_name
left join mentions as agents on events.agent_mention_id = agents.mention_id
left join names as agent_names on events.agent_name = agent_names.folded_name
left join mentions as places on events.place_mention_id = places.mention_id
left join quantities
    on
        events.claim_id = quantities.claim_id
        and coalesce(events.theme_quantity_start, events.agent_quantity_start) = quantities.char_start
where events.is_negated is not null
