{#- Conservation: what the listing of raw/ has is in captures, once, and nothing else is. -#}
{{ config(meta={'dagster': {'ref': {'name': 'captures'}}}) }}

with

listed as (

    select
        capture_path,
        count(*) as listed_count
    from {{ ref('stg_captures') }}
    group by capture_path

),

accounted as (

    select
        capture_path,
        count(case when status in ('loaded', 'duplicate', 'quarantined') then 1 end) as accounted_count
    from {{ ref('captures') }}
    group by capture_path

)

select
    coalesce(listed.capture_path, accounted.capture_path) as capture_path,
    listed.listed_count,
    accounted.accounted_count
from listed
full outer join accounted on listed.capture_path = accounted.capture_path
where coalesce(listed.listed_count, 0) <> 1 or coalesce(accounted.accounted_count, 0) <> 1
