with

sources as (

    select
        stg_sources.*,
        keys.outlet_key,
        keys.origin_key,
        keys.agency_key
    from {{ ref('stg_sources') }} as stg_sources
    inner join {{ ref('stg_source_keys') }} as keys on stg_sources.source_id = keys.source_id

),

pairs as (

    select * from {{ ref('int_source_pairs') }}

),

claims as (

    select
        claim_id,
        source_id,
        sentence_id,
        is_attributed,
        report_type,
        speaker_text,
        speaker_start,
        speaker_end,
        speaker_kind,
        speaker_entity_id,
        addressee_text
    from {{ ref('fct_claims') }}
    where
        review_status is distinct from 'rejected'
        and ((is_attributed and speaker_text is not null) or addressee_text is not null)

),

entities as (

    select * from {{ ref('dim_entities') }}

),

members as (

    select * from {{ ref('claim_group_members') }}

),

-- Where the head or foot of a page names somebody: an outlet, an author.
fields as (

    select
        source_id,
        surface,
        entity_id,
        char_start,
        char_end,
        row_number() over (partition by source_id, surface order by char_start) as field_order
    from {{ ref('fct_mentions') }}
    where passage_id is null and mention_type = 'name'

),

authors as (

    select
        sources.source_id,
        min(mentions.entity_id) as entity_id
    from sources
    inner join {{ ref('fct_mentions') }} as mentions
        on sources.source_id = mentions.source_id and sources.author_start = mentions.char_start
    where mentions.entity_id is not null and mentions.passage_id is null
    group by sources.source_id

),

-- Of several pages that one took its text from, the one it names, then the one it shares most with.
originals as (

    select
        pairs.source_id,
        pairs.original_id,
        pairs.method,
        row_number() over (
            partition by pairs.source_id order by pairs.method asc, pairs.score desc, pairs.original_id asc
        ) as original_order
    from pairs

),

from_outlet as (

    select
        sources.source_id,
        coalesce(sources.origin_outlet, cited.outlet, cited.author_name, cited.author_handle) as cited_name,
        fields.entity_id as cited_entity_id,
        cited.source_id as cited_source_id,
        case
            when sources.is_translated or sources.language <> cited.language then 'translates' else 'republishes'
        end as link_kind,
        fields.surface,
        fields.char_start,
        fields.char_end
    from sources
    left join originals on sources.source_id = originals.source_id and originals.original_order = 1
    left join sources as cited on originals.original_id = cited.source_id
    left join fields
        on sources.source_id = fields.source_id and sources.origin_outlet = fields.surface and fields.field_order = 1
    where
        (sources.origin_outlet is not null or cited.source_id is not null)
        -- A text that came from an agency's own page is a wire copy, below.
        and not (
            sources.origin_outlet is null
            and coalesce({{ is_own_agency('sources.agency_key', 'cited.outlet_key') }}, false)
        )
        -- Nor did two papers that carry one agency's text take it from each other.
        and not (sources.origin_outlet is null and coalesce(sources.agency_key = cited.agency_key, false))

),

from_agency as (

    select
        sources.source_id,
        sources.agency as cited_name,
        fields.entity_id as cited_entity_id,
        cited.source_id as cited_source_id,
        'wire' as link_kind,
        fields.surface,
        fields.char_start,
        fields.char_end
    from sources
    left join originals on sources.source_id = originals.source_id and originals.original_order = 1
    left join sources as cited
        on
            originals.original_id = cited.source_id
            and {{ is_own_agency('sources.agency_key', 'cited.outlet_key') }}
    left join fields
        on sources.source_id = fields.source_id and sources.agency = fields.surface and fields.field_order = 1
    where sources.agency is not null and not {{ is_own_agency('sources.agency_key', 'sources.outlet_key') }}

),

-- A post set into an article is quoted by it.
from_embeds as (

    select
        sources.source_id,
        coalesce(embeds.author_name, embeds.author_handle) as cited_name,
        authors.entity_id as cited_entity_id,
        embeds.source_id as cited_source_id,
        'quotes' as link_kind,
        embeds.author_name as surface,
        embeds.author_start as char_start,
        embeds.author_end as char_end
    from sources as embeds
    inner join sources
        on
            embeds.document_id = sources.document_id
            and sources.source_role = 'main'
            and embeds.char_start >= sources.char_start
            and embeds.char_end <= sources.char_end
    left join authors on embeds.source_id = authors.source_id
    where embeds.source_role = 'embed'

),

-- Whom a source names as speaker: a person who wrote another source, an organization, a document.
spoken as (

    select
        claims.claim_id,
        claims.source_id,
        coalesce(entities.canonical_name, claims.speaker_text) as cited_name,
        claims.speaker_entity_id as cited_entity_id,
        case when claims.report_type in ('direct', 'mixed') then 'quotes' else 'cites' end as link_kind,
        claims.speaker_text as surface,
        claims.speaker_start as char_start,
        claims.speaker_end as char_end,
        -- "By its own account" cites nobody: a document counts where it has a name.
        coalesce(claims.speaker_kind = 'organization', false)
        or coalesce(entities.entity_type = 'organization', false) as is_institution
    from claims
    left join entities on claims.speaker_entity_id = entities.entity_id
    where claims.is_attributed and claims.speaker_text is not null

),

-- The other source by this author in which the same statement stands.
group_authors as (

    select
        members.claim_group_id,
        authors.entity_id,
        min(members.source_id) as cited_source_id
    from members
    inner join authors on members.source_id = authors.source_id
    group by members.claim_group_id, authors.entity_id

),

same_statements as (

    select
        spoken.claim_id,
        spoken.cited_entity_id as entity_id,
        group_authors.cited_source_id
    from spoken
    inner join members on spoken.claim_id = members.claim_id
    inner join group_authors
        on
            members.claim_group_id = group_authors.claim_group_id
            and spoken.cited_entity_id = group_authors.entity_id

),

author_sources as (

    select
        entity_id,
        count(*) as source_count,
        min(source_id) as source_id
    from authors
    group by entity_id

),

from_speakers as (

    select
        spoken.source_id,
        spoken.cited_name,
        spoken.cited_entity_id,
        coalesce(
            same_statements.cited_source_id,
            case when author_sources.source_count = 1 then author_sources.source_id end
        ) as cited_source_id,
        spoken.link_kind,
        spoken.surface,
        spoken.char_start,
        spoken.char_end
    from spoken
    left join author_sources on spoken.cited_entity_id = author_sources.entity_id
    left join authors on spoken.source_id = authors.source_id
    left join same_statements
        on spoken.claim_id = same_statements.claim_id and spoken.cited_entity_id = same_statements.entity_id
    where
        (spoken.is_institution or author_sources.entity_id is not null)
        and spoken.cited_entity_id is distinct from coalesce(authors.entity_id, '')

),

-- "told the Mirror": whom a statement was made to.
from_addressees as (

    select
        claims.source_id,
        entities.canonical_name as cited_name,
        entities.entity_id as cited_entity_id,
        cast(null as varchar) as cited_source_id,
        'cites' as link_kind,
        mentions.surface,
        mentions.char_start,
        mentions.char_end
    from {{ ref('claim_entities') }} as roles
    inner join claims on roles.claim_id = claims.claim_id
    inner join entities on roles.entity_id = entities.entity_id
    inner join {{ ref('fct_mentions') }} as mentions
        on
            claims.sentence_id = mentions.sentence_id
            and roles.entity_id = mentions.entity_id
            and claims.addressee_text = mentions.surface
    where roles.role = 'addressee' and entities.entity_type in ('organization', 'other')

),

handles as (

    select
        author_handle,
        count(*) as source_count,
        min(source_id) as source_id
    from sources
    where author_handle is not null and source_role = 'main'
    group by author_handle

),

addresses as (

    select
        url,
        count(*) as source_count,
        min(source_id) as source_id
    from sources
    where url is not null
    group by url

),

from_addresses as (

    select
        mentions.source_id,
        mentions.surface as cited_name,
        mentions.entity_id as cited_entity_id,
        coalesce(addresses.source_id, handles.source_id) as cited_source_id,
        'links' as link_kind,
        mentions.surface,
        mentions.char_start,
        mentions.char_end
    from {{ ref('fct_mentions') }} as mentions
    left join handles
        on mentions.surface = '@' || handles.author_handle and handles.source_count = 1
    left join addresses on mentions.surface = addresses.url and addresses.source_count = 1
    where mentions.mention_type in ('url', 'handle')

),

links as (

    select * from from_outlet
    union all
    select * from from_agency
    union all
    select * from from_embeds
    union all
    select * from from_speakers
    union all
    select * from from_addressees
    union all
    select * from from_addresses

),

-- One place may hold several statements of one speaker: it cites once, with the source where one of them has it.
places as (

    select
        source_id,
        link_kind,
        cited_name,
        surface,
        char_start,
        char_end,
        max(cited_entity_id) as cited_entity_id,
        max(case when cited_source_id <> source_id then cited_source_id end) as cited_source_id
    from links
    where cited_name is not null
    group by source_id, link_kind, cited_name, surface, char_start, char_end

)

select
    places.source_id,
    sources.document_id,
    cast(places.link_kind as varchar) as link_kind,
    cast(places.cited_name as varchar) as cited_name,
    cast(places.cited_entity_id as varchar) as cited_entity_id,
    cast(places.cited_source_id as varchar) as cited_source_id,
    cast(places.surface as varchar) as surface,
    places.char_start,
    places.char_end
from places
inner join sources on places.source_id = sources.source_id
