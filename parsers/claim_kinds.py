"""What a claim is for by its own words: a product, a process or a use; or that it was canceled.

The words are those a claim begins with (in Japanese and Korean: ends with), up to where the
description of the subject starts. Where they do not say it plainly, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from parsers.model import Category

_LONGEST = 300
"""Characters looked at; a subject named later than that is not plain."""


def category(text: str, lang: str) -> Category | None:
    """The category of a claim in zh, en, de, fr, ja or ko; None in doubt."""
    judge = _JUDGES.get(lang)
    return judge(text) if judge else None


_SIGN = re.compile(r"\s*[（(\[][^（）()\[\]]{0,40}[)）\]]$")
"""A reference sign behind a subject."""


def _unsigned(text: str) -> str:
    return _SIGN.sub("", text) if text.endswith((")", "）", "]")) else text


_ENGLISH_END = frozenset((
    "for", "of", "to", "in", "on", "at", "by", "with", "within", "from", "through", "that",
    "which", "who", "whose", "wherein", "whereby", "where", "when", "as", "according",
    "comprising", "comprises", "comprised", "consisting", "including", "includes", "having",
    "has", "containing", "using", "used", "useful", "utilizing", "employing", "claimed", "set",
    "forth", "recited", "defined", "described", "operable", "operating", "configured", "adapted",
    "arranged", "capable", "suitable", "storing", "stored", "encoded", "executed", "executable",
    "performed", "implemented", "carried", "being", "between", "via", "made", "produced",
    "prepared", "obtained", "obtainable", "formed", "based", "providing", "under", "over", "per",
))  # fmt: skip
_ARTICLES = frozenset(("a", "an", "the", "one", "at", "any", "some", "said", "our", "new"))
_USES = ("use of ", "the use of ", "a use of ")
_MOST_WORDS = 24
_STOPS = ",:;.(["
_LATER = re.compile(
    r"in an? [^,;:]{3,200}, (?:an?|the)(?: improved)? (method|process)\b", re.IGNORECASE
)
_PROCESSES = frozenset(
    ("method", "methods", "process", "processes", "procedure", "procedures", "methodology")
)
_ANDS = frozenset(("and", "or", "and/or"))
_NEAR, _FAR = 80, 240
"""Within so many characters, a reference to a claim ends the opening of a dependent one."""
_VAGUE = frozenset(
    ("claim", "claims", "invention", "inventions", "improvement", "one", "more", "design", "what",
     "i", "we", "that", "it", "embodiment", "combination", "use", "any", "first", "least", "or")
)  # fmt: skip


def _english(text: str) -> Category | None:
    at = text.find(" claim", 0, _NEAR)
    return _dependent_opening(text[:at]) if at > 0 else _english_opening(text[:_FAR])


@lru_cache(maxsize=1_024)
def _dependent_opening(start: str) -> Category | None:
    return _english_opening(start)


def _english_opening(start: str) -> Category | None:
    words: list[str] = []
    for word in start.lower().split(None, _MOST_WORDS):
        bare = word.rstrip(",:;.")
        if bare in _ENGLISH_END or word[0] in _STOPS:
            break
        words.append(bare)
        if len(bare) < len(word):
            break
    if not words or (words[-1] == "use" and len(words) < 3):
        later = _LATER.match(start)
        used = start.lower().startswith(_USES)
        return "use" if used else "process" if later else None
    head = words[-1]
    if head in _PROCESSES:
        return None if len(words) > 2 and words[-2] in _ANDS else "process"
    if not (_PROCESSES.isdisjoint(words) or _ANDS.isdisjoint(words)):
        return None
    named = words[0] != "what" and (words[0] in _ARTICLES or start[:1].isupper())
    return "product" if named and head not in _VAGUE and head[0].isalnum() else None


_GERMAN_END = re.compile(
    r"[,:;.(\[]|(?<![\w-])(?:nach|gemäß|gemäss|gemaess|entsprechend|zur|zum|zu|für|von|vom|der|die|"
    r"das|des|den|dem|einer|eines|einem|mit|bei|beim|mittels|durch|umfassend|bestehend|aufweisend|"
    r"enthaltend|in|im|an|am|auf|aus|zwischen|wobei|worin|welche[rs]?|dadurch|über|unter|wie)"
    r"(?![\w-])"
)
_GERMAN_ARTICLE = re.compile(r"^(?:Eine?|Die|Der|Das) ")
_BOTH = re.compile(r"\b(?:und|oder|sowie|et|ou|bzw\.)\b")


def _german(text: str) -> Category | None:
    start = _GERMAN_ARTICLE.sub("", text[:_LONGEST], count=1)
    end = _GERMAN_END.search(start)
    opening = (start[: end.start()] if end else start).strip()
    words = opening.split()
    if not words:
        return None
    kinds = {_german_kind(word) for word in words if word[:1].isupper()}
    if len(kinds) != 1 and _BOTH.search(opening):
        return None
    head = words[-1]
    return _german_kind(head) if head[:1].isupper() else None


def _german_kind(word: str) -> Category:
    lower = word.lower()
    if lower.endswith(("verfahren", "methode", "prozess", "prozeß")):
        return "process"
    return "use" if lower in {"verwendung", "gebrauch", "anwendung"} else "product"


_FRENCH_END = re.compile(
    r"[,:;.(\[]|(?<![\w-])(?:de|du|des|pour|selon|suivant|conforme|comprenant|comportant|à|au|aux|"
    r"en|dans|qui|par|sur|avec|caractérisée?s?|constituée?s?|permettant|destinée?s?|tel(?:le)?s?)"
    r"(?![\w-])|(?<!\w)d['’]"
)
_FRENCH_ARTICLE = re.compile(r"^(?:(?:Une?|Les?|La|Des?|Du)\s+|L['’])", re.IGNORECASE)
_FRENCH: dict[str, Category] = {
    "procédé": "process", "procédés": "process", "méthode": "process", "méthodes": "process",
    "procede": "process", "methode": "process", "utilisation": "use", "utilisations": "use",
    "emploi": "use", "usage": "use", "application": "use",
}  # fmt: skip


def _french(text: str) -> Category | None:
    start = _FRENCH_ARTICLE.sub("", text[:_LONGEST].strip(), count=1)
    end = _FRENCH_END.search(start)
    opening = (start[: end.start()] if end else start).strip()
    words = opening.split()
    if not words or not words[0][:1].isalpha():
        return None
    kinds = {_FRENCH.get(word.lower(), "product") for word in words if len(word) > 2}
    if len(kinds) > 1 and _BOTH.search(opening):
        return None
    head = words[0].lower()
    if head in {"revendication", "revendications", "invention"}:
        return None
    return _FRENCH.get(head, "product")


_CHINESE_END = re.compile(
    r"[，,；;：:。]|其特征|其特徵|其中|包括|包含|(?<!的)特征在于|它包括|主要由|由以下"
)
_CHINESE_PROCESS = (
    "方法", "工艺", "工藝", "制法", "製法", "工序", "流程", "制程", "製程", "做法", "步骤",
)  # fmt: skip
_CHINESE_USE = ("用途", "的应用", "的應用", "的使用", "之应用", "之應用", "之使用")
_CHINESE_SUBJECT = re.compile(
    r"一[种種个個类類组組套台件款]|所述|权利要求|權利要求|请求项|請求項|專利範圍|专利范围|上述"
)
_MIXED = re.compile(
    r"(?:方法|工艺|工藝)(?:及|和|与|與|以及|或)|(?:及|和|与|與|或)其?[^的]{0,8}(?:方法|工艺|工藝)$"
)


def _chinese(text: str) -> Category | None:
    start = text[:_LONGEST]
    end = _CHINESE_END.search(start)
    opening = _unsigned((start[: end.start()] if end else start).strip(" 的"))
    if opening.endswith(_CHINESE_USE):
        return "use"
    if opening.endswith(_CHINESE_PROCESS):
        return None if _MIXED.search(opening) else "process"
    if not _CHINESE_SUBJECT.search(opening) or (end is None and len(text) > _LONGEST):
        return None
    if opening.endswith(("中", "时", "時", "上", "内", "內", "项", "項")) or _MIXED.search(opening):
        return None
    return "product"


_JAPANESE_PROCESS = ("方法", "製法", "製造法", "工法", "プロセス", "手順", "方式")
_JAPANESE_USE = ("使用", "用途", "の応用")
_NOUN = re.compile(r"[\u4e00-\u9fff\u30a1-\u30fc\uff21-\uff3a\uff41-\uff5aA-Za-z0-9０-９々]")


def _japanese(text: str) -> Category | None:
    ending = _unsigned(text[-_LONGEST:].rstrip(" 。.．"))
    if ending.endswith(_JAPANESE_PROCESS):
        return None if ending.endswith("方式") else "process"
    if ending.endswith(_JAPANESE_USE):
        return "use"
    return "product" if _NOUN.fullmatch(ending[-1:]) else None


_KOREAN_PROCESS = ("방법", "공정", "제법", "제조법", "공법", "프로세스")
_KOREAN_USE = ("용도", "의사용", "의 사용", "의이용", "의 이용")
_KOREAN_NO_NOUN = ("다", "함", "것", "음", "임", "됨", "하는", "있는")


def _korean(text: str) -> Category | None:
    ending = _unsigned(text[-_LONGEST:].rstrip(" .。"))
    if ending.endswith(_KOREAN_PROCESS):
        return "process"
    if ending.endswith(_KOREAN_USE):
        return "use"
    noun = ending and not ending.endswith(_KOREAN_NO_NOUN) and "\uac00" <= ending[-1] <= "\ud7a3"
    return "product" if noun else None


_JUDGES: dict[str, Callable[[str], Category | None]] = {
    "en": _english,
    "de": _german,
    "fr": _french,
    "zh": _chinese,
    "ja": _japanese,
    "ko": _korean,
}

_CANCELED = re.compile(
    r"(?:claims?\s+)?(?P<numbers>\d[\d\s,、，;；&~～〜.\-–—−至乃내지和及andutobisà]*)?"
    r"[\s.:：)\]】項项항]*"
    r"(?P<words>[(\[（【{]?\s*"
    r"(?:cancell?ed(?:\s+without\s+prejudice[\w\s]*)?|deleted|取消|删除|刪除|已删除|削除|삭제|"
    r"gestrichen|entfällt|entfallen|gelöscht|annulée?s?|supprimée?s?|biffée?s?)"
    r"\s*[)\]）】}]?)[\s.。;]*",
    re.IGNORECASE,
)
"""Numbers and ranges with what stands between them, then the word, mostly in brackets."""
_SHORT = 200
_SPAN = re.compile(r"(\d{1,4})(?:\s*(?:[-–—−~～至]|to|bis|à|through|내지|乃至)\s*(\d{1,4}))?")
_MOST = 2_000


class Cancellation(NamedTuple):
    """Which claims are gone, and what is printed in their place."""

    numbers: tuple[int, ...]
    words: str


def cancellation(text: str, number: int | None = None) -> Cancellation | None:
    """The claims that a text says are canceled (`1-20. (canceled)`); None if it says no such thing.

    A text that names none speaks of its own claim, which is `number`.
    """
    if len(text) > _SHORT:
        return None
    found = _CANCELED.fullmatch(text.strip())
    if found is None:
        return None
    named = tuple(sorted({*_named(found["numbers"] or "")}))
    return Cancellation(named or ((number,) if number else ()), found["words"])


def _named(text: str) -> Iterator[int]:
    for span in _SPAN.finditer(text):
        first, last = int(span[1]), int(span[2] or span[1])
        yield from range(first, last + 1) if first <= last <= first + _MOST else (first, last)
