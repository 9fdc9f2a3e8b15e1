{#- When a source is from. One that prints no date is of the time of its origin, or of the time in which others tell at
least two of the things that it tells; one thing alone may have happened more than once. -#}
{% set window_days = 45 %}
with

sources as (

    select
        source_id,
        published_on
    from {{ ref('stg_sources') }}

),

origin_dates as (

    select
        origins.origin_id,
        min(sources.published_on) as published_on
    from {{ ref('int_source_origins') }} as origins
    inner join sources on origins.source_id = sources.source_id
    group by origins.origin_id

),

origins as (

    select
        origins.source_id,
        origin_dates.published_on
    from {{ ref('int_source_origins') }} as origins
    inner join origin_dates on origins.origin_id = origin_dates.origin_id

),

told as (

    select distinct
        source_id,
        coalesce(event_on, published_on) as happened_on,
        predicate || '|' || coalesce(
            theme_key,
            quantity_role || cast(coalesce(value_low, value_high) as varchar)
            -- A small figure is told of much; with its place it is one thing.
            || case when coalesce(value_low, value_high) < 10 then ' at ' || place_key else '' end
        ) as fact_key
    from {{ ref('int_claim_facts') }}
    where
        not is_not_yet and not negated
        and (
            theme_key is not null
            or coalesce(value_low, value_high) >= case when place_key is null then 10 else 3 end
        )

),

undated as (

    select distinct
        told.source_id,
        told.fact_key
    from told
    inner join origins on told.source_id = origins.source_id
    where origins.published_on is null

),

-- One date for each thing and period: the first.
dated as (

    select
        fact_key,
        min(happened_on) as happened_on
    from told
    where happened_on is not null
    group by fact_key, date_trunc('month', happened_on)

),

matched as (

    select
        undated.source_id,
        undated.fact_key,
        dated.happened_on
    from undated
    inner join dated on undated.fact_key = dated.fact_key

),

centred as (

    select
        centres.source_id,
        centres.happened_on,
        count(distinct others.fact_key) as fact_count
    from matched as centres
    inner join matched as others
        on
            centres.source_id = others.source_id
            and abs({{ days_between('centres.happened_on', 'others.happened_on') }}) <= {{ window_days }}
    group by centres.source_id, centres.happened_on

),

placed as (

    select
        source_id,
        happened_on,
        row_number() over (partition by source_id order by fact_count desc, happened_on asc) as choice
    from centred
    where fact_count > 1

)

select
    sources.source_id,
    coalesce(sources.published_on, origins.published_on, placed.happened_on) as placed_on
from sources
left join origins on sources.source_id = origins.source_id
left join placed on sources.source_id = placed.source_id and placed.choice = 1
