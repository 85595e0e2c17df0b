"""Which claims a claim refers to, read from its words, where the markup does not say.

Chinese, Japanese, Korean, English, German and French wordings: single claims, lists, ranges and
"any one of the preceding claims". References to the claim itself or to a later one are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

_FRONT = 1200
"""Characters searched: a reference stands at the front; long formulae and lists follow it."""


class _Wording(NamedTuple):
    """How one language names claims: `lead` before the first number, `tail` before all others.

    `preceding` is the wording for all claims before this one.
    """

    reference: re.Pattern[str]
    preceding: re.Pattern[str] | None


def _wording(lead: str, unit: str, link: str, preceding: str | None) -> _Wording:
    """`lead` introduces a number; `unit` may follow one; `link` joins two of them."""
    number = rf"(?:{unit})?\s*\d{{1,4}}(?![\d.]*\d)\s*(?:{unit})?"
    pattern = rf"{lead}\s*({number}(?:\s*(?:{link})\s*(?:{lead})?\s*{number})*)"
    flags = re.IGNORECASE
    return _Wording(re.compile(pattern, flags), re.compile(preceding, flags) if preceding else None)


_RANGE = r"-|~|〜|∼|至|到|乃至|から|ないし|내지|TO|THROUGH|THRU|BIS|À|A"
_LIST = r"[,、;]\s*(?:AND|OR|UND|ODER|ET|OU|或|和|及|与|又は|または|及び|및|또는)?(?:/OR)?"
_WORD_LIST = (
    r"AND/OR|AND|OR|UND/ODER|UND|ODER|ET/OU|ET|OU|或者|或|和|以及|及び|及|与|與|"
    r"もしくは|若しくは|又は|または|および|및|또는|혹은|나|이나|&|/"
)
_LINK = rf"{_RANGE}|{_LIST}|{_WORD_LIST}"

_WORDINGS: dict[str, _Wording] = {
    "zh": _wording(
        r"(?:权利要求(?!书)|權利要求(?!書)|[申请請专專利範围圍]*第(?=\s*\d+[^项項]{0,12}[项項])|请求项|請求項)",
        r"第|[项項]|中|的|之",
        _LINK,
        r"(?:上述|前述|前面|以上|之前)[^,。,;]{0,6}(?:任意?一?[项項]?[^,。,;]{0,4})?(?:权利要求|權利要求|请求项|請求項)",
    ),
    "ja": _wording(
        r"(?:請求項|請求の範囲第?|特許請求の範囲第)",
        r"第|項|の",
        _LINK,
        r"(?:上記|前記|先行する|前述の)[^。、]{0,8}請求項",
    ),
    "ko": _wording(
        r"(?:청구항|(?:특허)?청구범위|제(?=\s*\d+\s*항))",
        r"제|항|의",
        _LINK,
        r"(?:상기|선행|앞선|전술한|이전)[^.,]{0,12}(?:청구항|항)",
    ),
    "en": _wording(
        r"\bCLAIMS?\b",
        r"CLAIM|NO\.|NOS\.|NUMBERS?|ANY\s+(?:ONE\s+)?OF(?:\s+CLAIMS?)?|\(|\)",
        _LINK,
        r"\b(?:PRECEDING|FOREGOING|PREVIOUS|PRIOR|PRECEEDING)\s+CLAIMS?\b"
        r"|\bCLAIMS?\s+(?:PRECEDING|ABOVE)\b|\bABOVE\s+CLAIMS?\b",
    ),
    "de": _wording(
        r"(?:\b(?:PATENT)?ANSPR(?:UCH|UCHS|UCHES|ÜCHE|ÜCHEN|UECHE|UECHEN)\b)",
        r"NR\.|EINEM\s+DER(?:\s+ANSPRÜCHE)?",
        _LINK,
        r"\b(?:VORHERGEHENDEN?|VORANGEHENDEN?|VORIGEN|VORSTEHENDEN?|VORANGEGANGENEN|OBIGEN|"
        r"VORGENANNTEN|BISHERIGEN)\s+(?:PATENT)?ANSPR\w+",
    ),
    "fr": _wording(
        r"\bREVENDICATIONS?\b",
        r"N°|L['’]UNE\s+(?:QUELCONQUE\s+)?DES\s+REVENDICATIONS",
        _LINK,
        r"\bREVENDICATIONS?\s+(?:PRÉCÉDENTES?|PRECEDENTES?|CI-DESSUS|ANTÉRIEURES?)",
    ),
}

_NUMBER = re.compile(r"\d{1,4}")
_BETWEEN_ENDS = re.compile(
    r"[-~至到]|乃至|から|ないし|내지|(?<![^\W\d])(?:TO|THROUGH|THRU|BIS|À|A)(?![^\W\d])",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"(?<![^\W\d])(?:OR|ODER|OU)(?![^\W\d])", re.IGNORECASE)
_SINGULAR = re.compile(r"CLAIM|(?:PATENT)?ANSPRUCH(?:E?S)?|REVENDICATION", re.IGNORECASE)

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
    front = _fold(text[:_FRONT])
    for language in _languages(front, lang):
        found = _referred(front, number, _WORDINGS[language])
        if found:
            return tuple(sorted(found))
    return ()


def _fold(text: str) -> str:
    """NFKC, one kind of dash and of tilde; NFKC also turns full-width digits and commas plain."""
    folded = unicodedata.normalize("NFKC", text)
    return folded.translate(_DASHES)


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
    for reference in wording.reference.finditer(text):
        lead = text[reference.start() : reference.start(1)].strip()
        found |= _listed(reference[1], singular=bool(_SINGULAR.fullmatch(lead)))
    if wording.preceding and wording.preceding.search(text):
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
