with

claims as (

    select
        fct_claims.claim_id,
        fct_claims.content_text,
        fct_claims.source_id,
        coalesce(entities.canonical_name, fct_claims.speaker_text) as speaker,
        sources.published_on,
        coalesce(sources.outlet, sources.author_name, sources.author_handle) as publisher,
        groups.claim_group_id,
        coalesce(groups.independent_origin_count, 1) as independent_origin_count
    from {{ ref('fct_claims') }} as fct_claims
    inner join {{ ref('stg_sources') }} as sources on fct_claims.source_id = sources.source_id
    left join {{ ref('dim_entities') }} as entities on fct_claims.speaker_entity_id = entities.entity_id
    left join {{ ref('claim_group_members') }} as members on fct_claims.claim_id = members.claim_id
    left join {{ ref('claim_groups') }} as groups on members.claim_group_id = groups.claim_group_id

)

select
    relations.basis,
    relations.detail,
    one.published_on,
    cast(one.publisher as varchar) as publisher,
    cast(one.speaker as varchar) as speaker,
    one.content_text as statement,
    cast(one.independent_origin_count as bigint) as origin_count,
    other.published_on as other_published_on,
    cast(other.publisher as varchar) as other_publisher,
    cast(other.speaker as varchar) as other_speaker,
    other.content_text as other_statement,
    cast(other.independent_origin_count as bigint) as other_origin_count,
    cast(one.independent_origin_count + other.independent_origin_count as bigint) as all_origin_count,
    one.claim_group_id,
    other.claim_group_id as other_claim_group_id,
    relations.claim_id,
    relations.other_claim_id
from {{ ref('claim_relations') }} as relations
inner join claims as one on relations.claim_id = one.claim_id
inner join claims as other on relations.other_claim_id = other.claim_id
where relations.relation = 'contradicts'
order by all_origin_count desc, relations.claim_id asc, relations.other_claim_id asc
