"""The closed word classes of German as bits (rows of `word_classes.csv`)."""

from dagster_project.extract.claims.lexicon import BIT

DETERMINER, POSSESSIVE, PRONOUN, RELATIVE = BIT["determiner"], BIT["possessive"], BIT["pronoun"], BIT["relative"]
PREPOSITION, COORDINATOR, SUBORDINATOR = BIT["preposition"], BIT["coordinator"], BIT["subordinator"]
INTERROGATIVE, ADVERB, TIME = BIT["interrogative"], BIT["adverb"], BIT["time"]
BE, HAVE, BECOME, MODAL, FINITE = BIT["be"], BIT["have"], BIT["become"], BIT["modal"], BIT["finite"]
NOMINATIVE, OBLIQUE = BIT["nominative"], BIT["oblique"]
KONJUNKTIV, KONJUNKTIV_ONE = BIT["konjunktiv"], BIT["konjunktiv_one"]
TELLING = BIT["telling"]
PARTICLE, LIGHT, CUE, NOUN_CUE = BIT["particle"], BIT["light"], BIT["cue"], BIT["noun_cue"]
ARTICLE = DETERMINER | POSSESSIVE
AUXILIARY = BE | HAVE | BECOME | MODAL
