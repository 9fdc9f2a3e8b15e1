"""Signatures: what tells that two statements, made far apart, are the same one, or that they cannot both hold.

Python reads them here, one document at a time; SQL compares them over documents and never looks at the characters.

- `claim_signatures`: the words of a claim, folded (`folding`): exact, near, and its content heads.
- `claim_events`: what it says happened, of a short list of predicates, to whom, when (`events`, `event_dates`).
- `sentence_signatures`: the words of a sentence, folded: two pages that share most of them are one text.
- `source_keys`: outlet, agency, author, handle and address of a source, folded.
"""

from dagster_project.extract.signatures.rows import sign_statements

__all__ = ["sign_statements"]
