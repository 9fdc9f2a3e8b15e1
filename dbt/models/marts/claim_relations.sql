{#- Claims about one thing that cannot both hold, or of which one takes the other's place. Claims of one statement are
compared once, by the first of them; a thing told in more ways than sixty is left alone rather than compared with
itself a thousand times. -#}
{% set most_variants = 60 %}
{% set gap_days = 45 %}
with

facts as (

    select
        facts.*,
        coalesce(members.claim_group_id, facts.claim_id) as statement_id,
        origins.origin_id
    from {{ ref('int_claim_facts') }} as facts
    inner join {{ ref('int_source_origins') }} as origins on facts.source_id = origins.source_id
    left join {{ ref('claim_group_members') }} as members on facts.claim_id = members.claim_id
    where not facts.is_not_yet

),

-- What happened to one person or thing, and how many of what: each with the block inside which it is compared.
blocks as (

    select
        facts.*,
        'theme' as block_kind,
        case predicate when 'resigned' then 'left_office' when 'dismissed' then 'left_office' else predicate end
        || '|' || theme_entity_id as block
    from facts
    where
        theme_entity_id is not null
        and quantity_role is null
        and (
            predicate in (
                'arrested', 'dismissed', 'resigned', 'killed', 'injured', 'convicted', 'appointed', 'invited'
            )
            or agent_entity_id is not null
            or negated
        )
    union all
    select
        facts.*,
        'figure' as block_kind,
        predicate || '|' || quantity_role || '|'
        || coalesce(place_entity_id, theme_entity_id, agent_entity_id, speaker_entity_id) as block
    from facts
    where
        quantity_role is not null
        and coalesce(place_entity_id, theme_entity_id, agent_entity_id, speaker_entity_id) is not null

),

-- One row per way in which a thing is told; the first claim in time stands for it.
variants as (

    select
        *,
        row_number() over (
            partition by block, statement_id, predicate, negated, coalesce(event_day, 0)
            order by published_on asc nulls last, claim_id asc
        ) as variant_claim_order
    from blocks

),

numbered as (

    select
        *,
        row_number() over (partition by block order by published_on asc nulls last, claim_id asc) as variant_order
    from variants
    where variant_claim_order = 1

),

pairs as (

    select
        later.claim_id,
        earlier.claim_id as other_claim_id,
        later.block_kind,
        later.predicate,
        earlier.predicate as other_predicate,
        later.negated,
        earlier.negated as other_negated,
        later.event_on,
        earlier.event_on as other_event_on,
        later.event_day,
        earlier.event_day as other_event_day,
        later.agent_entity_id,
        earlier.agent_entity_id as other_agent_entity_id,
        later.place_entity_id,
        earlier.place_entity_id as other_place_entity_id,
        coalesce(later.value_low, 0) as least_value,
        coalesce(later.value_high, 1e18) as most_value,
        coalesce(earlier.value_low, 0) as other_least_value,
        coalesce(earlier.value_high, 1e18) as other_most_value,
        coalesce(later.value_low, later.value_high) as value,
        coalesce(earlier.value_low, earlier.value_high) as other_value,
        case when later.is_approximate or earlier.is_approximate then 0.1 else 0 end as tolerance,
        later.speaker_entity_id = earlier.speaker_entity_id as is_same_speaker,
        later.source_id = earlier.source_id as is_same_source,
        later.origin_id = earlier.origin_id as is_same_origin,
        {{ days_between('earlier.published_on', 'later.published_on') }} as days_later,
        abs({{ days_between(
            'coalesce(earlier.event_on, earlier.published_on)', 'coalesce(later.event_on, later.published_on)'
        ) }}) as days_apart
    from numbered as later
    inner join numbered as earlier
        on
            later.block = earlier.block
            and later.variant_order > earlier.variant_order
            and later.statement_id <> earlier.statement_id
    where
        later.variant_order <= {{ most_variants }}
        and earlier.variant_order <= {{ most_variants }}

),

judged as (

    select
        *,
        -- Days that both texts name and that differ; a month apart it is another event.
        coalesce(event_day <> other_event_day, false) as is_other_day,
        coalesce(place_entity_id <> other_place_entity_id, false) as is_other_place,
        coalesce(agent_entity_id <> other_agent_entity_id, false) as is_other_agent,
        coalesce(days_apart, 0) <= {{ gap_days }} as is_near_in_time,
        coalesce(
            least_value > other_most_value * (1 + tolerance) or other_least_value > most_value * (1 + tolerance), false
        ) as is_other_figure,
        -- Counts go up while they last: a count of another day by somebody else contradicts nothing.
        predicate in ('killed', 'arrested', 'injured', 'evacuated') as is_cumulative
    from pairs

),

relations as (

    select
        claim_id,
        other_claim_id,
        'contradicts' as relation,
        'polarity' as basis,
        predicate || ': ' || case when negated then 'no' else 'yes' end
        || ' against ' || case when other_negated then 'no' else 'yes' end as detail
    from judged
    where
        block_kind = 'theme' and predicate = other_predicate and negated <> other_negated
        and is_near_in_time and not is_other_day and not is_other_place and not is_other_agent
    union all
    select
        claim_id,
        other_claim_id,
        'contradicts' as relation,
        'date' as basis,
        predicate || ': ' || coalesce(cast(event_on as varchar), 'day ' || cast(event_day as varchar))
        || ' against ' || coalesce(cast(other_event_on as varchar), 'day ' || cast(other_event_day as varchar)) as detail
    from judged
    where
        block_kind = 'theme' and predicate = other_predicate and not negated and not other_negated
        and is_near_in_time and is_other_day and not is_other_place
    union all
    select
        claim_id,
        other_claim_id,
        'contradicts' as relation,
        'agent' as basis,
        predicate || ' by another one' as detail
    from judged
    where
        block_kind = 'theme' and predicate = other_predicate and not negated and not other_negated
        and is_near_in_time and is_other_agent and not is_other_day and not is_other_place
    union all
    select
        claim_id,
        other_claim_id,
        'contradicts' as relation,
        'place' as basis,
        predicate || ' in another place' as detail
    from judged
    where
        block_kind = 'theme' and predicate = other_predicate and not negated and not other_negated
        and is_near_in_time and is_other_place and not is_other_day
    union all
    select
        claim_id,
        other_claim_id,
        'contradicts' as relation,
        'status' as basis,
        predicate || ' against ' || other_predicate as detail
    from judged
    where
        block_kind = 'theme' and predicate <> other_predicate and not negated and not other_negated
        and is_near_in_time and not is_other_day
    union all
    select
        claim_id,
        other_claim_id,
        case
            when (is_same_speaker or is_same_source) and days_later > 0 then 'updates'
            else 'contradicts'
        end as relation,
        'quantity' as basis,
        cast(value as varchar) || ' against ' || cast(other_value as varchar) as detail
    from judged
    where
        block_kind = 'figure' and is_other_figure and not negated and not other_negated
        and not is_other_day and not is_other_place and not is_same_origin
        and (
            (is_same_speaker and days_later between 1 and {{ gap_days }})
            or (not coalesce(is_same_speaker, false) and days_apart <= case when is_cumulative then 0 else 3 end)
        )

),

-- One pair, one relation of a kind: the plainest basis first.
ordered as (

    select
        *,
        row_number() over (
            partition by claim_id, other_claim_id
            order by
                case basis
                    when 'polarity' then 1 when 'status' then 2 when 'quantity' then 3 when 'date' then 4
                    when 'place' then 5 else 6
                end
        ) as basis_order
    from relations

)

select
    claim_id,
    other_claim_id,
    cast(relation as varchar) as relation,
    cast(basis as varchar) as basis,
    cast(detail as varchar) as detail
from ordered
where basis_order = 1
