{#- Sources whose sentences are mostly the same are one text. Each sentence is compared with the first source that has
it, not with every other one: the work grows with the sentences, not with their square. -#}
with

sources as (

    select
        stg_sources.source_id,
        stg_sources.source_kind,
        stg_sources.source_role,
        stg_sources.published_on,
        stg_sources.is_translated,
        keys.outlet_key,
        keys.origin_key,
        keys.agency_key,
        keys.author_key,
        -- The one whose text it is stands before those who took it over.
        {{ source_precedence('stg_sources', 'keys') }} as precedence
    from {{ ref('stg_sources') }} as stg_sources
    inner join {{ ref('stg_source_keys') }} as keys on stg_sources.source_id = keys.source_id

),

-- A sentence said twice in one source counts once.
sentence_texts as (

    select
        signatures.text_key,
        signatures.source_id,
        sources.source_kind,
        sources.precedence,
        max(signatures.word_count) as word_count
    from {{ ref('stg_sentence_signatures') }} as signatures
    inner join sources on signatures.source_id = sources.source_id
    group by signatures.text_key, signatures.source_id, sources.source_kind, sources.precedence

),

sizes as (

    select
        source_id,
        count(*) as sentence_count
    from sentence_texts
    group by source_id

),

-- The first source of each sentence that several have.
firsts as (

    select
        text_key,
        source_kind,
        min(precedence) as precedence
    from sentence_texts
    group by text_key, source_kind
    having count(*) > 1

),

shared as (

    select
        sentence_texts.source_id,
        sources.source_id as first_source_id,
        count(*) as shared_count,
        sum(sentence_texts.word_count) as shared_word_count
    from sentence_texts
    inner join firsts
        on sentence_texts.text_key = firsts.text_key and sentence_texts.source_kind = firsts.source_kind
    inner join sources on firsts.precedence = sources.precedence
    where sentence_texts.precedence <> firsts.precedence
    group by sentence_texts.source_id, sources.source_id

),

same_text as (

    select
        shared.source_id,
        shared.first_source_id as original_id,
        'same_text' as method,
        cast(cast(shared.shared_count as double) / least(sizes.sentence_count, first_sizes.sentence_count) as double)
            as score
    from shared
    inner join sizes on shared.source_id = sizes.source_id
    inner join sizes as first_sizes on shared.first_source_id = first_sizes.source_id
    where
        shared.shared_word_count >= 12
        and 2 * shared.shared_count >= least(sizes.sentence_count, first_sizes.sentence_count)

),

-- Pages that agree in all that is looked at below are looked at once: of one paper there may be very many.
alike as (

    select
        source_kind,
        outlet_key,
        origin_key,
        agency_key,
        author_key,
        published_on,
        min(source_id) as first_source_id
    from sources
    where outlet_key is not null or origin_key is not null
    group by source_kind, outlet_key, origin_key, agency_key, author_key, published_on

),

-- A page that says whose text it is: the page of that outlet which names the same author or agency, or came out the
-- same day.
original_choices as (

    select
        alike.source_kind,
        alike.outlet_key,
        alike.origin_key,
        alike.agency_key,
        alike.author_key,
        alike.published_on,
        originals.first_source_id as original_id,
        row_number() over (
            partition by
                alike.source_kind, alike.outlet_key, alike.origin_key, alike.agency_key, alike.author_key,
                alike.published_on
            order by
                case when alike.author_key = originals.author_key then 0 else 1 end,
                case when alike.agency_key = originals.agency_key then 0 else 1 end,
                abs({{ days_between('originals.published_on', 'alike.published_on') }}) asc nulls last,
                originals.first_source_id asc
        ) as choice
    from alike
    inner join alike as originals
        on alike.origin_key = originals.outlet_key and alike.source_kind = originals.source_kind
    where
        originals.outlet_key is distinct from alike.outlet_key
        and originals.origin_key is distinct from alike.outlet_key
        and abs(coalesce({{ days_between('originals.published_on', 'alike.published_on') }}, 0)) <= 7
        and (
            alike.author_key = originals.author_key
            or alike.agency_key = originals.agency_key
            or alike.published_on = originals.published_on
        )

),

declared as (

    select
        sources.source_id,
        original_choices.original_id,
        'declared' as method,
        cast(1 as double) as score
    from sources
    inner join original_choices
        on
            sources.origin_key = original_choices.origin_key
            and sources.source_kind = original_choices.source_kind
            and sources.outlet_key is not distinct from original_choices.outlet_key
            and sources.agency_key is not distinct from original_choices.agency_key
            and sources.author_key is not distinct from original_choices.author_key
            and sources.published_on is not distinct from original_choices.published_on
    where original_choices.choice = 1

)

select
    source_id,
    original_id,
    method,
    score
from same_text
union all
select
    source_id,
    original_id,
    method,
    score
from declared
