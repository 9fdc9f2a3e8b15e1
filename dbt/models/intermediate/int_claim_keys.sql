{#- Keys that make claims the same statement: claims that share one belong together. -#}
{% set gap_days = 45 %}
{#- What happened to one person is told of for longer than a count. -#}
{% set theme_gap_days = 90 %}
{% set scene_gap_days = 10 %}
{#- A figure this high is told of one thing, where one of its people or places is named by both. -#}
{% set least_of_one = 30 %}
with

facts as (

    select
        facts.*,
        first_value(facts.theme_key) over (partition by facts.claim_id order by facts.position) as main_theme_key,
        times.placed_on
    from {{ ref('int_claim_facts') }} as facts
    inner join {{ ref('int_source_times') }} as times on facts.source_id = times.source_id
    where not facts.is_not_yet

),

-- What is compared of each statement. Without the lists of its words, which are most of it and are read where they are
-- needed.
statements as (

    select
        claims.claim_id,
        claims.source_id,
        claims.language,
        claims.negated,
        claims.report_type,
        claims.content_start,
        speakers.voice_key,
        signatures.exact_key,
        signatures.figures,
        {{ list_size('signatures.heads') }} as head_count
    from {{ ref('fct_claims') }} as claims
    inner join {{ ref('int_claim_speakers') }} as speakers on claims.claim_id = speakers.claim_id
    inner join {{ ref('stg_claim_signatures') }} as signatures on claims.claim_id = signatures.claim_id
    where claims.review_status is distinct from 'rejected'

),

origins as (

    select * from {{ ref('int_source_origins') }}

),

told as (

    select
        claim_id,
        {{ distinct_texts('predicate', ' ') }} as predicates
    from {{ ref('stg_claim_events') }}
    group by claim_id

),

-- The same words about another day tell of another event: "Ten people died on Sunday".
told_days as (

    select
        claim_id,
        min(event_on) as event_on
    from facts
    where event_day is not null
    group by claim_id

),

repeated as (

    select exact_key
    from statements
    where exact_key is not null
    group by exact_key
    having count(*) > 1

),

-- Few words that name nobody and no figure may be said of anybody: by one speaker or within one origin alone they are
-- the same. Of a quotation fewer words are enough.
short as (

    select
        statements.claim_id,
        coalesce(statements.voice_key, origins.origin_id) as told_by
    from statements
    inner join origins on statements.source_id = origins.source_id
    where
        statements.figures = ''
        and statements.head_count < case when statements.report_type = 'direct' then 4 else 5 end
        and statements.claim_id not in (
            select roles.claim_id from {{ ref('claim_entities') }} as roles
            where roles.role = 'about'
        )

),

exact_keys as (

    select
        statements.claim_id,
        'exact' as method,
        cast(1 as double) as score,
        'exact ' || statements.exact_key
        || coalesce(' ' || short.told_by, '')
        || coalesce(' on ' || cast(told_days.event_on as varchar), '') as claim_key
    from statements
    inner join repeated on statements.exact_key = repeated.exact_key
    left join short on statements.claim_id = short.claim_id
    left join told_days on statements.claim_id = told_days.claim_id

),

-- Of claims with the same words one stands for all.
texts as (

    select
        coalesce(exact_key, claim_id) as text_id,
        min(claim_id) as claim_id
    from statements
    group by coalesce(exact_key, claim_id)

),

bands as (

    select
        signatures.claim_id,
        {{ each_item('signatures.near_keys', 'band') }}
    from {{ ref('stg_claim_signatures') }} as signatures
    inner join texts on signatures.claim_id = texts.claim_id

),

-- Most bands are one claim's alone: they are gone before anything is looked up.
shared_bands as (

    select band
    from bands
    group by band
    having count(*) > 1

),

candidates as (

    select
        bands.claim_id,
        bands.band
    from bands
    inner join shared_bands on bands.band = shared_bands.band

),

candidate_ids as (

    select distinct claim_id from candidates

),

-- What two claims must agree in before their words are compared at all: whom they name and what they say happened.
named as (

    select
        roles.claim_id,
        {{ joined_texts('roles.entity_id', ' ', 'roles.entity_id') }} as entity_ids
    from {{ ref('claim_entities') }} as roles
    inner join candidate_ids on roles.claim_id = candidate_ids.claim_id
    where roles.role = 'about'
    group by roles.claim_id

),

agreements as (

    select
        candidate_ids.claim_id,
        signatures.heads,
        statements.voice_key,
        -- One digest of it all: shorter to compare.
        md5(
            statements.language || '|' || statements.figures || '|' || cast(statements.negated as varchar)
            || '|' || coalesce(named.entity_ids, '') || '|' || coalesce(told.predicates, '')
            || '|' || coalesce(cast(told_days.event_on as varchar), '')
        ) as agreed
    from candidate_ids
    inner join statements on candidate_ids.claim_id = statements.claim_id
    inner join {{ ref('stg_claim_signatures') }} as signatures on candidate_ids.claim_id = signatures.claim_id
    left join named on candidate_ids.claim_id = named.claim_id
    left join told on candidate_ids.claim_id = told.claim_id
    left join told_days on candidate_ids.claim_id = told_days.claim_id

),

agreeing as (

    select
        candidates.claim_id,
        candidates.band,
        agreements.agreed
    from candidates
    inner join agreements on candidates.claim_id = agreements.claim_id

),

-- Each is compared with the first of those it shares a band with: as many comparisons as bands, not their square.
centres as (

    select
        band,
        agreed,
        min(claim_id) as centre_id
    from agreeing
    group by band, agreed
    having count(*) > 1

),

centred as (

    select distinct
        agreeing.claim_id,
        centres.centre_id
    from agreeing
    inner join centres on agreeing.band = centres.band and agreeing.agreed = centres.agreed
    where agreeing.claim_id <> centres.centre_id

),

compared as (

    select
        centred.claim_id,
        centred.centre_id,
        coalesce(texts.voice_key = centre_texts.voice_key, false) as is_same_speaker,
        {{ list_overlap('texts.heads', 'centre_texts.heads') }} as overlap
    from centred
    inner join agreements as texts on centred.claim_id = texts.claim_id
    inner join agreements as centre_texts on centred.centre_id = centre_texts.claim_id

),

near_pairs as (

    select
        claim_id,
        centre_id,
        overlap,
        case when overlap >= 0.75 then 'near' else 'speaker' end as method
    from compared
    where overlap >= case when is_same_speaker then 0.5 else 0.75 end

),

near_keys as (

    select
        claim_id,
        method,
        overlap as score,
        'near ' || centre_id as claim_key
    from near_pairs
    union all
    select distinct
        centre_id as claim_id,
        'near' as method,
        cast(1 as double) as score,
        'near ' || centre_id as claim_key
    from near_pairs

),

-- What happened to whom, or to how many: the main event of the claim, and what else happened to the same one ("has been
-- dismissed and arrested").
main_facts as (

    select
        *,
        coalesce(value_low, value_high) as figure,
        predicate || '|' || cast(negated as varchar) || '|' as event_prefix,
        quantity_role || cast(coalesce(value_low, value_high) as varchar)
        || case when value_low is null then '-' when value_high is null then '+' else '' end
        || coalesce(' ' || quantity_part, '') as counted
    from facts
    where
        position = 1
        or (quantity_role is not null and predicate = main_predicate)
        or (theme_key = main_theme_key and predicate <> main_predicate)

),

-- A person, a thing and a large figure speak for themselves; a small figure and a thing without a name are those of one
-- place or of one scene.
event_keys as (

    select
        *,
        'event' as method,
        event_prefix || theme_key || coalesce(' ' || counted, '') as event_key,
        {{ theme_gap_days }} as gap_days
    from main_facts
    where
        theme_key is not null
        and (
            agent_key is not null
            or quantity_role is not null
            or predicate in (
                'arrested', 'dismissed', 'resigned', 'killed', 'injured', 'convicted', 'appointed', 'invited',
                'closed', 'opened'
            )
        )
    union all
    select
        *,
        'event_quantity' as method,
        event_prefix || counted as event_key,
        {{ gap_days }} as gap_days
    from main_facts
    where theme_key is null and figure >= 100
    union all
    select
        *,
        'event_quantity' as method,
        event_prefix || counted || ' by ' || agent_key as event_key,
        {{ gap_days }} as gap_days
    from main_facts
    where theme_key is null and quantity_role = 'theme' and figure >= 3 and agent_key is not null
    union all
    select
        *,
        'event_quantity' as method,
        event_prefix || counted || ' at ' || place_key as event_key,
        {{ gap_days }} as gap_days
    from main_facts
    where theme_key is null and figure >= 3 and place_key is not null
    union all
    select
        main_facts.*,
        'event_quantity' as method,
        main_facts.event_prefix || main_facts.counted || ' in ' || scenes.scene_key as event_key,
        {{ scene_gap_days }} as gap_days
    from main_facts
    inner join {{ ref('int_source_scenes') }} as scenes on main_facts.source_id = scenes.source_id
    where
        main_facts.theme_key is null
        and main_facts.figure >= case when scenes.is_pair then 10 else {{ least_of_one }} end
        and main_facts.figure < 100
    union all
    select
        main_facts.*,
        'event' as method,
        main_facts.event_prefix || coalesce(main_facts.agent_key, main_facts.agent_noun, 'nobody') || ' '
        || main_facts.theme_noun || ' in ' || scenes.scene_key as event_key,
        {{ scene_gap_days }} as gap_days
    from main_facts
    inner join {{ ref('int_source_scenes') }} as scenes on main_facts.source_id = scenes.source_id and scenes.is_pair
    where
        main_facts.theme_key is null and main_facts.theme_noun is not null and main_facts.quantity_role is null
        -- "The observers were never invited", by whomsoever.
        and (coalesce(main_facts.agent_key, main_facts.agent_noun) is not null or main_facts.negated)

),

timed_keys as (

    select
        *,
        coalesce(event_on, placed_on) as happened_by
    from event_keys

),

-- The same thing may happen again: a gap in time makes it another event.
waves as (

    select
        *,
        case
            when
                {{ days_between(
                    'lag(happened_by) over (partition by event_key order by happened_by, claim_id)', 'happened_by'
                ) }} > gap_days then 1
            else 0
        end as is_new_wave
    from timed_keys
    where happened_by is not null

),

dated_keys as (

    select
        *,
        event_key || '|' || cast(
            sum(is_new_wave) over (
                partition by event_key
                order by happened_by, claim_id
                rows between unbounded preceding and current row
            ) as varchar
        ) as facet_0
    from waves

),

-- What is undated belongs to the first event of the same day of the month, to the only one where it happens to a person
-- once as a rule, or to none but its own.
days as (

    select
        event_key,
        event_day,
        min(facet_0) as facet_0
    from dated_keys
    where event_day is not null
    group by event_key, event_day

),

only_waves as (

    select
        event_key,
        min(facet_0) as facet_0
    from dated_keys
    where predicate in ('killed', 'arrested', 'convicted', 'injured') and theme_key is not null
    group by event_key
    having count(distinct facet_0) = 1

),

facets_0 as (

    select
        claim_id,
        method,
        event_day,
        place_key,
        agent_key,
        facet_0
    from dated_keys
    union all
    select
        undated.claim_id,
        undated.method,
        undated.event_day,
        undated.place_key,
        undated.agent_key,
        coalesce(days.facet_0, only_waves.facet_0, undated.event_key || '|undated ' || undated.source_id) as facet_0
    from timed_keys as undated
    left join only_waves on undated.event_key = only_waves.event_key
    left join days on undated.event_key = days.event_key and undated.event_day = days.event_day
    where undated.happened_by is null

),

-- Where claims of one key name different days, places or agents, each goes with its own, and those that name none
-- with the one named most.
{% set facets = ['event_day', 'place_key', 'agent_key'] %}
{% for facet in facets %}
    counted_{{ loop.index }} as (

        select
            facet_{{ loop.index0 }} as facet_key,
            {{ facet }} as facet_value,
            row_number() over (
                partition by facet_{{ loop.index0 }} order by count(*) desc, {{ facet }} asc
            ) as choice
        from facets_{{ loop.index0 }}
        where {{ facet }} is not null
        group by facet_{{ loop.index0 }}, {{ facet }}

    ),

    facets_{{ loop.index }} as (

        select
            claims.*,
            claims.facet_{{ loop.index0 }}
            || '|' || coalesce(cast(coalesce(claims.{{ facet }}, common.facet_value) as varchar), '')
                as facet_{{ loop.index }}
        from facets_{{ loop.index0 }} as claims
        left join counted_{{ loop.index }} as common
            on claims.facet_{{ loop.index0 }} = common.facet_key and common.choice = 1

    ),

{% endfor %}

fact_keys as (

    select
        claim_id,
        method,
        cast(0.9 as double) as score,
        'fact ' || facet_{{ facets | length }} as claim_key
    from facets_{{ facets | length }}

),

-- One speaker, one figure with its unit, or so high that it is of one thing, and one predicate or none: the same in two
-- languages.
speaker_figures as (

    select
        quantities.claim_id,
        'speaker_figure' as method,
        cast(0.9 as double) as score,
        'figure ' || statements.voice_key || '|' || coalesce(told.predicates, '')
        || '|' || cast(statements.negated as varchar) || '|'
        || coalesce(quantities.unit, '') || coalesce(quantities.currency, '')
        || '|' || coalesce(cast(quantities.value_low as varchar), '')
        || '|' || coalesce(cast(quantities.value_high as varchar), '') as claim_key
    from {{ ref('stg_claim_quantities') }} as quantities
    inner join statements on quantities.claim_id = statements.claim_id
    left join told on quantities.claim_id = told.claim_id
    where
        statements.voice_key is not null
        and quantities.value_low >= case
            when coalesce(quantities.unit, quantities.currency) is null then 100
            when told.claim_id is null then 10
            else 3
        end

),

-- One speaker says what happened on one day.
speaker_days as (

    select
        claim_id,
        'speaker_day' as method,
        cast(0.9 as double) as score,
        'day ' || speaker_key || '|' || predicate || '|' || cast(negated as varchar)
        || '|' || cast(event_on as varchar) as claim_key
    from facts
    where
        speaker_key is not null and event_on is not null and event_day is not null
        and position = 1 and theme_key is null and quantity_role is null

),

declared as (

    select
        source_id,
        original_id
    from {{ ref('int_source_pairs') }}
    where method = 'declared'

),

declared_sources as (

    select source_id from declared
    union
    select original_id as source_id from declared

),

-- Places of a page that its translation has too: its quotations in their order, where both have as many, and a figure
-- that one statement of each alone gives.
places as (

    select
        statements.claim_id,
        statements.source_id,
        statements.language,
        statements.voice_key,
        'quotation '
        || row_number() over (partition by statements.source_id order by statements.content_start, statements.claim_id)
        || ' of ' || count(*) over (partition by statements.source_id) as place
    from statements
    inner join declared_sources on statements.source_id = declared_sources.source_id
    where statements.report_type = 'direct'
    union all
    select
        min(statements.claim_id) as claim_id,
        statements.source_id,
        min(statements.language) as language,
        min(statements.voice_key) as voice_key,
        'figure ' || coalesce(quantities.unit, '') || coalesce(quantities.currency, '') || ' '
        || cast(quantities.value_low as varchar) || ' ' || cast(statements.negated as varchar) as place
    from statements
    inner join declared_sources on statements.source_id = declared_sources.source_id
    inner join {{ ref('stg_claim_quantities') }} as quantities on statements.claim_id = quantities.claim_id
    where quantities.value_low = quantities.value_high and quantities.value_low >= 3
    group by statements.source_id, quantities.unit, quantities.currency, quantities.value_low, statements.negated
    having count(distinct statements.claim_id) = 1

),

translated as (

    select
        places.claim_id,
        places.language,
        places.voice_key,
        -- One text to join by: by places alone every page would meet every other.
        declared.original_id || ' ' || places.place as original_place
    from declared
    inner join places on declared.source_id = places.source_id

),

translated_pairs as (

    select
        translated.claim_id,
        originals.claim_id as original_claim_id
    from translated
    inner join places as originals
        on
            translated.original_place = originals.source_id || ' ' || originals.place
            and translated.language <> originals.language
    where
        translated.voice_key = originals.voice_key
        or translated.voice_key is null
        or originals.voice_key is null

),

translated_keys as (

    select
        claim_id,
        'translation' as method,
        cast(0.9 as double) as score,
        'translation ' || original_claim_id as claim_key
    from translated_pairs
    union all
    select
        original_claim_id as claim_id,
        'translation' as method,
        cast(0.9 as double) as score,
        'translation ' || original_claim_id as claim_key
    from translated_pairs

),

-- The exact ones are one of each claim.
keys as (

    select * from exact_keys
    union all
    (
        select * from near_keys
        union distinct
        select * from fact_keys
        union distinct
        select * from speaker_figures
        union distinct
        select * from speaker_days
        union distinct
        select * from translated_keys
    )

),

shared as (

    select claim_key
    from keys
    group by claim_key
    having min(claim_id) < max(claim_id)

)

select
    keys.claim_id,
    cast(keys.method as varchar) as method,
    keys.score,
    cast(keys.claim_key as varchar) as claim_key
from keys
inner join shared on keys.claim_key = shared.claim_key
