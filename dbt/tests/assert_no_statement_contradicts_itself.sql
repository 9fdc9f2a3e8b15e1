{#- Two claims of one group say the same: neither contradicts the other, nor a claim itself. -#}
{{ config(meta={'dagster': {'ref': {'name': 'claim_relations'}}}) }}

select
    relations.claim_id,
    relations.other_claim_id
from {{ ref('claim_relations') }} as relations
left join {{ ref('claim_group_members') }} as one on relations.claim_id = one.claim_id
left join {{ ref('claim_group_members') }} as other on relations.other_claim_id = other.claim_id
where relations.claim_id = relations.other_claim_id or one.claim_group_id = other.claim_group_id
