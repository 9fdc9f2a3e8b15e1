"""Who said what in German: cue verbs and their frames, laut / nach Angaben / zufolge, Konjunktiv, quotations.

A sentence is cut at its commas, colons and dashes into segments (`segments`; quotations are atoms); each says by
its first and last words whether it is a main clause, a subordinate clause or an infinitive. A cue stands as a
finite verb (its particle, of one word or several, at the end of the segment: gab zu bedenken), as a participle with
haben, under a modal, or closes a subordinate clause (`verbs`). Frames, in the words of the lexicon: D (dass,
verb-second, colon, postposed), DASS (dass alone), Q (ob and w-words), Z (zu-infinitive), K (verb-second in Konjunktiv
or a quotation only), T (wie X erfuhr, or postposed, only), P (postposed to any clause), R (an act told of, not worded),
H (a stance or deed: no statement of itself, but who takes it may go on speaking), A (als), V (von), F (für), S (als,
darin), N (with a figure), PREP(…) (an act with one of these prepositions), SICH (with sich only), ES (heißt es), AUS
(who says so stands after aus), FOR (after für), CITED (whose words are cited: the passive's subject, the active's
object), NACH and NOUN of nouns (`contents`, `sources`). The Konjunktiv is told by form and place (`konjunktiv`);
sentences without a cue are read last (`uncued`). Frames after the Duden grammar (8th edition, §§ 760-787, indirect
speech) and the annotation of speech forms in German news (Redewiedergabe; the Wikinews quotation corpus).
"""

from __future__ import annotations

from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.german.uncued import Uncued
from dagster_project.extract.claims.tokens import Reading


def find_german(reading: Reading) -> list[Found]:
    """The statements of a German reading."""
    return Uncued(reading).find()
