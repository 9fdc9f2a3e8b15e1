{#- content_start and content_end are those of the first and the last span; spans are in order and don't overlap. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

with

spans as (

    select
        claim_id,
        content_start,
        content_end,
        {{ each_span('content_spans') }}
    from {{ ref('fct_claims') }}

),

ordered as (

    select
        claim_id,
        content_start,
        content_end,
        span.char_start as span_start,
        span.char_end as span_end,
        lag(span.char_end) over (partition by claim_id order by span.char_start, span.char_end) as last_end
    from spans

),

hulls as (

    select
        claim_id,
        min(span_start) as first_start,
        max(span_end) as last_end,
        count(case when span_start >= span_end or span_start < last_end then 1 end) as bad_count
    from ordered
    group by claim_id

)

select
    claims.claim_id,
    claims.content_start,
    claims.content_end,
    hulls.first_start,
    hulls.last_end
from {{ ref('fct_claims') }} as claims
left join hulls on claims.claim_id = hulls.claim_id
where
    hulls.claim_id is null
    or hulls.bad_count > 0
    or hulls.first_start <> claims.content_start
    or hulls.last_end <> claims.content_end
