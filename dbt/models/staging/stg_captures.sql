select
    capture_path,
    sha256,
    size_bytes,
    file_modified_at,
    encoding,
    document_id,
    reason_code,
    reason,
    sidecar_path,
    sidecar_reason
from {{ source('ingest', 'captures') }}
