{#- At most one date of a source is chosen, and published_on is that date unless a sidecar says otherwise. -#}
{{ config(meta={'dagster': {'ref': {'name': 'fct_sources'}}}) }}

with

chosen as (

    select
        source_id,
        count(*) as chosen_count,
        min(date_on) as date_on
    from {{ ref('source_dates') }}
    where is_chosen
    group by source_id

)

select
    sources.source_id,
    sources.published_on,
    chosen.date_on,
    chosen.chosen_count
from {{ ref('fct_sources') }} as sources
inner join chosen on sources.source_id = chosen.source_id
where
    chosen.chosen_count > 1
    or (sources.sidecar_path is null and coalesce(sources.published_on <> chosen.date_on, true))
