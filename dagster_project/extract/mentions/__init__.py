"""Mentions: every span of a source's text that names something, and which entity it names.

What belongs here: finding hashtags, handles, addresses and names; their types; which name of the document a
short form stands for; the keys by which SQL makes one entity of several documents' names. Who said what is
`extract.claims`, which fills `claim_id`.

What SQL does with the rows (`dim_entities`, `fct_mentions`):

- entity of a mention = md5 of `reference_key` where there is one, else md5 of `name_key`; null where both are.
  The key holds type and name folded over spellings (`person:tokaev|kasimJomart`), so equal keys are one
  entity. A name that must stay apart (a surname alone, of whom the document says no more) has the document's
  id in its key.
- canonical_name = `entities.canonical_name` of the reference key, else the most frequent `document_name` of the
  entity's mentions (ties: the longest, then the first by order of letters).
- overrides act on those entity ids; aliases 'inferred' are the distinct surfaces of the mentions.
"""

from dagster_project.extract.mentions.finding import find_mentions

__all__ = ["find_mentions"]
