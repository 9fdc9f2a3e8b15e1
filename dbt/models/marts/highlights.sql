{#- What to read first. Of two statements that contradict each other the pair counts for as much as the weaker side has
texts: forty against one is an outlier, five against four is a dispute. -#}
{% set most_rows = 10 %}
with

groups as (

    select * from {{ ref('claim_groups') }}

),

contested as (

    select * from {{ ref('contested') }}

),

claims as (

    select * from {{ ref('fct_claims') }}

),

-- A statement is contested in as many ways as it is told: the pair with most texts stands for it.
disputes as (

    select
        *,
        row_number() over (
            partition by
                least(coalesce(claim_group_id, claim_id), coalesce(other_claim_group_id, other_claim_id)),
                greatest(coalesce(claim_group_id, claim_id), coalesce(other_claim_group_id, other_claim_id))
            order by all_origin_count desc, claim_id asc, other_claim_id asc
        ) as choice
    from contested

),

-- The side with more texts first, the earlier one of two that have as many.
sides as (

    select
        *,
        origin_count > other_origin_count as is_in_order
    from disputes
    where choice = 1

),

most_contested as (

    select
        'most_contested' as highlight,
        row_number() over (
            order by
                least(origin_count, other_origin_count) desc, all_origin_count desc, claim_id asc, other_claim_id asc
        ) as place,
        case when is_in_order then statement else other_statement end as statement,
        case when is_in_order then speaker else other_speaker end as speaker,
        case when is_in_order then publisher else other_publisher end as publisher,
        case when is_in_order then published_on else other_published_on end as published_on,
        case when is_in_order then origin_count else other_origin_count end as independent_origin_count,
        cast(null as bigint) as distinct_voice_count,
        basis,
        case when is_in_order then other_statement else statement end as other_statement,
        case when is_in_order then other_speaker else speaker end as other_speaker,
        case when is_in_order then other_publisher else publisher end as other_publisher,
        case when is_in_order then other_published_on else published_on end as other_published_on,
        case when is_in_order then other_origin_count else origin_count end as other_independent_origin_count,
        case when is_in_order then claim_group_id else other_claim_group_id end as claim_group_id,
        case when is_in_order then other_claim_group_id else claim_group_id end as other_claim_group_id,
        case when is_in_order then claim_id else other_claim_id end as claim_id,
        case when is_in_order then other_claim_id else claim_id end as other_claim_id
    from sides

),

-- What somebody says the contrary of is no corroborated statement, however many print it.
best_corroborated as (

    select
        'best_corroborated' as highlight,
        row_number() over (
            order by
                statements.independent_origin_count desc,
                statements.distinct_voice_count desc,
                statements.source_count desc,
                statements.claim_group_id asc
        ) as place,
        statements.label as statement,
        cast(coalesce(entities.canonical_name, claims.speaker_text) as varchar) as speaker,
        coalesce(sources.outlet, sources.author_name, sources.author_handle) as publisher,
        sources.published_on,
        statements.independent_origin_count,
        statements.distinct_voice_count,
        cast(null as varchar) as basis,
        cast(null as varchar) as other_statement,
        cast(null as varchar) as other_speaker,
        cast(null as varchar) as other_publisher,
        cast(null as date) as other_published_on,
        cast(null as bigint) as other_independent_origin_count,
        statements.claim_group_id,
        cast(null as varchar) as other_claim_group_id,
        statements.label_claim_id as claim_id,
        cast(null as varchar) as other_claim_id
    from groups as statements
    inner join claims on statements.label_claim_id = claims.claim_id
    inner join {{ ref('stg_sources') }} as sources on claims.source_id = sources.source_id
    left join {{ ref('dim_entities') }} as entities on claims.speaker_entity_id = entities.entity_id
    where
        statements.independent_origin_count > 1
        and statements.claim_group_id not in (
            select contested.claim_group_id from contested
            where contested.claim_group_id is not null
            union all
            select contested.other_claim_group_id from contested
            where contested.other_claim_group_id is not null
        )

),

highlights as (

    select * from most_contested
    where place <= {{ most_rows }}
    union all
    select * from best_corroborated
    where place <= {{ most_rows }}

)

select
    cast(highlight as varchar) as highlight,
    cast(place as bigint) as place,
    statement,
    speaker,
    cast(publisher as varchar) as publisher,
    published_on,
    independent_origin_count,
    distinct_voice_count,
    basis,
    other_statement,
    other_speaker,
    other_publisher,
    other_published_on,
    other_independent_origin_count,
    claim_group_id,
    other_claim_group_id,
    claim_id,
    other_claim_id
from highlights
order by highlight asc, place asc
