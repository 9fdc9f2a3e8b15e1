{#- Groups are the connected parts of the claims by their shared keys. Four rounds: what eight keys part is not joined,
and no statement is worded in more ways than that. -#}
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

firsts as (

    select
        claim_key,
        min(claim_id) as label
    from keys
    group by claim_key

),

-- Most claims have one key: only the others join keys to each other.
joining as (

    select claim_id
    from keys
    group by claim_id
    having min(claim_key) < max(claim_key)

),

bridges as (

    select distinct
        keys.claim_id,
        keys.claim_key
    from keys
    inner join joining on keys.claim_id = joining.claim_id

),

key_labels_0 as (

    select * from firsts
    where claim_key in (select bridges.claim_key from bridges)

),

{% for round in range(1, rounds + 1) %}
    claim_labels_{{ round }} as (

        select
            bridges.claim_id,
            min(nearest.label) as label
        from bridges
        inner join key_labels_{{ round - 1 }} as nearest on bridges.claim_key = nearest.claim_key
        group by bridges.claim_id

    ),

    key_labels_{{ round }} as (

        select
            bridges.claim_key,
            min(nearest.label) as label
        from bridges
        inner join claim_labels_{{ round }} as nearest on bridges.claim_id = nearest.claim_id
        group by bridges.claim_key

    ),

{% endfor %}

labels as (

    select
        keys.claim_id,
        min(coalesce(bridged.label, firsts.label)) as label
    from keys
    inner join firsts on keys.claim_key = firsts.claim_key
    left join key_labels_{{ rounds }} as bridged on keys.claim_key = bridged.claim_key
    group by keys.claim_id

),

-- The best reason why a claim is in its group.
reasons as (

    select
        claim_id,
        max(score) as score,
        {{ first_by('method', ['-score', 'method']) }} as method
    from keys
    group by claim_id

),

-- The id is made of the members: the same members, the same group, whatever else the corpus holds.
ids as (

    select
        label,
        md5({{ joined_texts('claim_id', ' ', 'claim_id') }}) as claim_group_id
    from labels
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
from labels
inner join ids on labels.label = ids.label
inner join claims on labels.claim_id = claims.claim_id
inner join origins on claims.source_id = origins.source_id
inner join reasons on labels.claim_id = reasons.claim_id
