{#- What A says that B said lies inside what A says, in the same document, and no claim is its own parent. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_claims'}}}) }}

select
    claims.claim_id,
    claims.parent_claim_id
from {{ ref('fct_claims') }} as claims
inner join {{ ref('fct_claims') }} as parents on claims.parent_claim_id = parents.claim_id
where
    claims.claim_id = parents.claim_id
    or claims.document_id <> parents.document_id
    or claims.content_start < parents.content_start
    or claims.content_end > parents.content_end
