with

mentions as (

    select * from {{ ref('fct_mentions') }}
    where mention_type = 'name' and entity_id is not null

),

entities as (

    select * from {{ ref('dim_entities') }}

),

aliases as (

    select * from {{ ref('dim_entity_aliases') }}

),

sources as (

    select * from {{ ref('fct_sources') }}

),

written as (

    select
        mentions.entity_id,
        mentions.surface,
        count(*) as mention_count,
        count(distinct mentions.source_id) as source_count,
        min(sources.published_on) as first_published_on,
        {{ distinct_texts('sources.language', ', ') }} as languages
    from mentions
    inner join sources on mentions.source_id = sources.source_id
    group by mentions.entity_id, mentions.surface

),

-- One form may be listed for several languages and conventions.
listed as (

    select
        entity_id,
        form,
        {{ distinct_texts('convention', ', ') }} as conventions,
        {{ distinct_texts('provenance', ', ') }} as provenance
    from aliases
    group by entity_id, form

)

select
    entities.canonical_name,
    written.surface as form,
    cast(written.mention_count as bigint) as mention_count,
    cast(written.source_count as bigint) as source_count,
    written.first_published_on,
    cast(written.languages as varchar) as languages,
    cast(listed.conventions as varchar) as conventions,
    cast(listed.provenance as varchar) as provenance,
    entities.entity_type,
    entities.entity_id
from written
inner join entities on written.entity_id = entities.entity_id
left join listed on written.entity_id = listed.entity_id and written.surface = listed.form
order by
    entities.canonical_name asc,
    written.mention_count desc,
    written.surface asc,
    entities.entity_id asc
