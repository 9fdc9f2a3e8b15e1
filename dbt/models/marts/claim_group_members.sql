{#- Groups are the connected parts of the claims by their shared keys. Four rounds: a claim reaches what is eight keys
away, and no statement is worded in more ways than that. -#}
{% set rounds = 4 %}
with

keys as (

    select * from {{ ref('int_claim_keys') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

origins as (

    select * from {{ ref('int_source_origins') }}

),

labels_0 as (

    select distinct
        claim_id,
        claim_id as label
    from keys

),

{% for round in range(1, rounds + 1) %}
    key_labels_{{ round }} as (

        select
            keys.claim_key,
            min(labels.label) as label
        from keys
        inner join labels_{{ round - 1 }} as labels on keys.claim_id = labels.claim_id
        group by keys.claim_key

    ),

    labels_{{ round }} as (

        select
            keys.claim_id,
            min(key_labels.label) as label
        from keys
        inner join key_labels_{{ round }} as key_labels on keys.claim_key = key_labels.claim_key
        group by keys.claim_id

    ),

{% endfor %}

-- The best reason why a claim is in its group.
reasons as (

    select
        claim_id,
        method,
        score,
        row_number() over (partition by claim_id order by score desc, method asc, claim_key asc) as reason_order
    from keys

),

-- The id is made of the members: the same members, the same group, whatever else the corpus holds.
ids as (

    select
        label,
        md5({{ joined_texts('claim_id', ' ', 'claim_id') }}) as claim_group_id
    from labels_{{ rounds }}
    group by label
    having count(*) > 1

)

select
    cast(ids.claim_group_id as varchar) as claim_group_id,
    labels.claim_id,
    reasons.method,
    reasons.score,
    origins.origin_id,
    claims.source_id
from labels_{{ rounds }} as labels
inner join ids on labels.label = ids.label
inner join claims on labels.claim_id = claims.claim_id
inner join origins on claims.source_id = origins.source_id
inner join reasons on labels.claim_id = reasons.claim_id and reasons.reason_order = 1
