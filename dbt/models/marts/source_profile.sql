with

sources as (

    select
        fct_sources.*,
        coalesce(fct_sources.outlet, fct_sources.author_name, fct_sources.author_handle) as publisher
    from {{ ref('fct_sources') }} as fct_sources

),

-- An agency's own page ("Corvus" on a page of Corvus Newswire) has no such link; a post shown again is its author's.
passed_on as (

    select distinct links.source_id
    from {{ ref('source_links') }} as links
    inner join sources on links.source_id = sources.source_id
    where links.link_kind in ('republishes', 'translates', 'wire') and links.cited_name <> sources.publisher

),

statements as (

    select * from {{ ref('who_said_what') }}

),

written as (

    select
        publisher,
        count(*) as source_count,
        {{ count_where("source_kind = 'thread'") }} as thread_count,
        {{ count_where("source_kind = 'article'") }} as article_count,
        {{ count_where('source_id in (select passed_on.source_id from passed_on)') }} as passed_on_count,
        cast(sum(claim_count) as bigint) as claim_count,
        cast(sum(attributed_claim_count) as bigint) as attributed_claim_count,
        cast(sum(hedged_claim_count) as bigint) as hedged_claim_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from sources
    where publisher is not null
    group by publisher

),

quoted as (

    select
        publisher,
        count(distinct speaker_entity_id) as speaker_count,
        {{ count_where('speaker_entity_id is not null') }} as known_speaker_claim_count
    from statements
    where publisher is not null
    group by publisher

)

select
    written.publisher,
    cast(written.source_count as bigint) as source_count,
    written.thread_count,
    written.article_count,
    written.passed_on_count,
    written.claim_count,
    written.attributed_claim_count,
    cast(
        cast(written.attributed_claim_count as double) / nullif(written.claim_count, 0) as double
    ) as attributed_rate,
    {{ count_or_zero('quoted.speaker_count') }} as speaker_count,
    cast(
        cast(quoted.known_speaker_claim_count as double) / nullif(written.attributed_claim_count, 0) as double
    ) as known_speaker_rate,
    cast(cast(written.hedged_claim_count as double) / nullif(written.claim_count, 0) as double) as hedge_rate,
    written.first_published_on,
    written.last_published_on
from written
left join quoted on written.publisher = quoted.publisher
order by
    written.claim_count desc,
    written.publisher asc
