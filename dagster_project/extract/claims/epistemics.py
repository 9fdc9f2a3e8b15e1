"""How sure, and whether yes or no: hedges and negations of a statement, relative to the one who makes it.

Both are read in the main clause of the content alone (`main_clause`): what a relative or adverbial clause hedges or
negates is not what is stated. Scopes of the rows of `epistemics.csv`: 'clause' (anywhere in the main clause), 'verb' (a
modal or verb followed by another, "not" at the verb), 'subject' and 'noun_phrase' (no ship, nobody), 'passive' (is said
to), 'source' (of the source that is named: unconfirmed reports), 'word' (kind 'none': words that look like a hedge or
negation and are none: "not only … but"). The cue itself may weaken ("suspects that") or deny ("denied that"). The
Konjunktiv of reported speech is no hedge. After CoNLL-2010 and BioScope (cues and scopes) and FactBank (relative to a
speaker).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, takewhile

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import BIT, rows, word_list
from dagster_project.extract.claims.tokens import Reading

SUBORDINATOR, RELATIVE, PREPOSITION = BIT["subordinator"], BIT["relative"], BIT["preposition"]
INTERROGATIVE, COORDINATOR, DETERMINER, ADVERB = (
    BIT["interrogative"], BIT["coordinator"], BIT["determiner"], BIT["adverb"],
)  # fmt: skip
SUBJECT = BIT["subject"]
EPISTEMIC, CUE, NOUN_CUE = BIT["epistemic"], BIT["cue"], BIT["noun_cue"]
AUXILIARY = BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"] | BIT["become"]
VERBAL = AUXILIARY | BIT["contracted"] | BIT["finite"]
FINITE = VERBAL | BIT["cue"] | BIT["konjunktiv"]
BREAKS = frozenset(",;:—()")
DASS = frozenset(("that", "dass", "daß", "ob", "whether"))
RELATIVE_DATIVES = frozenset(("der", "dem", "den", "denen", "dessen", "deren"))
ARTICLE = DETERMINER | BIT["possessive"]
INDICATIVE = frozenset(("de_preposition", "de_wie", "de_told_after"))
"""Rules whose content keeps the mood that its speaker used."""
NAMED_ONLY = frozenset(("en_object", "en_preposition", "en_noun_phrase", "en_adjective_phrase", "en_passive"))
"""Rules whose content is a noun phrase: what is hedged or denied within it is not what is stated."""
PARTLY = (["just"], ["only"], ["merely"], ["forget"])
"""Behind not: denied is only that it is all, or nothing at all (don't forget)."""
PERSONS = frozenset(("he", "she", "they", "we", "i"))
"""Subjects that cannot be objects: behind a verb they open another clause."""
QUESTION_WORDS = frozenset(("what", "who", "where", "how", "why"))
PERHAPS = frozenset(("perhaps", "maybe", "probably", "possibly"))
"""Adverbs that may stand before any part of a sentence."""
LITOTES = frozenset(("selten", "schlecht", "wenige", "wenig", "weniger", "ungern", "zuletzt"))
QUESTIONS = frozenset(("en_whether", "de_ob"))
COPULAS_GRANTED = (["be"], ["look"], ["seem"], ["sound"])
LONGEST_CONCESSION = 20
"""Tokens from `may` to the comma before its `but`."""
RATES = frozenset(("hour", "shift", "day", "night", "week", "month", "year"))
"""What one earns by."""
LONGEST_CLAUSE = 80
"""Tokens of a statement among which its main clause is sought."""
DECLINED = tuple(
    f"{stem}{ending}" for stem in ("t", "en", "end", "bar", "lich", "ig") for ending in ("e", "en", "er", "em", "es")
)
"""Endings of participles and adjectives that stand before their noun."""
JOINS = frozenset(("und", "aber", "oder", "doch", "sondern"))
AND = frozenset(("and", "but", "or", "und", "aber", "oder"))
OPENERS = word_list("en", "clause_opener") | {"so", "that", "than", "after", "before", "until", "since", "as"}
JUNCTURES = {"en": BREAKS | AND | OPENERS, "de": BREAKS | AND}
"""Words at which a clause may open or end once one has begun; all others belong to the clause they stand in."""


@dataclass(frozen=True, slots=True)
class Marker:
    """One row of `epistemics.csv`."""

    words: tuple[str, ...]
    kind: str
    scope: str


@cache
def _markers(language: str) -> dict[str, list[Marker]]:
    """Hedges and negations by their first word, the longest first."""
    found: dict[str, list[Marker]] = {}
    for row in rows("epistemics.csv"):
        if row["language"] == language:
            words = tuple(row["form"].split())
            found.setdefault(words[0], []).append(Marker(words, row["kind"], row["scope"]))
    for markers in found.values():
        markers.sort(key=lambda marker: -len(marker.words))
    return found


def read_epistemics(reading: Reading, item: Found, inside: list[int]) -> tuple[TokenSpan | None, TokenSpan | None]:
    """(hedge, negation) of a statement as token spans, None where there is none; `inside`: its main clause."""
    hedge = item.cue if item.stance == "weakens" and item.report_type != "direct" else None
    negation = item.cue if item.stance == "denies" and item.report_type in ("indirect", "mixed") else item.denial
    if item.report_type == "reported":
        # "did not want her name printed" is a denial, "criticized the crew that never slept" is none
        negation = item.denial if item.rule in ("en_object", "en_object_to") else None
        if item.rule == "en_adjective_phrase":
            hedge = None  # "skeptical of the plan": an attitude to what is named
    if item.speaker is not None and hedge is None:
        hedge = _doubted_source(reading, item.speaker) or _own_belief(reading, item)
    if item.rule in QUESTIONS or reading.words[item.spans[0][0]] == "ob":
        return hedge, None
    if not inside or (hedge and negation):
        return hedge, negation
    classes = reading.classes
    passed = -1
    for token in inside:
        if not classes[token] & EPISTEMIC:
            continue
        if token <= passed or _is_asked(reading, token):
            continue
        if token != inside[0] and item.rule in NAMED_ONLY:
            continue
        marker = _marker_at(reading, token, item, inside)
        if marker is None:
            continue
        span = (token, token + len(marker.words))
        passed = span[1] - 1
        if marker.kind == "hedge":
            hedge = hedge or span
        elif marker.kind == "negation":
            negation = negation or span
    return hedge, negation


def _marker_at(reading: Reading, token: int, item: Found, inside: list[int]) -> Marker | None:
    """The marker that holds at `token`; one of kind 'none' stops the shorter ones."""
    words = reading.words
    for marker in _markers(reading.language).get(words[token], ()):
        count = len(marker.words)
        if marker.scope == "source" or (count > 1 and tuple(words[token : token + count]) != marker.words):
            continue
        if marker.kind == "none":
            return marker
        if not _is_attributive(reading, token) and _in_scope(reading, token, marker, inside, item):
            return marker
    if reading.language == "en" and words[token].endswith(("n't", "n’t")):
        following = words[token + 1 : token + 4]
        # a tag ("…, isn't it?"), "isn't just …", another clause or verb than the main one
        if "?" not in following and following[:1] not in PARTLY and not _is_of_another(reading, token, inside):
            return Marker((words[token],), "negation", "verb")
    return None


def _is_of_another(reading: Reading, token: int, inside: list[int]) -> bool:
    """A negation in a clause under the main one, without that: `the rule ensured they never came`."""
    has_verb = False
    for other in inside:
        if other >= token:
            return False
        bits = reading.classes[other]
        if has_verb and reading.words[other] in PERSONS:
            return True
        is_cue = bits & CUE > 0 and not bits & NOUN_CUE
        has_verb = has_verb or bool(bits & VERBAL) or is_cue or reading.words[other].endswith("ed")
    return False


def _is_attributive(reading: Reading, token: int) -> bool:
    """German: `den nicht ausreichenden Kapazitäten`, `noch nicht geklärte Fragen`: of the noun, not of the clause."""
    if reading.language != "de":
        return False
    if token > 0 and reading.classes[token - 1] & ARTICLE:
        return True
    noun = token + 2
    if reading.words[token] != "nicht" or noun >= len(reading.words) or not reading.is_capital(noun):
        return False
    return not reading.is_capital(token + 1) and reading.words[token + 1].endswith(DECLINED)


def _is_asked(reading: Reading, token: int) -> bool:
    """Does the sentence around `token` end in a question mark (no tag): what is asked is neither doubted nor denied."""
    for position in range(token, min(token + LONGEST_CLAUSE, len(reading.words))):
        if reading.words[position] in (".", "!"):
            return False
        if reading.words[position] == "?":
            is_tag = reading.words[position - 3] == "," and reading.classes[position - 2] & AUXILIARY
            return not is_tag
    return False


@cache
def _doubtful_sources(language: str) -> frozenset[str]:
    """Words by which a source itself is in doubt."""
    return frozenset(
        word for word, found in _markers(language).items() if any(marker.scope == "source" for marker in found)
    )


def _doubted_source(reading: Reading, speaker: TokenSpan) -> TokenSpan | None:
    """`according to unconfirmed reports`, `Gerüchten zufolge`: the source itself is in doubt."""
    doubtful = _doubtful_sources(reading.language)
    if doubtful.isdisjoint(reading.words[speaker[0] : speaker[1]]):
        return None
    return next((token, token + 1) for token in range(*speaker) if reading.words[token] in doubtful)


def _own_belief(reading: Reading, item: Found) -> TokenSpan | None:
    """`I think`, `ich glaube`: whoever says so of themselves is not sure."""
    if item.speaker is None or item.cue is None or item.cue[0] != item.speaker[1]:
        return None
    pair = (reading.words[item.speaker[0]], reading.words[item.cue[0]])
    found = any(marker.words == pair for marker in _markers(reading.language).get(pair[0], ()))
    return (item.speaker[0], item.cue[1]) if found else None


# -- the main clause ----------------------------------------------------------------------------------------


def main_clause(reading: Reading, spans: list[TokenSpan]) -> list[int]:
    """Tokens of the main clause of a statement, clauses under it left out."""
    words, classes = reading.words, reading.classes
    tokens = (
        list(range(spans[0][0], min(spans[0][1], spans[0][0] + LONGEST_CLAUSE)))
        if len(spans) == 1
        else list(islice(chain.from_iterable(range(start, end) for start, end in spans), LONGEST_CLAUSE))
    )
    german = reading.language == "de"
    kept: list[int] = []
    skipping = has_verb = False
    resumes = 0
    # "What happened and where he is is not known": the question is the subject
    if reading.language not in ("en", "de"):
        return _first_clause(reading, tokens)
    is_question = not german and bool(tokens) and words[tokens[0]] in QUESTION_WORDS
    junctures = JUNCTURES[reading.language]
    sentence_of = reading.sentence_of
    runs_on = bool(tokens) and sentence_of[tokens[0]] != sentence_of[tokens[-1]]
    for position in range(_after_complementizer(reading, tokens), len(tokens)):
        token = tokens[position]
        word = words[token]
        if runs_on and has_verb and sentence_of[token] != sentence_of[kept[0]]:
            break
        if position < resumes:
            continue
        if kept and word not in junctures:
            if not skipping:
                kept.append(token)
                if not has_verb and (classes[token] & FINITE or _is_contracted_is(reading, token)):
                    has_verb = True
            continue
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if word == "—" and kept:
            resumes = _after_insertion(reading, tokens, position)
            if resumes < 0 and has_verb:
                break
            if resumes > 0:
                continue
        if word in BREAKS and following is not None:
            if word == "(" or _opens_under(reading, following, german):
                skipping = True
            elif skipping and word in (",", ")"):
                skipping = _stays_under(reading, following) if german and word == "," else words[following] == "or"
            elif has_verb and (
                word in (";", ":")
                or (german and words[following] in JOINS)
                or (not german and word == "," and _splices(reading, following))
                or _opens_next(reading, tokens, position + 1)
            ):
                break
        elif word not in BREAKS and not skipping:
            if not is_question and _opens_under_at(reading, token, kept, german):
                if has_verb and word == "that" and classes[kept[-1]] & (CUE | NOUN_CUE):
                    break  # "we are concerned that he may lie, he may cheat": to the end what is told in it
                skipping = True
                continue
            if has_verb and word in AND and _opens_next(reading, tokens, position):
                break
            kept.append(token)
            has_verb = has_verb or bool(classes[token] & FINITE) or _is_contracted_is(reading, token)
    return kept


def _splices(reading: Reading, first: int) -> bool:
    """English: a clause of its own behind a comma alone: `The room was small, the soup was cold`."""
    classes = reading.classes
    if not classes[first] & (DETERMINER | BIT["possessive"]) or classes[first] & BIT["relative"]:
        return False
    for token in range(first + 1, min(first + 4, len(reading.words))):
        if not reading.is_word(token) or classes[token] & (PREPOSITION | COORDINATOR | SUBORDINATOR):
            return False
        if classes[token] & AUXILIARY:
            return not classes[token - 1] & DETERMINER
    return False


def _is_contracted_is(reading: Reading, token: int) -> bool:
    """`The street's a ruin`: behind a genitive comes no article."""
    is_genitive = reading.words[token].endswith(("'s", "’s")) and token + 1 < len(reading.words)
    return is_genitive and reading.words[token + 1] in ("a", "an", "the", "not")


def _first_clause(reading: Reading, tokens: list[int]) -> list[int]:
    """A language known by rows alone: the words up to the first mark."""
    first = next((n for n, token in enumerate(tokens) if reading.is_word(token)), 0)
    return list(takewhile(lambda token: reading.words[token] not in BREAKS, tokens[first:]))


def _after_insertion(reading: Reading, tokens: list[int], dash: int) -> int:
    """Position after the second of two dashes of one sentence, -1 where there is no second."""
    for position in range(dash + 1, len(tokens)):
        if reading.sentence_of[tokens[position]] != reading.sentence_of[tokens[dash]]:
            return -1
        if reading.words[tokens[position]] == "—":
            return position + 1
    return -1


def _after_complementizer(reading: Reading, tokens: list[int]) -> int:
    """Position after `that`, `dass`; after the whole clause where it is the subject (Dass niemand kam, freute ihn)."""
    words, position = reading.words, 0
    while position < len(tokens) and (words[tokens[position]] in DASS or not reading.is_word(tokens[position])):
        position += 1
    if reading.language == "de" and tokens and words[tokens[0]] in DASS:
        for comma, token in enumerate(tokens[:-1]):
            if words[token] == ",":
                after = tokens[comma + 1]
                is_verb = reading.classes[after] & FINITE or words[after].endswith("te")
                return comma + 1 if is_verb else position
    return position


def _opens_under(reading: Reading, token: int, german: bool) -> bool:
    """Does a clause under the main one open after a mark?"""
    bits, word = reading.classes[token], reading.words[token]
    if not german:
        return word in word_list("en", "clause_opener") or (
            word == "as" or word in ("after", "before", "since", "until")
        )
    if word == "so":
        return reading.words[token + 1 : token + 2] in (["dass"], ["daß"])
    if word == "um":
        return _is_infinitive(reading, token)
    if bits & (SUBORDINATOR | RELATIVE):
        return not bits & (DETERMINER | PREPOSITION | ADVERB) or _is_verb_last(reading, token)
    if bits & PREPOSITION and token + 1 < len(reading.words) and reading.words[token + 1] in RELATIVE_DATIVES:
        return _is_verb_last(reading, token)
    return False


def _is_infinitive(reading: Reading, token: int) -> bool:
    """German: does the segment from `token` end in an infinitive with zu (also `anzunehmen`)?"""
    last = token
    while last + 1 < len(reading.words) and reading.words[last + 1] not in ",.;:!?)—" and last - token < 40:
        last += 1
    word = reading.words[last]
    return word.endswith("n") and (reading.words[last - 1] == "zu" or "zu" in word[1:-3])


def _stays_under(reading: Reading, token: int) -> bool:
    """German: after a relative clause within it a dass-clause goes on, its verb still to come."""
    return not reading.classes[token] & FINITE and _is_verb_last(reading, token)


def _opens_under_at(reading: Reading, token: int, kept: list[int], german: bool) -> bool:
    """Does a clause under the main one open here, without a mark before it?"""
    bits, word = reading.classes[token], reading.words[token]
    if not kept:
        if german:
            opens = word == "um" or (bits & SUBORDINATOR and not bits & INTERROGATIVE)
            return bool(opens) and _opens_under(reading, token, german)
        return bool(bits & SUBORDINATOR) and not bits & PREPOSITION and word != "that"
    if german:
        return False
    if word in word_list("en", "clause_opener"):
        return True
    if word == "so" and token + 1 < len(reading.words):
        # "raised money so the crews could start": the purpose
        opens_clause = reading.classes[token + 1] & (ARTICLE | BIT["subject"] | BIT["pronoun"])
        return bool(opens_clause) or reading.words[token + 1] == "that" or reading.is_capital(token + 1)
    if word in ("that", "than"):
        return not reading.classes[kept[-1]] & PREPOSITION
    opens = word in ("after", "before", "until", "since", "as")
    return opens and any(reading.classes[t] & FINITE for t in range(token + 1, min(len(reading.words), token + 5)))


def _opens_next(reading: Reading, tokens: list[int], position: int) -> bool:
    """Does `and` open another clause with a subject of its own (not: was built over and could not hold)?"""
    classes = reading.classes
    if not classes[tokens[position]] & COORDINATOR:
        return False
    following = tokens[position + 1 : position + 9]
    no_adverb = VERBAL | BIT["pronoun"]
    while following and classes[following[0]] & (ADVERB | EPISTEMIC) and not classes[following[0]] & no_adverb:
        following = following[1:]
    if not following or classes[following[0]] & AUXILIARY:
        return False
    if reading.language == "de" and not (
        reading.is_capital(following[0]) or classes[following[0]] & (ARTICLE | BIT["pronoun"])
    ):
        return False
    return any(classes[t] & (VERBAL | BIT["pronoun"]) for t in following)


def _is_verb_last(reading: Reading, token: int) -> bool:
    """German: does the segment from `token` end in a finite verb?"""
    last = token
    while last + 1 < len(reading.words) and reading.words[last + 1] not in ",.;:!?)" and last - token < 40:
        last += 1
    if reading.is_capital(last):
        return False
    return bool(reading.classes[last] & FINITE) or reading.words[last].endswith(("te", "ten", "t"))


# -- scopes -------------------------------------------------------------------------------------------------


def _in_scope(reading: Reading, token: int, marker: Marker, inside: list[int], item: Found) -> bool:
    if marker.kind == "negation":
        return _negates(reading, token, marker, inside)
    words, classes = reading.words, reading.classes
    word, before, following = words[token], token - 1, token + len(marker.words)
    after = words[following] if following < len(words) else ""
    after_bits = classes[following] if following < len(words) else 0
    if word in PERHAPS and before >= 0 and _is_of_part(reading, token, inside):
        return False
    if marker.words[0] in ("i", "we") and token != inside[0] and words[before] not in (",", "and", "but", "—"):
        return False  # "one of the reasons I think that …"
    if marker.words == ("i", "believe") and after_bits & BIT["object"] and not after_bits & SUBJECT:
        return False  # "I believe her": no doubt
    if len(marker.words) > 1:
        return marker.scope != "passive" or any(classes[t] & BIT["be"] for t in inside if token - 4 <= t < token)
    if word == "könnten" and item.report_type in ("indirect", "mixed", "free_indirect"):
        return item.rule in INDICATIVE  # elsewhere it may be the Konjunktiv of what they can do (sg. könne, not könnte)
    if word in ("may", "might", "could") and words[before] == "you":
        return False  # "you could borrow more": what one is free to do
    if word == "could" and words[before] in ("i", "we", "nobody", "none", "nothing", "neither"):
        return False  # "I could have written that", "nobody could have pushed him": what one was able to do
    if word == "might":
        return reading.is_word(following) and not after_bits & (COORDINATOR | PREPOSITION)
    if word == "may":
        is_modal = not reading.is_capital(token) and not after[:1].isdigit() and not after_bits & BIT["time"]
        return is_modal and not _is_conceded(reading, token)
    if word == "could":
        if any(word in ("heard", "seen", "felt") for word in words[following : following + 4]):
            return False
        if after == "have" and "but" in words[following : following + 5]:
            return False  # "could have saved but did not"
        is_able = (
            after in word_list("en", "ability")
            or _is_earned(reading, following)
            or words[following : following + 3] == ["just", "as", "easily"]
            or words[following : following + 2] == ["as", "easily"]
        )  # "could just as easily be blue", but: "could easily burst"
        return not is_able and not after_bits & (DETERMINER | BIT["time"])
    if word in ("soll", "sollen"):
        return _has_perfect_infinitive(reading, token, inside)
    if word in ("appear", "appears", "appeared"):
        return after in ("to", "that", "not")
    if word in ("likely", "unlikely"):
        leads = AUXILIARY | ADVERB | BIT["contracted"]
        return bool(classes[before] & leads) or after == "to" or words[before] in ("most", "very")
    if word == "wohl":
        return words[before] not in ("sehr", "gleich") and not any(words[t].startswith("fühl") for t in inside)
    return True


def _is_of_part(reading: Reading, token: int, inside: list[int]) -> bool:
    """`of perhaps forty boats`, `loud, dear and maybe late`: of a part of what is said."""
    before = token - 1
    if reading.classes[before] & PREPOSITION:
        return True
    is_joined = reading.words[before] in AND and before > inside[0]
    return is_joined and not _has_verb(reading, token + 1, inside)


def _has_verb(reading: Reading, first: int, inside: list[int]) -> bool:
    """Does a finite verb or an auxiliary stand in the main clause from `first` on?"""
    return any(token >= first and reading.classes[token] & VERBAL for token in inside)


def _is_conceded(reading: Reading, may: int) -> bool:
    """`The pier may be old, but it holds`: granted; what may happen or have happened is doubted all the same."""
    words = reading.words
    if words[may + 1 : may + 2] not in COPULAS_GRANTED and words[may + 1 : may + 3] != ["not", "be"]:
        return False
    for token in range(may + 1, min(may + LONGEST_CONCESSION, len(words) - 2)):
        if reading.sentence_of[token] != reading.sentence_of[may]:
            return False
        if words[token] == "," and words[token + 1] in ("but", "yet"):
            return True
    return False


def _is_earned(reading: Reading, verb: int) -> bool:
    """`A cook could earn ten crowns a day`: what one gets by rule; but `could make ten crowns from it`."""
    if verb + 1 >= len(reading.words) or reading.words[verb] not in word_list("en", "earning"):
        return False
    amount = reading.words[verb + 1]
    is_amount = amount[0].isdigit() or amount in ("$", "€", "£", "up") or amount in word_list("en", "numeral")
    rate = zip(reading.words[verb + 2 : verb + 10], reading.words[verb + 3 : verb + 11], strict=False)
    return is_amount and any(each in ("a", "an", "per") and unit in RATES for each, unit in rate)


def _has_perfect_infinitive(reading: Reading, token: int, inside: list[int]) -> bool:
    """`soll … geflohen sein`: hearsay, not a duty or plan."""
    return any(
        reading.words[t] in ("sein", "haben")
        and reading.words[t - 1].endswith(("t", "en"))
        and not reading.is_capital(t - 1)
        and (t > token + 1 or t == token - 1)
        for t in inside
    )


def _negates(reading: Reading, token: int, marker: Marker, inside: list[int]) -> bool:
    words, classes = reading.words, reading.classes
    if reading.language == "en" and _is_of_another(reading, token, inside):
        return False
    word, before = words[token], token - 1
    after = token + len(marker.words)
    if word == "no" and len(marker.words) == 1:
        return reading.is_word(min(after, len(words) - 1)) and _denies_noun(reading, token, inside)
    if word == "not" and len(marker.words) == 1:
        is_partly = words[after + 1 : after + 2] == ["only"] and not classes[after] & ARTICLE
        return bool(classes[before] & (AUXILIARY | ADVERB)) and not is_partly
    if word == "nie" and len(marker.words) == 1 and reading.is_capital(token) and reading.is_capital(after):
        return False  # "Nie Haisheng", a name
    if reading.language == "de" and _negates_infinitive(reading, token, inside):
        return False
    if word == "nicht" and len(marker.words) == 1:
        if words[before] in ("und", "oder") and classes[after] & ARTICLE:
            return False  # "ein Umbau und nicht ein Abriss"
        is_part = bool(classes[after] & (PREPOSITION | ARTICLE)) and "sondern" in words[after : inside[-1] + 12]
        return not is_part and words[after] not in LITOTES
    if marker.scope in ("noun_phrase", "subject"):
        is_free = before < inside[0] or not classes[before] & PREPOSITION
        return is_free or word in ("none", "nobody")
    return True


def _negates_infinitive(reading: Reading, token: int, inside: list[int]) -> bool:
    """German: `waren bereit, nicht zu streiken`: of the infinitive, the main clause having had its verb."""
    comma = token
    while comma > inside[0] and reading.words[comma] != ",":
        comma -= 1
    if reading.words[comma] != "," or not _is_infinitive(reading, token):
        return False
    return any(reading.classes[t] & FINITE and not reading.is_capital(t) for t in inside if t < comma)


def _denies_noun(reading: Reading, token: int, inside: list[int]) -> bool:
    """`No ship left`, `there is no proof`, `has no water`: the main verb's subject or object."""
    before = token - 1
    if before < inside[0] or reading.classes[before] & VERBAL:
        return True
    if reading.words[before].endswith("ing") and not reading.classes[before - 1] & (BIT["be"] | BIT["contracted"]):
        return False  # "paying no taxes was smart"; but "the town is paying no taxes"
    verb_before = any(reading.classes[t] & VERBAL for t in inside if t < token)
    return not verb_before and not reading.classes[before] & PREPOSITION
