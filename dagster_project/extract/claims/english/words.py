"""The closed word classes of English as bits (rows of `word_classes.csv`), and short lists of words."""

from dagster_project.extract.claims.lexicon import BIT

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
AUXILIARY = BE | HAVE | DO | MODAL
VERBAL = AUXILIARY | CONTRACTED | FINITE
RAISING = frozenset(
    ["said", "reported", "believed", "thought", "alleged", "rumored", "rumoured", "claimed", "understood"]
)
ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "lt",
        "col",
        "sgt",
        "prof",
        "rev",
        "st",
        "jr",
        "sr",
        "u.s",
        "d.c",
        "inc",
        "corp",
        "vs",
        "no",
        "hon",
        "maj",
        "capt",
        "adm",
        "pres",
    ]
)
OCCASIONS = frozenset(
    [
        "interview",
        "statement",
        "speech",
        "tweet",
        "letter",
        "email",
        "e-mail",
        "memo",
        "article",
        "op-ed",
        "column",
        "remarks",
        "post",
        "rally",
        "event",
        "hearing",
        "conference",
        "debate",
        "ad",
        "advertisement",
        "report",
        "appearance",
        "address",
        "video",
        "testimony",
    ]
)
PLURAL = frozenset(
    ["they", "we", "you", "i", "many", "some", "most", "others", "both", "all", "these", "those", "several", "few"]
)
SINGULAR = frozenset(
    ["who", "which", "he", "she", "it", "one", "everyone", "everybody", "nobody", "someone", "that", "this", "there"]
)
PLAIN_VERBS = frozenset(["say", "tell", "think", "know", "believe", "write", "add", "argue", "insist"])
WRITTEN = frozenset(
    [
        "statement",
        "letter",
        "tweet",
        "ad",
        "advertisement",
        "report",
        "email",
        "memo",
        "video",
        "post",
        "article",
        "speech",
        "op-ed",
        "resolution",
        "release",
    ]
)
GROUPS = frozenset(
    [
        "officials",
        "police",
        "experts",
        "aides",
        "analysts",
        "authorities",
        "sources",
        "people",
        "doctors",
        "residents",
        "witnesses",
        "critics",
        "lawmakers",
        "researchers",
    ]
)
NAME_HEADS = frozenset(
    [
        "department",
        "house",
        "ministry",
        "university",
        "bank",
        "board",
        "bureau",
        "institute",
        "association",
        "federation",
        "union",
        "state",
        "secretary",
        "office",
        "court",
        "committee",
        "council",
        "city",
        "county",
        "center",
        "centre",
        "chamber",
        "league",
        "party",
        "army",
        "church",
        "museum",
        "college",
        "commission",
        "society",
        "museum",
        "academy",
        "speaker",
        "president",
        "confederation",
        "daughters",
        "sons",
        "doctors",
        "joint",
    ]
)
