"""Names of parties, brought to one form so that spellings of one name meet.

Width, case, accents' encoding, blanks and punctuation do not matter, nor does the legal form at
either end (`Co., Ltd.`, `有限公司`, `株式会社`). Nothing is guessed: two names that differ
otherwise stay two names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CJK = r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_BLANK_IN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_PUNCTUATION = re.compile(r"[^\w&+]+|_")

_CJK_FORMS = re.compile(
    r"^(?:株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|国立大学法人|"
    r"学校法人|주식회사|유한회사|\(株\)|\(有\)|\(주\)|\(유\))(?=.)"
    r"|(?<=.)(?:股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|"
    r"주식회사|유한회사|\(株\)|\(有\)|\(주\)|\(유\))$"
)

_LATIN_FORMS = frozenset(
    {
        "ab", "ag", "aktiebolag", "aktiengesellschaft", "aps", "as", "asa", "bhd", "bv", "co",
        "company", "corp", "corporation", "dba", "eg", "ev", "gesmbh", "gmbh", "inc",
        "incorporated", "kabushiki", "kaisha", "kft", "kg", "kgaa", "kk", "limited", "llc", "llp",
        "lp", "ltd", "ltda", "mbh", "nv", "oao", "ohg", "ooo", "oy", "oyj", "pjsc", "plc", "pte",
        "pty", "pvt", "sa", "sarl", "sas", "sdn", "se", "spa", "srl", "sro", "zao", "zrt", "ug",
    }
)  # fmt: skip
"""Written without their dots; dropped from the end of a name, one after the other."""
_INITIALS = re.compile(r"\b(?:[a-z][./ ]){1,4}[a-z]\b\.?")
_GESELLSCHAFT = re.compile(r"\b(?:gesellschaft mit beschränkter haftung)\b")


@lru_cache(maxsize=65536)
def tidy(name: str) -> str:
    """The name as printed, with NFKC width, single blanks, and no blank between CJK characters."""
    return _BLANK_IN_CJK.sub("", " ".join(unicodedata.normalize("NFKC", name).split()))


@lru_cache(maxsize=65536)
def normal_name(name: str) -> str:
    """The form to compare by: tidy, case-folded, without punctuation and without legal forms.

    A name that is nothing but a legal form is kept whole; "" for a name without letter or digit.
    """
    folded = tidy(name).casefold()
    bare = _CJK_FORMS.sub("", folded.replace(" ", "") if _is_cjk(folded) else folded).strip()
    if _is_cjk(bare):
        return _PUNCTUATION.sub("", bare) or _PUNCTUATION.sub("", folded)
    words = _words(_GESELLSCHAFT.sub("gmbh", bare))
    kept = _without_forms(words)
    return " ".join(kept or words)


def _is_cjk(text: str) -> bool:
    return re.search(rf"[{_CJK}]", text) is not None


def _words(text: str) -> list[str]:
    """Words; initials of a legal form (`s.p.a.`, `a/s`, `l. p.`) count as one."""
    joined = _INITIALS.sub(_initials, text)
    return [word for word in _PUNCTUATION.sub(" ", joined).split() if word]


def _initials(found: re.Match[str]) -> str:
    together = re.sub(r"[./ ]", "", found[0])
    return together if together in _LATIN_FORMS else found[0]


def _without_forms(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in _LATIN_FORMS or kept[-1] in {"&", "+"}):
        kept.pop()
    if len(kept) == 1 and kept[0] in _LATIN_FORMS:
        return words
    return kept
