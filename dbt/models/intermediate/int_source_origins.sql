{#- Origins are the connected parts of the sources by their pairs: the least precedence wins, round by round. Six
rounds join chains of sixty-four reprints of reprints. -#}
{% set rounds = 6 %}
with

edges as (

    select
        source_id,
        original_id as other_id
    from {{ ref('int_source_pairs') }}
    union
    select
        original_id as source_id,
        source_id as other_id
    from {{ ref('int_source_pairs') }}

),

ranked as (

    select
        sources.source_id,
        {{ source_precedence('sources', 'keys') }} as precedence
    from {{ ref('stg_sources') }} as sources
    inner join {{ ref('stg_source_keys') }} as keys on sources.source_id = keys.source_id

),

labels_0 as (

    select
        ranked.source_id,
        ranked.precedence as label
    from ranked
    where ranked.source_id in (select edges.source_id from edges)

),

{% for round in range(1, rounds + 1) %}
    labels_{{ round }} as (

        select
            labels.source_id,
            least(labels.label, coalesce(min(others.label), labels.label)) as label
        from labels_{{ round - 1 }} as labels
        left join edges on labels.source_id = edges.source_id
        left join labels_{{ round - 1 }} as others on edges.other_id = others.source_id
        group by labels.source_id, labels.label

    ),

{% endfor %}

joined as (

    select
        labels.source_id,
        ranked.source_id as origin_id
    from labels_{{ rounds }} as labels
    inner join ranked on labels.label = ranked.precedence

)

select
    ranked.source_id,
    cast(coalesce(joined.origin_id, ranked.source_id) as varchar) as origin_id
from ranked
left join joined on ranked.source_id = joined.source_id
