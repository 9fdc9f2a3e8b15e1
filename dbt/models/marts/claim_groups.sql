{% set is_author = "(not claims.is_attributed or coalesce(claims.speaker_kind = 'author', false))" %}
with

members as (

    select * from {{ ref('claim_group_members') }}

),

claims as (

    select
        claim_id,
        parent_claim_id,
        is_attributed,
        confidence,
        speaker_entity_id,
        speaker_kind
    from {{ ref('fct_claims') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

keys as (

    select * from {{ ref('stg_source_keys') }}

),

-- Who the author is, where the byline was resolved.
authors as (

    select
        sources.source_id,
        min(mentions.entity_id) as author_entity_id
    from sources
    inner join {{ ref('fct_mentions') }} as mentions
        on sources.source_id = mentions.source_id and sources.author_start = mentions.char_start
    where mentions.entity_id is not null
    group by sources.source_id

),

-- The statement around a statement of the same group is no voice of its own.
inner_claims as (

    select distinct
        members.claim_group_id,
        claims.parent_claim_id as claim_id
    from members
    inner join claims on members.claim_id = claims.claim_id and claims.parent_claim_id is not null

),

voices as (

    select
        members.claim_group_id,
        members.claim_id,
        members.source_id,
        members.origin_id,
        sources.published_on,
        claims.is_attributed,
        claims.confidence,
        claims.speaker_entity_id is not null as has_known_speaker,
        case
            when inner_claims.claim_id is not null then null
            -- Nor is the author who hands on what somebody else said.
            when signatures.is_relayed then null
            when claims.speaker_entity_id is not null then claims.speaker_entity_id
            when {{ is_author }} and authors.author_entity_id is not null then authors.author_entity_id
            when {{ is_author }}
                then
                    'author ' || coalesce(
                        keys.handle_key, keys.author_key, keys.outlet_key, members.origin_id
                    )
            else 'unknown ' || members.origin_id
        end as voice
    from members
    inner join claims on members.claim_id = claims.claim_id
    inner join sources on members.source_id = sources.source_id
    inner join {{ ref('stg_claim_signatures') }} as signatures on members.claim_id = signatures.claim_id
    -- What a page took over was written by the author of its origin.
    inner join keys on members.origin_id = keys.source_id
    left join authors on members.origin_id = authors.source_id
    left join inner_claims
        on members.claim_group_id = inner_claims.claim_group_id and members.claim_id = inner_claims.claim_id

),

-- The statement that stands for its group: attributed before not, a known speaker before "he", the earliest first.
labels as (

    select
        claim_group_id,
        {{ first_by('claim_id', [
            'not is_attributed', 'not has_known_speaker', "coalesce(published_on, cast('9999-12-31' as date))",
            '-confidence', 'claim_id',
        ]) }} as claim_id
    from voices
    group by claim_group_id

),

dated_sources as (

    select distinct
        claim_group_id,
        source_id,
        published_on
    from voices

),

periods as (

    select
        claim_group_id,
        {{ count_where('published_on is null') }} as undated_source_count,
        count(*) as source_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from dated_sources
    group by claim_group_id

),

first_sources as (

    select
        dated_sources.claim_group_id,
        min(dated_sources.source_id) as source_id
    from dated_sources
    inner join periods
        on
            dated_sources.claim_group_id = periods.claim_group_id
            and dated_sources.published_on = periods.first_published_on
    group by dated_sources.claim_group_id
    having count(*) = 1

),

counted as (

    select
        claim_group_id,
        count(*) as claim_count,
        count(distinct origin_id) as independent_origin_count,
        -- What all of them only hand on, somebody has said.
        greatest(count(distinct voice), 1) as distinct_voice_count
    from voices
    group by claim_group_id

)

select
    counted.claim_group_id,
    labels.claim_id as label_claim_id,
    label_claims.content_text as label,
    first_sources.source_id as first_source_id,
    periods.first_published_on,
    periods.last_published_on,
    cast(counted.claim_count as bigint) as claim_count,
    cast(periods.source_count as bigint) as source_count,
    periods.undated_source_count,
    cast(counted.independent_origin_count as bigint) as independent_origin_count,
    cast(counted.distinct_voice_count as bigint) as distinct_voice_count
from counted
inner join labels on counted.claim_group_id = labels.claim_group_id
inner join {{ ref('fct_claims') }} as label_claims on labels.claim_id = label_claims.claim_id
inner join periods on counted.claim_group_id = periods.claim_group_id
left join first_sources on counted.claim_group_id = first_sources.claim_group_id
