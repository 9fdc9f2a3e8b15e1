with

-- What a post says that only repeats an earlier one is not said again.
statements as (

    select * from {{ ref('who_said_what') }}
    where speaker_entity_id is not null and not is_repeat

),

entities as (

    select * from {{ ref('dim_entities') }}

),

counted as (

    select
        speaker_entity_id,
        count(*) as statement_count,
        {{ count_where("report_type in ('direct', 'mixed')") }} as quoted_count,
        {{ count_where('hedged') }} as hedged_count,
        {{ count_where('negated') }} as negated_count,
        count(distinct source_id) as source_count,
        count(distinct publisher) as publisher_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on,
        {{ distinct_texts('language', ', ') }} as languages
    from statements
    group by speaker_entity_id

)

select
    entities.canonical_name as speaker,
    entities.entity_type,
    entities.description,
    cast(counted.statement_count as bigint) as statement_count,
    counted.quoted_count,
    counted.hedged_count,
    counted.negated_count,
    cast(cast(counted.hedged_count as double) / counted.statement_count as double) as hedge_rate,
    cast(counted.source_count as bigint) as source_count,
    cast(counted.publisher_count as bigint) as publisher_count,
    counted.first_published_on,
    counted.last_published_on,
    cast(counted.languages as varchar) as languages,
    entities.entity_id
from counted
inner join entities on counted.speaker_entity_id = entities.entity_id
order by
    counted.statement_count desc,
    entities.canonical_name asc,
    entities.entity_id asc
