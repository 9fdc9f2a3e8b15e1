"""The closed word classes of English as bits and its short lists (rows of `word_classes.csv`)."""

from dagster_project.extract.claims.lexicon import BIT, word_list

DETERMINER = BIT["determiner"]
POSSESSIVE = BIT["possessive"]
SUBJECT = BIT["subject"]
PRONOUN = BIT["pronoun"]
OBJECT = BIT["object"]
BE = BIT["be"]
HAVE = BIT["have"]
DO = BIT["do"]
MODAL = BIT["modal"]
CONTRACTED = BIT["contracted"]
PREPOSITION = BIT["preposition"]
COORDINATOR = BIT["coordinator"]
ADVERSATIVE = BIT["adversative"]
SUBORDINATOR = BIT["subordinator"]
INTERROGATIVE = BIT["interrogative"]
ADVERB = BIT["adverb"]
TIME = BIT["time"]
FINITE = BIT["finite"]
CUE = BIT["cue"]
RELATIVE = BIT["relative"]
NOUN_CUE = BIT["noun_cue"]
PHRASE_CUE = BIT["phrase_cue"]
AUXILIARY = BE | HAVE | DO | MODAL
VERBAL = AUXILIARY | CONTRACTED | FINITE
RAISING = word_list("en", "raising")
ABBREVIATED = word_list("en", "abbreviation")
OCCASIONS = word_list("en", "occasion")
PLURAL = word_list("en", "plural_subject")
SINGULAR = word_list("en", "singular_subject")
PLAIN_VERBS = word_list("en", "plain_cue")
WRITTEN = word_list("en", "written")
GROUPS = word_list("en", "plural_speaker")
NAMES_IN_LY = word_list("en", "name_in_ly")
NO_ADVERBS = word_list("en", "no_adverb")
NAME_HEADS = word_list("en", "name_head")
CIRCULATING = word_list("en", "circulating")
COPULAS = word_list("en", "copula")
LIGHT_VERBS = word_list("en", "light_verb")
NAMING = word_list("en", "naming")
PARTICLES = word_list("en", "particle")
OFFICE_OF = word_list("en", "office_of")
DISCHARGING = word_list("en", "discharging")
DOCUMENTING = word_list("en", "documenting")
QUALITIES = word_list("en", "quality")
PHASES = word_list("en", "phase")
QUANTIFIERS = word_list("en", "quantifier")
PARTICLE_CUES = word_list("en", "particle_cue")
TAKEN_ON = word_list("en", "taken_on")
POSTPOSED = word_list("en", "postposed")
NUMERALS = word_list("en", "numeral")
APPROXIMATE = word_list("en", "approximate")
ANONYMITY = word_list("en", "anonymity")
PARTITIVES = word_list("en", "partitive")
VIOLENT = word_list("en", "violent")
FIGHTERS = word_list("en", "fighter")
FIGURES = word_list("en", "figure")
HEARERS = word_list("en", "hearer")
DISPUTED = word_list("en", "disputed")
VIEWPOINTS = frozenset(
    (preposition, noun)
    for preposition in ("in", "by", "under", "from")
    for noun in word_list("en", f"viewpoint_{preposition}")
)
"""`in … view`, `by … account`, `under … plan`: preposition and noun of whose word something is."""
