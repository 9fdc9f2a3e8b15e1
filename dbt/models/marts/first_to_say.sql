with

dated_groups as (

    select * from {{ ref('claim_groups') }}
    where first_source_id is not null and source_count > 1

),

-- Of several statements of the first source the one that stands first.
first_claims as (

    select
        members.claim_group_id,
        members.claim_id,
        row_number() over (
            partition by members.claim_group_id order by statements.content_start asc, members.claim_id asc
        ) as place
    from {{ ref('claim_group_members') }} as members
    inner join dated_groups
        on members.claim_group_id = dated_groups.claim_group_id and members.source_id = dated_groups.first_source_id
    inner join {{ ref('fct_claims') }} as statements on members.claim_id = statements.claim_id

)

select
    dated_groups.first_published_on as published_on,
    cast(coalesce(sources.outlet, sources.author_name, sources.author_handle) as varchar) as publisher,
    cast(coalesce(entities.canonical_name, claims.speaker_text) as varchar) as speaker,
    claims.content_text as statement,
    dated_groups.independent_origin_count,
    dated_groups.distinct_voice_count,
    dated_groups.source_count,
    dated_groups.undated_source_count,
    dated_groups.last_published_on,
    documents.capture_path,
    claims.content_start as char_start,
    claims.content_end as char_end,
    dated_groups.claim_group_id,
    claims.claim_id,
    dated_groups.first_source_id as source_id
from dated_groups
inner join first_claims on dated_groups.claim_group_id = first_claims.claim_group_id and first_claims.place = 1
inner join {{ ref('fct_claims') }} as claims on first_claims.claim_id = claims.claim_id
inner join {{ ref('stg_sources') }} as sources on dated_groups.first_source_id = sources.source_id
inner join {{ ref('documents') }} as documents on claims.document_id = documents.document_id
left join {{ ref('dim_entities') }} as entities on claims.speaker_entity_id = entities.entity_id
order by
    dated_groups.independent_origin_count desc,
    dated_groups.first_published_on asc,
    dated_groups.claim_group_id asc
