{#- The spans of a list as rows, as `span`. -#}
{% macro each_span(spans) -%}
    unnest({{ spans }}) as span
{%- endmacro %}

{#- Characters of `text` between two offsets, where the text itself begins at offset `text_start`. -#}
{% macro characters(text, text_start, char_start, char_end) -%}
    substring({{ text }}, {{ char_start }} - {{ text_start }} + 1, {{ char_end }} - {{ char_start }})
{%- endmacro %}
