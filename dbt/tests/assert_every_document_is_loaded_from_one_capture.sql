{#- Every document was loaded from exactly one capture: no text without a file, none loaded twice. -#}
{{ config(meta={'dagster': {'ref': {'name': 'documents'}}}) }}

with

loaded as (

    select
        document_id,
        count(*) as loaded_count
    from {{ ref('captures') }}
    where status = 'loaded'
    group by document_id

)

select
    documents.document_id,
    loaded.loaded_count
from {{ ref('documents') }} as documents
left join loaded on documents.document_id = loaded.document_id
where coalesce(loaded.loaded_count, 0) <> 1
