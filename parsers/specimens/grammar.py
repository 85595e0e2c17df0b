"""Grammatical forms of a term in a sentence, per language.

English: `a`, `the`, `pl`. German, named by the masculine: `der den dem ein einen einem`, without
article `0den 0dem`, relative pronouns `der_ dem_`, possessive `dessen`. French: `un le du de au
a_un de_un`, pronoun `lequel`, feminine ending `e`. Korean, named by a particle: `은 이 을 과 로`.
Everywhere: no form = the bare word, a trailing `#` = with its reference numeral.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .vocabulary import Term

_AN = re.compile(r"(?!uni|use|user|uti|one|eu)[aeiou]|h(?:our|onest)|[FLMNRSX](?=[A-Z0-9-])")
_ELIDED = re.compile(r"(?!haut|housse|hublot)[aeiouyhàâéèêëîïôöùûœ]", re.IGNORECASE)
_GERMAN = {
    "der": ("der", "die", "das", "e", "e", "e"),
    "den": ("den", "die", "das", "en", "e", "e"),
    "dem": ("dem", "der", "dem", "en", "en", "en"),
    "ein": ("ein", "eine", "ein", "er", "e", "es"),
    "einen": ("einen", "eine", "ein", "en", "e", "es"),
    "einem": ("einem", "einer", "einem", "en", "en", "en"),
    "0den": ("", "", "", "en", "e", "es"),
    "0dem": ("", "", "", "em", "er", "em"),
}
_GERMAN_PRONOUNS = {
    "der_": ("der", "die", "das"),
    "dem_": ("dem", "der", "dem"),
    "dessen": ("dessen", "deren", "dessen"),
}
_KOREAN = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "로": ("으로", "로"),
}
# Latin letters and digits whose Korean reading ends in a consonant.
_KOREAN_CLOSED = frozenset("LMNRlmnr013678")


@lru_cache(maxsize=65536)
def inflect(term: Term, language: str, form: str, numeral: int) -> str:
    """The word of `term` in `form`; KeyError for a form the language does not have."""
    numbered = form.endswith("#")
    base = form.removesuffix("#")
    shape = base[:1].lower() + base[1:]
    text = _FORMS[language](term, shape, numeral if numbered else 0)
    return text[:1].upper() + text[1:] if shape != base else text


def _number(numeral: int) -> str:
    return f" {numeral}" if numeral else ""


def _english(term: Term, form: str, numeral: int) -> str:
    word = term.words["en"]
    if form == "pl":
        return plural(word) + _number(numeral)
    article = {"": "", "the": "the ", "a": "an " if _AN.match(word) else "a "}[form]
    return article + word + _number(numeral)


def plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("equipment") else word + "s"


def _german(term: Term, form: str, numeral: int) -> str:
    word = term.words["de"]
    if not form:
        return word + _number(numeral)
    gender = "mfn".index(term.genders["de"])
    if form in _GERMAN_PRONOUNS:
        return _GERMAN_PRONOUNS[form][gender]
    row = _GERMAN[form]
    word = f"{row[gender]} {_declined(word, gender, row[gender + 3])}".lstrip()
    return word + _number(numeral)


def _declined(word: str, gender: int, ending: str) -> str:
    """Adjectives before the noun carry the strong nominative ending in the vocabulary."""
    strong = ("er", "e", "es")[gender]
    parts = word.split(" ")
    for index, part in enumerate(parts):
        if not part[0].islower() or not part.endswith(strong):
            break
        parts[index] = part[: -len(strong)] + ending
    return " ".join(parts)


def _french(term: Term, form: str, numeral: int) -> str:
    word, feminine = term.words["fr"], term.genders.get("fr") == "f"
    if form == "e":
        return "e" if feminine else ""
    if form == "lequel":
        return "laquelle" if feminine else "lequel"
    elided = bool(_ELIDED.match(word))
    un, le = ("une ", "la ") if feminine else ("un ", "le ")
    du, au = ("de la ", "à la ") if feminine else ("du ", "au ")
    if elided:
        le, du, au = "l'", "de l'", "à l'"
    article = {
        "": "",
        "un": un,
        "le": le,
        "du": du,
        "au": au,
        "de": "d'" if elided else "de ",
        "a_un": f"à {un}",
        "de_un": f"d'{un}",
    }[form]
    return article + word + _number(numeral)


def _han(language: str) -> Callable[[Term, str, int], str]:
    def inflected(term: Term, form: str, numeral: int) -> str:
        if form:
            raise KeyError(form)
        return term.words[language] + (str(numeral) if numeral else "")

    return inflected


def _korean(term: Term, form: str, numeral: int) -> str:
    word = term.words["ko"]
    shown = f"{word}({numeral})" if numeral else word
    if not form:
        return shown
    closed, open_ = _KOREAN[form]
    last = word.rstrip(")")[-1]
    final = (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else int(last in _KOREAN_CLOSED)
    if form == "로" and (final == 8 or last in "lL178"):
        return shown + open_
    return shown + (closed if final else open_)


_FORMS = {
    "en": _english,
    "de": _german,
    "fr": _french,
    "zh": _han("zh"),
    "ja": _han("ja"),
    "ko": _korean,
}
