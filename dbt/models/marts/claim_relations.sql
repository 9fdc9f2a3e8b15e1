{#- Claims about one thing that cannot both hold, or of which one takes the other's place. Claims of one statement are
compared once, by the first of them; a thing told in more ways than sixty is left alone rather than compared with
itself a thousand times. -#}
{% set most_variants = 60 %}
{% set gap_days = 45 %}
{% set theme_gap_days = 90 %}
with

placed as (

    select
        facts.*,
        facts.claim_id || ' ' || coalesce(cast(facts.position as varchar), '') as fact_id,
        coalesce(members.claim_group_id, facts.claim_id) as statement_id,
        origins.origin_id,
        times.placed_on
    from {{ ref('int_claim_facts') }} as facts
    inner join {{ ref('int_source_origins') }} as origins on facts.source_id = origins.source_id
    inner join {{ ref('int_source_times') }} as times on facts.source_id = times.source_id
    left join {{ ref('claim_group_members') }} as members on facts.claim_id = members.claim_id
    where not facts.is_not_yet

),

revised as (

    select distinct source_id from placed
    where is_superseded

),

-- "47 have died. On Wednesday it had still been 39": which figure took the place of an earlier one.
superseding as (

    select
        fact_id,
        is_superseded,
        lag(statement_id) over (
            partition by source_id, predicate, quantity_role order by content_start, claim_id
        ) as superseding_id
    from placed
    where source_id in (select revised.source_id from revised)

),

facts as (

    select
        placed.*,
        superseding.superseding_id
    from placed
    left join superseding on placed.fact_id = superseding.fact_id and superseding.is_superseded

),

-- What happened to one person or thing, and how many of what in one place, scene or by one count: each with the block
-- inside which it is compared.
blocks as (

    select
        facts.fact_id,
        facts.statement_id,
        'theme' as block_kind,
        case predicate when 'resigned' then 'left_office' when 'dismissed' then 'left_office' else predicate end
        || '|' || theme_key as block
    from facts
    where
        theme_key is not null
        and quantity_role is null
        and (
            predicate in (
                'arrested', 'dismissed', 'resigned', 'killed', 'injured', 'convicted', 'appointed', 'invited'
            )
            or agent_key is not null
            or negated
        )
    union all
    select
        facts.fact_id,
        facts.statement_id,
        'theme' as block_kind,
        facts.predicate || '|' || coalesce(facts.agent_key, facts.agent_noun) || ' ' || facts.theme_noun
        || ' in ' || scenes.scene_key as block
    from facts
    inner join {{ ref('int_source_scenes') }} as scenes on facts.source_id = scenes.source_id and scenes.is_pair
    where
        facts.theme_key is null and facts.theme_noun is not null and facts.quantity_role is null
        and coalesce(facts.agent_key, facts.agent_noun) is not null
    union all
    select
        facts.fact_id,
        facts.statement_id,
        'noun' as block_kind,
        facts.predicate || '| ' || facts.theme_noun || ' in ' || scenes.scene_key as block
    from facts
    inner join {{ ref('int_source_scenes') }} as scenes on facts.source_id = scenes.source_id and scenes.is_pair
    where facts.theme_key is null and facts.theme_noun is not null and facts.quantity_role is null
    union all
    select
        facts.fact_id,
        facts.statement_id,
        'figure' as block_kind,
        predicate || '|' || quantity_role || '|' || coalesce(place_key, theme_key, agent_key, speaker_key) as block
    from facts
    where
        quantity_role is not null
        and coalesce(place_key, theme_key, agent_key, speaker_key) is not null
    union all
    select
        facts.fact_id,
        facts.statement_id,
        'figure' as block_kind,
        facts.predicate || '|' || facts.quantity_role || ' in ' || scenes.scene_key as block
    from facts
    inner join {{ ref('int_source_scenes') }} as scenes on facts.source_id = scenes.source_id and scenes.is_pair
    where
        facts.quantity_role is not null
        and facts.predicate in ('killed', 'injured', 'arrested', 'evacuated', 'attacked', 'took', 'sent')
        and coalesce(facts.value_low, facts.value_high) >= 3

),

-- What one statement alone says contradicts nothing: most of them are gone before anything is sorted.
shared_blocks as (

    select block
    from blocks
    group by block
    having min(statement_id) < max(statement_id)

),

-- Who says a statement, until when, and by which one its source says that it was followed.
told as (

    select
        statement_id,
        predicate,
        negated,
        max(case when not is_superseded then placed_on end) as last_on,
        {{ distinct_list('speaker_key') }} as speaker_keys,
        {{ distinct_list('superseding_id') }} as superseding_ids
    from facts
    group by statement_id, predicate, negated

),

-- One row per way in which a thing is told; the first claim in time that words it stands for it.
variants as (

    select
        blocks.fact_id,
        blocks.block_kind,
        blocks.block,
        facts.placed_on,
        facts.is_superseded,
        facts.claim_id,
        row_number() over (
            partition by blocks.block, facts.statement_id, facts.predicate, facts.negated, coalesce(facts.event_day, 0)
            order by
                facts.is_superseded asc, facts.is_told_of asc, facts.placed_on asc nulls last, facts.claim_id asc
        ) as variant_claim_order
    from blocks
    inner join shared_blocks on blocks.block = shared_blocks.block
    inner join facts on blocks.fact_id = facts.fact_id

),

ordered_variants as (

    select
        fact_id,
        block_kind,
        block,
        row_number() over (
            partition by block order by placed_on asc nulls last, is_superseded desc, claim_id asc
        ) as variant_order
    from variants
    where variant_claim_order = 1

),

numbered as (

    select
        facts.*,
        ordered_variants.block_kind,
        ordered_variants.block,
        ordered_variants.variant_order,
        told.last_on,
        told.speaker_keys,
        told.superseding_ids
    from ordered_variants
    inner join facts on ordered_variants.fact_id = facts.fact_id
    inner join told
        on
            facts.statement_id = told.statement_id
            and facts.predicate = told.predicate
            and facts.negated = told.negated
    where ordered_variants.variant_order <= {{ most_variants }}

),

pairs as (

    select
        later.claim_id,
        earlier.claim_id as other_claim_id,
        least(later.statement_id, earlier.statement_id) || ' ' || greatest(later.statement_id, earlier.statement_id)
            as statement_ids,
        later.block_kind,
        later.predicate,
        earlier.predicate as other_predicate,
        later.negated,
        earlier.negated as other_negated,
        later.event_on,
        earlier.event_on as other_event_on,
        later.event_day,
        earlier.event_day as other_event_day,
        later.agent_key,
        earlier.agent_key as other_agent_key,
        later.place_key,
        earlier.place_key as other_place_key,
        later.quantity_role,
        coalesce(later.value_low, 0) as least_value,
        coalesce(later.value_high, 1e18) as most_value,
        coalesce(earlier.value_low, 0) as other_least_value,
        coalesce(earlier.value_high, 1e18) as other_most_value,
        coalesce(later.value_low, later.value_high) as value,
        coalesce(earlier.value_low, earlier.value_high) as other_value,
        case when later.is_approximate or earlier.is_approximate then 0.1 else 0 end as tolerance,
        coalesce(later.quantity_part, '') = coalesce(earlier.quantity_part, '') as is_same_part,
        {{ lists_meet('later.speaker_keys', 'earlier.speaker_keys') }} as is_same_speaker,
        coalesce({{ list_size('later.speaker_keys') }}, 0) > 0
        and coalesce({{ list_size('earlier.speaker_keys') }}, 0) > 0 as are_speakers_known,
        later.source_id = earlier.source_id as is_same_source,
        later.origin_id = earlier.origin_id as is_same_origin,
        {{ list_holds('earlier.superseding_ids', 'later.statement_id') }} as is_said_later,
        coalesce({{ list_size('earlier.superseding_ids') }}, 0) > 0
        or coalesce({{ list_size('later.superseding_ids') }}, 0) > 0 as is_past,
        later.is_told_of or earlier.is_told_of as is_told_of,
        {{ days_between('earlier.placed_on', 'later.placed_on') }} as days_later,
        -- How long after it was last said.
        greatest({{ days_between('earlier.last_on', 'later.placed_on') }}, 0) as days_after,
        abs({{ days_between(
            'coalesce(earlier.event_on, earlier.placed_on)', 'coalesce(later.event_on, later.placed_on)'
        ) }}) as days_apart
    from numbered as later
    inner join numbered as earlier
        on
            later.block = earlier.block
            and later.variant_order > earlier.variant_order
            and later.statement_id <> earlier.statement_id

),

judged as (

    select
        *,
        predicate = other_predicate as is_same_predicate,
        negated <> other_negated as is_denied,
        not negated and not other_negated as are_affirmed,
        case when negated then 'no' else 'yes' end || ' against ' || case when other_negated then 'no' else 'yes' end
            as answers,
        -- Days that both texts name and that differ; a month apart it is another event.
        coalesce(event_day <> other_event_day, false) as is_other_day,
        coalesce(place_key <> other_place_key, false) as is_other_place,
        coalesce(agent_key <> other_agent_key, false) as is_other_agent,
        -- What is undated is near to what stands in the same text, or happened on the same day of a month.
        coalesce(days_apart <= {{ theme_gap_days }}, is_same_source or event_day = other_event_day, false)
            as is_near_in_time,
        coalesce(
            least_value > other_most_value * (1 + tolerance) or other_least_value > most_value * (1 + tolerance), false
        ) as is_other_figure,
        -- What the source itself, or one speaker on a later day, says in place of an earlier figure.
        is_said_later or (is_same_speaker and days_later between 1 and {{ gap_days }} and days_apart <= {{ gap_days }})
            as is_followed,
        -- Two speakers at one time. A figure that its own source gives as an earlier one is nobody's any more, and
        -- counts go up while they last: one of another day by somebody else contradicts nothing.
        not is_same_speaker
        and not is_past
        and (are_speakers_known or not is_same_origin)
        and days_apart <= {{ gap_days }}
        and days_after <= case when predicate in ('killed', 'arrested', 'injured', 'evacuated') then 0 else 3 end
            as is_of_two
    from pairs

),

{#- On what basis two claims of a block are related, and when. -#}
{% set bases = [
    {
        'basis': 'polarity', 'block': 'theme', 'detail': "predicate || ': ' || answers",
        'when': 'is_same_predicate and is_denied and is_near_in_time'
            ~ ' and not is_other_day and not is_other_place and not is_other_agent',
    },
    {
        'basis': 'polarity', 'block': 'noun', 'detail': "predicate || ': ' || answers",
        'when': 'is_same_predicate and is_denied and is_near_in_time'
            ~ ' and not is_other_day and not is_other_place and not is_other_agent',
    },
    {
        'basis': 'polarity', 'block': 'figure',
        'detail': "predicate || ' ' || " ~ figure('value') ~ " || ': ' || answers",
        'when': 'value = other_value and is_same_part and is_denied and is_near_in_time'
            ~ ' and not is_other_day and not is_other_place',
    },
    {
        'basis': 'status', 'block': 'theme', 'detail': "predicate || ' against ' || other_predicate",
        'when': 'not is_same_predicate and are_affirmed and is_near_in_time and not is_other_day',
    },
    {
        'basis': 'quantity', 'block': 'figure', 'detail': figure('value') ~ " || ' against ' || " ~ figure('other_value'),
        'when': 'is_other_figure and is_same_part and are_affirmed and not is_other_place'
            ~ ' and (is_followed or (is_of_two and not is_other_day))',
    },
    {
        'basis': 'date', 'block': 'theme',
        'detail': "predicate || ': ' || " ~ day_named('event_on', 'event_day') ~ " || ' against ' || "
            ~ day_named('other_event_on', 'other_event_day'),
        'when': 'is_same_predicate and are_affirmed and is_near_in_time and is_other_day and not is_other_place',
    },
    {
        'basis': 'place', 'block': 'theme', 'detail': "predicate || ' in another place'",
        'when': 'is_same_predicate and are_affirmed and is_near_in_time and is_other_place and not is_other_day',
    },
    {
        'basis': 'agent', 'block': 'theme', 'detail': "predicate || ' by another one'",
        'when': 'is_same_predicate and are_affirmed and is_near_in_time'
            ~ ' and is_other_agent and not is_other_day and not is_other_place',
    },
] %}

relations as (

    {% for each in bases %}
        select
            claim_id,
            other_claim_id,
            statement_ids,
            is_told_of,
            case when '{{ each.basis }}' = 'quantity' and is_followed then 'updates' else 'contradicts' end as relation,
            '{{ each.basis }}' as basis,
            {{ loop.index }} as basis_order,
            {{ each.detail }} as detail
        from judged
        where block_kind = '{{ each.block }}' and {{ each.when }}
        {% if not loop.last %} union all {% endif %}
    {% endfor %}

),

-- Two statements, one relation, however many ways lead to it: the plainest basis first, and what is said to follow the
-- other does not contradict it.
ordered as (

    select
        *,
        row_number() over (
            partition by statement_ids
            order by
                basis_order asc,
                relation desc,
                is_told_of asc,
                claim_id asc,
                other_claim_id asc
        ) as relation_order
    from relations

)

select
    claim_id,
    other_claim_id,
    cast(relation as varchar) as relation,
    cast(basis as varchar) as basis,
    cast(detail as varchar) as detail
from ordered
where relation_order = 1
