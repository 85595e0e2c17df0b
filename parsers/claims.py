"""Which claims a claim refers to, read from its words, where the markup does not say.

Chinese, Japanese, Korean, English, German and French wordings: single claims, lists, ranges and
"any one of the preceding claims". References to the claim itself or to a later one are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_BEFORE, _BEHIND = 60, 400
"""Characters read around a word for "claim": all of a reference, little of a long text."""


class _Wording(NamedTuple):
    """How one language names claims: where to look, a reference, all before, the last one."""

    key: re.Pattern[str]
    reference: re.Pattern[str]
    preceding: re.Pattern[str]
    last: re.Pattern[str] | None


# All patterns are in lower case and matched against lower-cased text: ignoring case is slow.
_RANGE = r"-|~|至|到|乃至|から|ないし|내지|to|through|thru|bis|à|a"
_LIST = r"[,、;]\s*(?:and|or|und|oder|et|ou|或|和|及|与|又は|または|及び|및|또는)?(?:/or)?"
_WORD_LIST = (
    r"and/or|and|or|和/或|及/或|und/oder|und|oder|et/ou|et|ou|或者|或|和|以及|及び|及|与|與|"
    r"もしくは|若しくは|又は|または|および|및|또는|혹은|나|이나|&|/"
)


def _wording(key: str, lead: str, unit: str, preceding: str, last: str = "") -> _Wording:
    """`lead` introduces a number, `unit` may stand around one."""
    number = rf"(?:{unit})?\s*\d{{1,4}}(?![\d.]*\d)\s*(?:{unit})?"
    link = rf"\s*(?:{_RANGE}|{_LIST}|{_WORD_LIST})\s*"
    pattern = rf"{lead}\s*({number}(?:{link}(?:{lead})?\s*{number})*)"
    nearest = re.compile(last) if last else None
    return _Wording(re.compile(key), re.compile(pattern), re.compile(preceding), nearest)


_WORDINGS: dict[str, _Wording] = {
    "zh": _wording(
        "权利要求|權利要求|请求项|請求項|专利范围|專利範圍",
        r"(?:权利要求(?!书)|權利要求(?!書)|请求项|請求項|专利范围|專利範圍)",
        r"第|[项項]|中|的|之",
        r"(?:上述|前述|前面|以上|之前)[^,。,;]{0,6}(?:任意?一?[项項]?[^,。,;]{0,4})?"
        r"(?:权利要求|權利要求|请求项|請求項)",
    ),
    "ja": _wording(
        "請求項|請求の範囲",
        r"(?:請求項|請求の範囲第?)",
        r"第|項|の",
        r"(?:上記|前記|先行する|前述の)[^。、]{0,8}請求項",
    ),
    "ko": _wording(
        r"청구|제\s?\d|선행|앞선|전술한\s?항|이전\s?항",
        r"(?:청구항|청구범위|제(?=\s*\d+\s*항))",
        r"제|항|의",
        r"(?:상기|선행(?:하는)?|앞선|전술한|이전)의?\s*(?:모든|어느\s*(?:한|하나의))?\s*"
        r"(?:청구항|항들?\s*중)",
    ),
    "en": _wording(
        "claim",
        r"claims?",
        r"claim|no\.|nos\.|numbers?|any\s+(?:one\s+)?of(?:\s+claims?)?|\(|\)",
        r"(?:preceding|foregoing|previous|prior|preceeding|above)\s+claims?"
        r"|claims?\s+(?:preceding|above)",
        r"\bthe\s+(?:immediately\s+)?(?:preceding|foregoing|previous|prior)\s+claim\b",
    ),
    "de": _wording(
        "anspr",
        r"anspr(?:uche?s?|üchen?|uechen?)",
        r"nr\.|einem\s+der(?:\s+ansprüche)?",
        r"(?:vorhergehend|vorangehend|vorherig|vorig|vorstehend|vorangegangen|obig|vorgenannt|bisherig)"
        r"en?\s+(?:patent)?anspr",
        r"\bde[mrs]\s+(?:vorhergehend|vorangehend|vorherig|vorig|vorstehend|vorangegangen)en\s+"
        r"(?:patent)?anspruch",
    ),
    "fr": _wording(
        "revendication",
        r"revendications?",
        r"n°|l['’]une\s+(?:quelconque\s+)?des\s+revendications",
        r"revendications?\s+(?:précédentes?|precedentes?|ci-dessus|antérieures?)",
        r"\bla\s+revendication\s+(?:précédente|precedente)\b",
    ),
}

_NUMBER = re.compile(r"\d{1,4}")
_BETWEEN_ENDS = re.compile(
    r"[-~至到]|乃至|から|ないし|내지|(?<![^\W\d])(?:to|through|thru|bis|à|a)(?![^\W\d])"
)
_ALTERNATIVE = re.compile(r"(?<![^\W\d])(?:or|oder|ou)(?![^\W\d])")
_SINGULAR = re.compile(r"claim|anspruche?s?|revendication")

_SCRIPTS = (
    ("ko", re.compile(r"[가-힣]")),
    ("ja", re.compile(r"[ぁ-ヿ]")),
    ("zh", re.compile(r"[一-鿿]")),
)


def dependencies(text: str, number: int, lang: str | None = None) -> tuple[int, ...]:
    """Numbers of the earlier claims that claim `number` refers to, ascending; () if independent.

    `lang` is ISO 639-1; without it, or where it has no wording of its own, the script of the text
    and then English, German and French are tried.
    """
    for language in _languages(text, lang):
        found = _referred(text.lower(), number, _WORDINGS[language])
        if found:
            return tuple(sorted(found))
    return ()


_CHINESE_SUBJECT = re.compile(r"一[种種个個类類套]")
_CHINESE_DEPENDENT = re.compile(
    r"一[种種个個类類套](?:如|根据|根據|按照|依据|依據|依照|按|据|據)?(?:上述|前述)?"
    r"(?:任[一意何][一1]?[项項])?(?:权利要求|權利要求|请求项|請求項|申請專利範圍|申请专利范围)"
)


def is_independent(text: str, lang: str | None) -> bool:
    """Whether a claim that refers to others is an independent one by its form.

    In Chinese a claim that depends on another begins with the reference; one that names a subject
    of its own first ("一种电池，具备如权利要求1所述的电极") only cites it. In other languages
    the form does not tell.
    """
    if lang != "zh":
        return False
    start = "".join(text[:80].split())
    return bool(_CHINESE_SUBJECT.match(start)) and not _CHINESE_DEPENDENT.match(start)


def _windows(text: str, key: re.Pattern[str]) -> Iterator[str]:
    """The stretches of the text around the key, folded; overlapping ones as one."""
    start = end = 0
    for hit in key.finditer(text):
        if hit.start() - _BEFORE > end:
            if end:
                yield _fold(text[start:end])
            start = hit.start() - _BEFORE
        end = hit.end() + _BEHIND
    if end:
        yield _fold(text[start:end])


def _fold(text: str) -> str:
    """NFKC with one kind of dash, of tilde and of blank; plain ASCII needs only the last."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(text.split())


_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−ー"} | {ord(tilde): "~" for tilde in "～〜∼"}


def _languages(text: str, lang: str | None) -> tuple[str, ...]:
    if lang in _WORDINGS:
        return (lang, "ja") if lang == "zh" else (lang,)
    for language, script in _SCRIPTS:
        if script.search(text):
            return (language, "zh") if language == "ja" else (language,)
    return ("en", "de", "fr")


def _referred(text: str, number: int, wording: _Wording) -> set[int]:
    found: set[int] = set()
    for window in _windows(text, wording.key):
        for reference in wording.reference.finditer(window):
            lead = window[reference.start() : reference.start(1)].strip()
            found |= _listed(reference[1], singular=bool(_SINGULAR.fullmatch(lead)))
        if wording.last and wording.last.search(window):
            found.add(number - 1)
        elif wording.preceding.search(window):
            found |= set(range(1, number))
    return {claim for claim in found if 1 <= claim < number}


def _listed(text: str, *, singular: bool) -> set[int]:
    """The numbers of a list such as `1、2或5至7`; a backward range counts its two ends only.

    After a singular ("claim 1 and 25 g of …", "claim 1, 3 legs") what follows the first number
    belongs to the list only when an "or" or a range says so, or "claim" is said again.
    """
    numbers = list(_NUMBER.finditer(text))
    joined = bool(_ALTERNATIVE.search(text) or _BETWEEN_ENDS.search(text))
    found = {int(numbers[0][0])}
    for before, here in pairwise(numbers):
        link = text[before.end() : here.start()]
        first, last = int(before[0]), int(here[0])
        if singular and not joined and not _SINGULAR.search(link):
            continue
        found.add(last)
        if _BETWEEN_ENDS.search(link) and first < last:
            found |= set(range(first, last))
    return found
