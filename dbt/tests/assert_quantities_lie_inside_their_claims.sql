{#- A quantity stands inside the content of its claim, and its least value is no greater than its most. -#}
{{ config(meta={'dagster': {'ref': {'name': 'claim_quantities'}}}) }}

select
    quantities.claim_id,
    quantities.char_start,
    quantities.surface
from {{ ref('claim_quantities') }} as quantities
inner join {{ ref('fct_claims') }} as claims on quantities.claim_id = claims.claim_id
where
    quantities.char_start < claims.content_start
    or quantities.char_end > claims.content_end
    or quantities.value_low > quantities.value_high
    or (quantities.value_low is null and quantities.value_high is null)
    or quantities.document_id <> claims.document_id
