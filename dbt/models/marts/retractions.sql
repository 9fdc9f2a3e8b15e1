with

decisions as (

    select
        *,
        max(case when action = 'restore' then decided_at end) over (partition by sha256) as restored_at
    from {{ ref('capture_retractions') }}

),

refused as (

    select
        sha256,
        count(*) as capture_count
    from {{ ref('captures') }}
    where reason_code = 'retracted'
    group by sha256

)

select
    decisions.action,
    decisions.sha256,
    decisions.document_id,
    decisions.path_digest,
    decisions.who,
    decisions.why,
    decisions.decided_at,
    cast(
        decisions.action = 'retract'
        and coalesce(decisions.decided_at > decisions.restored_at, true) as boolean
    ) as is_in_force,
    {{ count_or_zero('refused.capture_count') }} as refused_capture_count
from decisions
left join refused on decisions.sha256 = refused.sha256
