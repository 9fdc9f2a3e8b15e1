with

sources as (

    select * from {{ ref('stg_sources') }}

),

posts as (

    select
        source_id,
        count(*) as post_count
    from {{ ref('stg_passages') }}
    where passage_kind = 'post'
    group by source_id

),

sentence_counts as (

    select
        source_id,
        count(*) as sentence_count
    from {{ ref('stg_sentences') }}
    group by source_id

),

claim_counts as (

    select
        source_id,
        count(*) as claim_count,
        {{ count_where('is_attributed') }} as attributed_claim_count,
        {{ count_where('hedged') }} as hedged_claim_count,
        {{ count_where('negated') }} as negated_claim_count
    from {{ ref('fct_claims') }}
    where review_status is distinct from 'rejected'
    group by source_id

),

mention_counts as (

    select
        source_id,
        count(*) as mention_count,
        count(distinct entity_id) as entity_count
    from {{ ref('fct_mentions') }}
    where mention_type <> 'role'
    group by source_id

)

select
    sources.source_id,
    sources.document_id,
    sources.source_kind,
    sources.source_role,
    sources.title,
    sources.title_start,
    sources.title_end,
    sources.author_name,
    sources.author_start,
    sources.author_end,
    sources.author_handle,
    sources.outlet,
    sources.origin_outlet,
    sources.agency,
    sources.is_translated,
    sources.platform,
    sources.url,
    sources.language,
    sources.published_on,
    sources.published_at,
    sources.published_precision,
    sources.dateline_place,
    sources.declared_post_count,
    {{ count_or_zero('posts.post_count') }} as post_count,
    sources.missing_positions,
    sources.is_truncated,
    sources.char_start,
    sources.char_end,
    sources.sidecar_path,
    sources.sidecar_fields,
    {{ count_or_zero('sentence_counts.sentence_count') }} as sentence_count,
    {{ count_or_zero('claim_counts.claim_count') }} as claim_count,
    {{ count_or_zero('claim_counts.attributed_claim_count') }} as attributed_claim_count,
    {{ count_or_zero('claim_counts.hedged_claim_count') }} as hedged_claim_count,
    {{ count_or_zero('claim_counts.negated_claim_count') }} as negated_claim_count,
    {{ count_or_zero('mention_counts.mention_count') }} as mention_count,
    {{ count_or_zero('mention_counts.entity_count') }} as entity_count
from sources
left join posts on sources.source_id = posts.source_id
left join sentence_counts on sources.source_id = sentence_counts.source_id
left join claim_counts on sources.source_id = claim_counts.source_id
left join mention_counts on sources.source_id = mention_counts.source_id
