{#- What an analyst rejected stays in fct_claims, and is said by nobody anywhere else. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

with

shown as (

    select claim_id from {{ ref('who_said_what') }}
    union
    select claim_id from {{ ref('claim_group_members') }}
    union
    select claim_id from {{ ref('claim_relations') }}
    union
    select other_claim_id as claim_id from {{ ref('claim_relations') }}
    union
    select claim_id from {{ ref('timeline') }}

)

select
    claims.claim_id,
    claims.content_text
from {{ ref('fct_claims') }} as claims
inner join shown on claims.claim_id = shown.claim_id
where claims.review_status = 'rejected'
