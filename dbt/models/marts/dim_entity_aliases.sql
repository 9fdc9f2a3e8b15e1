with

corrections as (

    select * from {{ ref('int_entity_corrections') }}

),

splits as (

    select distinct
        entity_id,
        target as form
    from {{ ref('entity_overrides') }}
    where action = 'split'

),

reference_forms as (

    select distinct
        {{ reference_entity_id('entity_key') }} as entity_id,
        form,
        language,
        script,
        convention
    from {{ ref('entity_aliases') }}

),

mentions as (

    select * from {{ ref('fct_mentions') }}
    where entity_id is not null and mention_type in ('name', 'handle')

),

passages as (

    select * from {{ ref('stg_passages') }}

),

entities as (

    select * from {{ ref('dim_entities') }}

),

-- The forms of the reference data, under the entity that corrections leave them with.
listed_forms as (

    select
        case
            when splits.form is not null then {{ split_entity_id('splits.entity_id', 'splits.form') }}
            else coalesce(corrections.merged_into_id, reference_forms.entity_id)
        end as entity_id,
        reference_forms.form,
        reference_forms.language,
        reference_forms.script,
        reference_forms.convention,
        case
            when splits.form is not null or corrections.merged_into_id is not null then 'override' else 'reference'
        end as provenance,
        case
            when splits.form is not null then 'reference data: split from ' || reference_forms.entity_id
            when corrections.merged_into_id is not null then 'reference data: merged from ' || reference_forms.entity_id
            else 'reference data'
        end as evidence
    from reference_forms
    left join corrections on reference_forms.entity_id = corrections.entity_id
    left join splits on reference_forms.entity_id = splits.entity_id and reference_forms.form = splits.form

),

-- How the captures write an entity, in each language, and by what each form was taken for it.
written_forms as (

    select
        mentions.entity_id,
        mentions.surface as form,
        passages.language,
        {{ distinct_texts('mentions.resolution_method', ', ') }} as resolution_methods,
        min(mentions.uncorrected_entity_id) as uncorrected_entity_id,
        count(*) as mention_count,
        count(distinct mentions.source_id) as source_count
    from mentions
    left join passages on mentions.passage_id = passages.passage_id
    group by mentions.entity_id, mentions.surface, passages.language

),

inferred_forms as (

    select
        entity_id,
        form,
        language,
        cast(null as varchar) as script,
        cast(null as varchar) as convention,
        case when uncorrected_entity_id is null then 'inferred' else 'override' end as provenance,
        coalesce(resolution_methods, 'no method noted')
        || ': mentions ' || cast(mention_count as varchar)
        || ', sources ' || cast(source_count as varchar)
        || coalesce(', corrected from ' || uncorrected_entity_id, '') as evidence
    from written_forms
    where not exists (
        select listed_forms.entity_id
        from listed_forms
        where listed_forms.entity_id = written_forms.entity_id and listed_forms.form = written_forms.form
    )

),

aliases as (

    select * from listed_forms
    union all
    select * from inferred_forms

),

-- Two entities merged into one may list the same form: the row of the one that stays is kept.
ordered as (

    select
        *,
        row_number() over (
            partition by entity_id, form, language, script, convention
            order by case provenance when 'reference' then 1 when 'override' then 2 else 3 end, evidence
        ) as alias_order
    from aliases

)

select
    {{ alias_id('entity_id', 'form', 'language', 'script', 'convention') }} as alias_id,
    entity_id,
    cast(form as varchar) as form,
    cast(language as varchar) as language,
    cast(script as varchar) as script,
    cast(convention as varchar) as convention,
    cast(provenance as varchar) as provenance,
    cast(evidence as varchar) as evidence
from ordered
where
    alias_order = 1
    -- Forms of an entity that is ignored, or that a correction made and nothing mentions any more, are nobody's.
    and entity_id in (select entities.entity_id from entities)
