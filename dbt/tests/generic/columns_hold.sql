{#- All that is asked of the columns of one table, in one test: each node of dbt costs 20 ms in every refresh, and as
single tests there were 118 of them. A row tells which column breaks which rule, with what value, and how often.

- `keys`: columns (or lists of columns) of which no two rows agree.
- `filled`: columns that are never null. What a contract keeps from being null needs no test.
- `values`: for a column the values it may have; null may stand in any.
- `references`: for a column the table, or [table, column], that holds each of its values; null refers to nothing. -#}
{% test columns_hold(model, keys=[], filled=[], values={}, references={}) -%}

with

broken as (

    select
        cast(null as varchar) as rule,
        cast(null as varchar) as column_name,
        cast(null as varchar) as found_value,
        cast(null as bigint) as row_count
    where false
    {% for key in keys %}
        {% set columns = key if key is string else key | join(', ') %}
        union all
        select
            'unique' as rule,
            '{{ columns }}' as column_name,
            concat_ws(', ', {{ columns }}) as found_value,
            count(*) as row_count
        from {{ model }}
        group by {{ columns }}
        having count(*) > 1
    {% endfor %}
    {% for column in filled %}
        union all
        select
            'filled' as rule,
            '{{ column }}' as column_name,
            null as found_value,
            count(*) as row_count
        from {{ model }}
        where {{ column }} is null
        having count(*) > 0
    {% endfor %}
    {% for column, accepted in values.items() %}
        union all
        select
            'values' as rule,
            '{{ column }}' as column_name,
            cast({{ column }} as varchar) as found_value,
            count(*) as row_count
        from {{ model }}
        where {{ column }} not in ('{{ accepted | join("', '") }}')
        group by {{ column }}
    {% endfor %}
{% for column, target in references.items() %}
        union all
        select
            'references' as rule,
            '{{ column }}' as column_name,
            cast(referring.{{ column }} as varchar) as found_value,
            count(*) as row_count
        from {{ model }} as referring
        left join {{ target if target.identifier is defined else target[0] }} as referred
            on referring.{{ column }} = referred.{{ column if target.identifier is defined else target[1] }}
        where referring.{{ column }} is not null and referred.{{ column if target.identifier is defined else target[1] }} is null
        group by referring.{{ column }}
    {% endfor %}

)

select
    rule,
    column_name,
    found_value,
    row_count
from broken

{% endtest %}
