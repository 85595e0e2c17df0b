"""Names of parties, brought to one form so that spellings of one name meet.

What does not matter: width, case, accents, blanks, punctuation, simplified or traditional
characters, the legal form at either end (`Co., Ltd.`, `有限公司`, `株式会社`), and, of persons, the
order of the names. Nothing is guessed: two names that differ otherwise stay two names.

- `tidy`: as printed, but for width and blanks.
- `normal_name`, `person_key`: to compare names of organisations and of persons.
- `index_forms`, `search_forms`: what the index holds of a name, and what to look for in it.
- `facet_name`: the one printed form under which a facet counts a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers import legal_forms
from parsers.han import unified

_CJK = r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_HAS_CJK = re.compile(rf"[{_CJK}]")
_BLANK_IN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_PUNCTUATION = re.compile(r"[^\w&+]+|_")
_INITIALS = re.compile(r"\b(?:[a-z][./ ]){1,4}[a-z]\b\.?")
_JOINTS = frozenset({"&", "+", "and", "und", "et"})
_ACCENT = re.compile(r"[\u0300-\u036f]")
_VOICED = re.compile(r"[\uff9e\uff9f]")
_ROTATED = 4
"""Words of a name that may stand in another order; more are no person's name."""


@lru_cache(maxsize=65536)
def tidy(name: str) -> str:
    """The name as printed, with NFKC width, single blanks, and no blank between CJK characters."""
    return _BLANK_IN_CJK.sub("", " ".join(unicodedata.normalize("NFKC", name).split()))


@lru_cache(maxsize=65536)
def normal_name(name: str) -> str:
    """The form to compare by: lower case, simplified, without punctuation and legal forms.

    A name that is nothing but a legal form is kept whole; "" for a name without letter or digit.
    """
    folded = _folded(name)
    if _is_cjk(folded):
        whole = folded.replace(" ", "")
        bare = _without_cjk_forms(whole)
        if _is_cjk(bare):
            return _PUNCTUATION.sub("", bare) or _PUNCTUATION.sub("", whole)
        folded = bare
    words = _words(folded)
    return " ".join(_without_forms(words) or words)


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """The form to compare persons by: the words of the name in the order of the alphabet.

    `Smith, John`, `SMITH John` and `John Smith` have one key; a CJK name has no words.
    """
    folded = _folded(name)
    if _is_cjk(folded):
        return _PUNCTUATION.sub("", folded)
    return " ".join(sorted(_PUNCTUATION.sub(" ", folded).split()))


def is_organisation(name: str) -> bool:
    """Whether the name itself tells an organisation: by a legal form, or a word persons lack."""
    folded = _folded(name)
    if legal_forms.ORGANISED.search(folded):
        return True
    if _is_cjk(folded):
        whole = folded.replace(" ", "")
        return _without_cjk_forms(whole) != whole
    words = _words(folded)
    return len(_without_forms(words)) < len(words)


def facet_name(name: str) -> str:
    """The form under which a facet counts a name: tidy, in capitals.

    Capitals are how exchange data print names; they are the one case that can be had of any
    spelling without knowing the name, so that counts are exact in every selection.
    """
    return tidy(name).upper()


@lru_cache(maxsize=65536)
def index_forms(name: str) -> tuple[str, ...]:
    """What the index holds of a name: as printed, and in simplified characters if it has others.

    Marks of voice that stand behind half-width kana are joined to them in the second form.
    """
    simple = unified(unicodedata.normalize("NFKC", name) if _VOICED.search(name) else name)
    return (name,) if simple == name else (name, simple)


def search_forms(
    text: str, *, suffix: bool = True, order: bool = True, width: bool = True
) -> tuple[str, ...]:
    """Phrases any of which a name must hold to be found by `text`, the nearest one first.

    What is not to matter is on: `suffix`, the legal form (for inventors turn it off: `Kim Se`
    is a person); `order`, that of a person's names, up to four; `width`, width, blanks between
    CJK characters and simplified or traditional characters. All off: the text as it is.
    """
    base = tidy(text) if width else text
    bare = without_form(base) if suffix else base
    forms = [bare]
    if order and not is_organisation(base):
        forms += _orders(text if width else bare, bare)
    if width:
        forms += [unified(form) for form in forms]
    return tuple(dict.fromkeys(form for form in forms if form))


def without_form(name: str) -> str:
    """The name without legal forms, otherwise as it is; whole if it is nothing but one."""
    folded = _folded(name)
    if _is_cjk(folded):
        whole = folded.replace(" ", "")
        bare = _without_cjk_forms(whole)
        return bare if bare != whole else name
    words = _words(folded)
    kept = _without_forms(words)
    return " ".join(kept) if kept != words else name


def _orders(printed: str, base: str) -> list[str]:
    """The same words in the orders that persons' names have: each turned to the front."""
    if _is_cjk(base):
        parts = unicodedata.normalize("NFKC", printed).split()
        return ["".join(reversed(parts))] if len(parts) == 2 and base == "".join(parts) else []
    family, comma, given = base.partition(",")
    words = [word for word in re.split(r"[\s,]+", base) if word]
    if not 1 < len(words) <= _ROTATED:
        return [f"{given.strip()} {family.strip()}"] if comma and given.strip() else []
    return [" ".join(words[at:] + words[:at]) for at in range(1, len(words))]


def _folded(name: str) -> str:
    """Tidy, lower case, without accents, in simplified characters."""
    low = tidy(name).casefold()
    if low.isascii():
        return low
    if not _HAS_CJK.search(low):  # marks of kana and Hangul are no accents
        bare = _ACCENT.sub("", unicodedata.normalize("NFKD", low))
        low = unicodedata.normalize("NFKC", bare)
    return unified(low)


def _is_cjk(text: str) -> bool:
    return _HAS_CJK.search(text) is not None


def _without_cjk_forms(text: str) -> str:
    """Without the form at either end, and one that then stands there (`公司(有限合伙)`)."""
    return legal_forms.CJK.sub("", legal_forms.CJK.sub("", text))


def _words(text: str) -> list[str]:
    """Words; initials of a legal form (`s.p.a.`, `a/s`, `l. p.`) count as one."""
    for phrase, short in legal_forms.PHRASES:
        text = phrase.sub(short, text)
    joined = _INITIALS.sub(_initials, text)
    return [word for word in _PUNCTUATION.sub(" ", joined).split() if word]


def _initials(found: re.Match[str]) -> str:
    together = re.sub(r"[./ ]", "", found[0])
    return together if together in legal_forms.LATIN else found[0]


def _without_forms(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in legal_forms.LATIN or kept[-1] in _JOINTS):
        kept.pop()
    if len(kept) == 1 and kept[0] in legal_forms.LATIN:
        return words
    return kept
