"""Name keys: one key for one name in every spelling convention.

`Tokayev` (English), `Tokajew` (German), `Toqaev` (Kazakh Latin), `Tokaev` (Russian, romanised) and `Токаев`,
`Тоқаев` share a key; `Tokarev` does not. The key gives up what the conventions disagree about and nothing else:

- German writes s for з and с, w for в, sch for ж and ш, tsch for ч, ch for х; English z, s, v, zh, sh, ch, kh. So z and
  s fall together, zh and sh, ch and kh and h; a key cannot tell Shukov from Zhukov, as German newspapers cannot.
- й, я, ю, ё, е are spelt with y, j or i, or not at all before e: the glide is dropped before e, and is i elsewhere.
- q is k, double letters are one, diacritics fall off, ae oe ue are a o u.

A key is a lossy fold, meant for equality. Keys of people join family and first given name: two people must share both.
Letters by ISO 9, BGN/PCGN and Duden tables of Russian, and the Kazakh Latin alphabets of 2018 and 2021.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dagster_project.extract.mentions.lexicons import FOLDER, particle_words, read_rows

CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
    | {
        "ё": "yo", "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
        "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
        "қ": "k", "ң": "n", "ғ": "g", "ү": "u", "ұ": "u", "ө": "o", "ә": "a", "һ": "h",
    }
)  # fmt: skip
SPECIAL = str.maketrans(
    {
        "ß": "ss",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "'": "",
        "ʹ": "",
        "ʻ": "",
    }
)
REPLACED = {
    "schtsch": "X", "stsch": "X", "shch": "X",
    "dsch": "X", "dzh": "X", "sch": "X", "zh": "X", "sh": "X",
    "tsch": "h", "tch": "h", "kh": "h", "ch": "h",
    "ts": "s", "tz": "s", "z": "s",
    "ck": "k", "q": "k", "x": "ks", "ph": "f", "th": "t", "gh": "g", "dh": "d", "rh": "r", "bh": "b",
    "w": "v", "ou": "u",
    "ce": "se", "ci": "si", "cy": "si", "c": "k",
    "y": "i", "j": "i",
}  # fmt: skip
GROUPS = sorted((form for form in REPLACED if len(form) > 1), key=lambda form: (-len(form), form))
LETTERS = str.maketrans({form: sound for form, sound in REPLACED.items() if len(form) == 1})
"""What no group of letters holds, one by one."""
SOUND = re.compile("|".join(GROUPS) + "|(?<=[aou])e(?![vw]|f+a?$)")
"""The last: ae, oe, ue for ä, ö, ü, but not in -aev, -oev."""
DOUBLED = re.compile(r"(.)\1+")
GLIDE = re.compile(r"i+(?=e)|(?<=[hX])i(?=o)")
SURNAME_END = re.compile(r"(?:[eo]v|[eo]f)(a?)$")
SURNAME_ENDS = ("ov", "ev", "of", "ef", "ova", "eva", "ofa", "efa")
"""The same, for a quick look."""
WORD = re.compile(r"[^\W\d_]+")
PATRONYMIC = re.compile(r"(?:[oe]vi(?:ch|c|ć|h|tch)|[oe]vna|(?:uly|uli|kyzy|qyzy|kizi|ogly|oglu))$")


@lru_cache(maxsize=65536)
def fold_letters(word: str) -> str:
    """`word` in plain lower-case Latin letters: romanised, without diacritics; its convention still shows."""
    romanised = word.casefold()
    if romanised.isascii():
        return romanised.replace("'", "")
    romanised = romanised.translate(CYRILLIC)
    plain = "".join(c for c in unicodedata.normalize("NFKD", romanised) if not unicodedata.combining(c))
    return plain.translate(SPECIAL)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one word of a name (see the module)."""
    key = SOUND.sub(lambda found: REPLACED.get(found.group(), ""), fold_letters(word)).translate(LETTERS)
    if "ie" in key or "io" in key:
        key = GLIDE.sub("", key)
    key = DOUBLED.sub(r"\1", key)
    # -ow, -off, -ew, -jow, -ev: one ending of surnames; the feminine stays another name.
    if key.endswith(SURNAME_ENDS):
        key = SURNAME_END.sub(r"ov\1", key)
    return key.casefold()


@lru_cache(maxsize=1)
def given_name_groups() -> dict[str, str]:
    """Given name in plain letters -> the key of its group: spellings and short forms of one name."""
    groups: dict[str, str] = {}
    for row in read_rows(FOLDER / "given_name_variants.csv"):
        forms = [word_key(form) for form in row["forms"].split()]
        for form in forms:
            groups.setdefault(form, forms[0])
    return groups


@lru_cache(maxsize=65536)
def given_key(word: str) -> str:
    """The key of a given name: that of its group (`Bill` is `William`, `Jomart` is `Zhomart`), else of its letters."""
    key = word_key(word)
    return given_name_groups().get(key, key)


def name_words(name: str) -> list[str]:
    """The words of a name, hyphens and apostrophes opened, full stops and digits left out."""
    return WORD.findall(name.replace("'", "").replace("’", ""))


def is_patronymic(word: str) -> bool:
    """Whether a word has the ending of an East Slavic or Turkic patronymic."""
    return bool(PATRONYMIC.search(word_key_plain(word)))


def word_key_plain(word: str) -> str:
    """Letters of a word with w read as v, enough to see its ending."""
    return fold_letters(word).replace("w", "v").replace("tsch", "ch")


def split_person(name: str) -> tuple[str, str]:
    """(family key, given key) of a person's name; the given key is empty where the name is one word.

    `Abdymomunov Azamat Kurmanbekovich` has the family first, as the patronymic at the end shows; particles (von,
    bin, al) belong to the family name; middle names and patronymics count for nothing.
    """
    words = name.split()
    if len(words) == 2 and words[0].isalpha() and words[1].isalpha():
        return word_key(words[1]), given_key(words[0])
    words = [part for part in re.split(r"[\s.,]+", name.strip()) if part]
    if not words:
        return "", ""
    if len(words) == 1:
        return _joined_key(words[0]), ""
    if len(words) == 3 and is_patronymic(words[2]) and not is_patronymic(words[1]):
        return _joined_key(words[0]), given_key(words[1])
    first = name_words(words[0])
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].casefold() in particle_words():
        begin -= 1
    family = "".join(_joined_key(word) for word in words[begin:])
    return family, (given_key(words[0]) if len(first) == 1 else "".join(given_key(part) for part in first))


def _joined_key(word: str) -> str:
    return "".join(word_key(part) for part in name_words(word))


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """`family|given` of a person's full name."""
    family, given = split_person(name)
    return f"{family}|{given}" if given else family


@lru_cache(maxsize=65536)
def plain_key(name: str) -> str:
    """The key of an organization, place or other name: its words in plain letters, without a leading article."""
    words = [fold_letters(word) for word in re.findall(r"[^\W_]+", name.replace("'s ", "s ").replace("'", ""))]
    if len(words) > 1 and words[0] in {"the", "der", "die", "das", "den", "dem", "des"}:
        words = words[1:]
    return " ".join(words)


def entity_name_key(name: str, entity_type: str) -> str:
    """The key by which names of one type are one entity over documents, its type in front."""
    return f"{entity_type}:{person_key(name) if entity_type == 'person' else plain_key(name)}"


def is_full_name(text: str) -> bool:
    """Whether a text is no more than a given name and a family name: two to four capitalised words and particles."""
    words = text.split()
    capitals = [word for word in words if word[:1].isupper()]
    rest = [word for word in words if word not in capitals and word.casefold() not in particle_words()]
    return 2 <= len(capitals) <= 4 and not rest and all(part.strip(".").replace("-", "").isalpha() for part in capitals)
