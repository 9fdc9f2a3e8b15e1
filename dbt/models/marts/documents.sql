with

documents as (

    select * from {{ ref('stg_documents') }}

),

readings as (

    select * from {{ ref('stg_readings') }}

),

loaded_captures as (

    select * from {{ ref('captures') }}
    where status = 'loaded'

)

select
    documents.document_id,
    documents.text,
    documents.text_basis,
    documents.char_count,
    loaded_captures.encoding,
    readings.layout,
    readings.layout_confidence,
    readings.platform,
    readings.language,
    documents.reader,
    documents.reader_version,
    loaded_captures.capture_path
from documents
left join readings on documents.document_id = readings.document_id
left join loaded_captures on documents.document_id = loaded_captures.document_id
