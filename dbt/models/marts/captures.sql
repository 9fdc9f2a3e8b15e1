with

captures as (

    select * from {{ ref('stg_captures') }}

),

-- A document may fail at several stages: the first one tells what to mend.
faults as (

    select
        document_id,
        reason_code,
        reason,
        row_number() over (
            partition by document_id
            order by
                case stage when 'parse' then 1 when 'segment' then 2 when 'extract' then 3 else 4 end,
                stage,
                reason_code,
                reason
        ) as fault_order
    from {{ ref('stg_faults') }}

),

read_captures as (

    select
        captures.*,
        case when faults.document_id is null then captures.document_id end as read_document_id,
        coalesce(faults.reason_code, captures.reason_code) as final_reason_code,
        coalesce(captures.capture_path || ': ' || faults.reason, captures.reason) as final_reason
    from captures
    left join faults
        on captures.document_id = faults.document_id and faults.fault_order = 1

),

-- Of several captures of one content the first path in byte order is the one loaded.
ordered as (

    select
        *,
        row_number() over (partition by read_document_id order by capture_path) as content_order,
        first_value(capture_path) over (partition by read_document_id order by capture_path) as first_path
    from read_captures

)

select
    capture_path,
    sha256,
    size_bytes,
    file_modified_at,
    encoding,
    read_document_id as document_id,
    cast(
        case
            when read_document_id is null then 'quarantined'
            when content_order = 1 then 'loaded'
            else 'duplicate'
        end as varchar
    ) as status,
    cast(case when read_document_id is null then final_reason_code end as varchar) as reason_code,
    cast(case when read_document_id is null then final_reason end as varchar) as reason,
    cast(case when read_document_id is not null and content_order > 1 then first_path end as varchar) as duplicate_of,
    sidecar_path,
    sidecar_reason
from ordered
