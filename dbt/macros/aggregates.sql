{#- What dialects do differently in aggregates, at one place each. -#}

{#- The texts of a group in the given order, which must be total. -#}
{% macro joined_texts(text, separator, order_by) -%}
    string_agg({{ text }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{#- A count from a table that may have no row for this key: none is 0. -#}
{% macro count_or_zero(count) -%}
    cast(coalesce({{ count }}, 0) as bigint)
{%- endmacro %}

{#- How many rows of a group fulfil a condition; unknown counts as no. -#}
{% macro count_where(condition) -%}
    cast(count(case when {{ condition }} then 1 end) as bigint)
{%- endmacro %}

{#- The distinct texts of a group in alphabetical order. -#}
{% macro distinct_texts(text, separator) -%}
    string_agg(distinct {{ text }}, '{{ separator }}' order by {{ text }})
{%- endmacro %}

{#- The distinct values of a group as a list, in order. -#}
{% macro sorted_list(value) -%}
    list(distinct {{ value }} order by {{ value }})
{%- endmacro %}

{#- The value in that row of a group which comes first by a list of expressions, none of which may be unknown. -#}
{% macro first_by(value, order_by) -%}
    arg_min({{ value }}, row({{ order_by | join(', ') }}))
{%- endmacro %}

{#- The items of a list as rows, as `name`. -#}
{% macro each_item(list, name) -%}
    unnest({{ list }}) as {{ name }}
{%- endmacro %}

{#- The distinct values of a group as a list, unknown ones left out. -#}
{% macro distinct_list(value, condition='true') -%}
    list(distinct {{ value }}) filter (where {{ value }} is not null and {{ condition }})
{%- endmacro %}

{#- Do two lists share an item? An unknown list shares none. -#}
{% macro lists_meet(one, other) -%}
    coalesce(list_has_any({{ one }}, {{ other }}), false)
{%- endmacro %}

{#- Does a list hold an item? An unknown list holds none. -#}
{% macro list_holds(list, item) -%}
    coalesce(list_contains({{ list }}, {{ item }}), false)
{%- endmacro %}

{#- How many items a list has. -#}
{% macro list_size(list) -%}
    len({{ list }})
{%- endmacro %}

{#- Shared items of two lists without repeats, as a part of all items of both (Jaccard); 0 for two empty ones. -#}
{% macro list_overlap(one, other) -%}
    cast(
        coalesce(
            cast(len(list_intersect({{ one }}, {{ other }})) as double)
            / nullif(len({{ one }}) + len({{ other }}) - len(list_intersect({{ one }}, {{ other }})), 0),
            0
        ) as double
    )
{%- endmacro %}

{#- Days from one date to another. -#}
{% macro days_between(earlier, later) -%}
    cast(date_diff('day', {{ earlier }}, {{ later }}) as bigint)
{%- endmacro %}

{#- A figure as it is written: 61, not 61.0. -#}
{% macro figure(value) -%}
    format('{:,.10g}', {{ value }})
{%- endmacro %}

{#- A date in words; of one without month and year the day. -#}
{% macro day_named(on, day) -%}
    coalesce(cast({{ on }} as varchar), 'day ' || cast({{ day }} as varchar))
{%- endmacro %}
