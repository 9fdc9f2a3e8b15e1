with

reference_forms as (

    select * from {{ ref('entity_aliases') }}

),

mentions as (

    select * from {{ ref('fct_mentions') }}
    where entity_id is not null and mention_type in ('name', 'handle')

),

passages as (

    select * from {{ ref('stg_passages') }}

),

reference_rows as (

    select distinct
        {{ reference_entity_id('entity_key') }} as entity_id,
        form,
        language,
        script,
        convention,
        'reference' as provenance,
        'reference data' as evidence
    from reference_forms

),

-- How the captures write an entity, in each language, and by what each form was taken for it.
written_forms as (

    select
        mentions.entity_id,
        mentions.surface as form,
        passages.language,
        {{ distinct_texts('mentions.resolution_method', ', ') }} as resolution_methods,
        count(*) as mention_count,
        count(distinct mentions.source_id) as source_count
    from mentions
    left join passages on mentions.passage_id = passages.passage_id
    group by mentions.entity_id, mentions.surface, passages.language

),

inferred_rows as (

    select
        entity_id,
        form,
        language,
        cast(null as varchar) as script,
        cast(null as varchar) as convention,
        'inferred' as provenance,
        coalesce(resolution_methods, 'no method noted')
        || ': mentions ' || cast(mention_count as varchar)
        || ', sources ' || cast(source_count as varchar) as evidence
    from written_forms
    where not exists (
        select reference_rows.entity_id
        from reference_rows
        where reference_rows.entity_id = written_forms.entity_id and reference_rows.form = written_forms.form
    )

),

aliases as (

    select * from reference_rows
    union all
    select * from inferred_rows

)

select
    {{ alias_id('entity_id', 'form', 'language', 'script', 'convention', 'provenance') }} as alias_id,
    entity_id,
    cast(form as varchar) as form,
    cast(language as varchar) as language,
    cast(script as varchar) as script,
    cast(convention as varchar) as convention,
    cast(provenance as varchar) as provenance,
    cast(evidence as varchar) as evidence
from aliases
