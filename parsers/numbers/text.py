"""A typed or printed number, cleaned and taken apart as far as no office's rules are needed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from parsers.numbers.model import Spelling, What

_CODES = (
    "AD AE AL AM AO AP AR AT AU AZ BA BB BE BG BH BN BO BR BY BZ CA CH CL CN CO CR CS CU "
    "CY CZ DD DE DK DO DZ EA EC EE EG EM EP ES FI FR GB GC GE GR GT HK HN HR HU IB ID IE IL "
    "IN IR IS IT JO JP KE KG KR KW KZ LB LI LK LT LU LV MA MC MD ME MG MK MN MO MT MW MX "
    "MY NI NL NO NZ OA OM PA PE PH PK PL PT PY QA RO RS RU SA SE SG SI SK SM SU SV SY TH "
    "TJ TM TN TR TT TW UA UG US UY UZ VE VN WO XK YU ZA ZM ZW"
)
OFFICES = frozenset(_CODES[i : i + 2] for i in range(0, len(_CODES), 3))
"""ST.3 codes of offices that publish patents, and of those that once did."""

_DASHES = {ord(dash): "-" for dash in "‐‑‒–—―−_"}
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\u00ad\"'`“”‘’「」【】《》<>"))
_MAX = 80
"""Longer texts are no numbers."""


class _Word(NamedTuple):
    pattern: re.Pattern[str]
    office: str = ""
    what: What | None = None
    series: str = ""


def _word(pattern: str, office: str = "", what: What | None = None, series: str = "") -> _Word:
    return _Word(re.compile(pattern), office, what, series)


_PRIORITY_WORDS = (
    r"(?:(?:在先申请|优先权|優先權|優先権|우선권)(?:主张|主張|주장)?(?:号码?|號|番号|번호)?"
    r"|PRIORITY(?: (?:APPLICATION|NUMBER|NO\.?))?)[.: ]*"
)
_APPLICATION_WORDS = (
    r"(?:(?:专利|專利)?(?:申请|申請)(?:号码?|號|番号)|出願番号|출원번호|特許出願)[.: ]*"
)
_PUBLICATION_WORDS = (
    r"(?:(?:(?:申请|申請)?公布|(?:授权)?公告|公开\(公告\)|公开|公開)(?:号|號|番号)|공개번호)[.: ]*"
)
_WORDS = (
    _word(r"HTTPS?://\S*/(?:PATENT|PUBLICATIONS)/(?=[A-Z]{2})"),
    _word(r"(?:中国|中國)?(?:发明|發明|实用新型|外观设计)?(?:专利|專利)(?=[A-Z ])"),
    _word(_APPLICATION_WORDS, what="application"),
    _word(_PUBLICATION_WORDS, what="publication"),
    _word(_PRIORITY_WORDS, what="priority"),
    _word(r"(?:专利|專利)(?:号码?|號)[.: ]*"),
    _word(r"(?:CN)?[- ]?ZL[-.: ]*", "CN", "application", "ZL"),
    _word(r"(?:JP)?[- ]?(?:特開|特开)", "JP", None, "特開"),
    _word(r"(?:JP)?[- ]?特表", "JP", None, "特表"),
    _word(r"(?:JP)?[- ]?(?:再公表|再表)(?:特許)?", "WO", "publication", "再表"),
    _word(r"(?:JP)?[- ]?特公", "JP", None, "特公"),
    _word(r"(?:JP)?[- ]?(?:特願|特愿)", "JP", None, "特願"),
    _word(r"(?:JP)?[- ]?(?:実開|實開|实开)", "JP", None, "実開"),
    _word(r"(?:JP)?[- ]?(?:実表)", "JP", None, "実表"),
    _word(r"(?:JP)?[- ]?(?:実公|實公|实公)", "JP", None, "実公"),
    _word(r"(?:JP)?[- ]?(?:実願|實願|实愿)", "JP", None, "実願"),
    _word(r"(?:JP)?[- ]?(?:実用新案登録|登録実用新案)", "JP", None, "実用新案登録"),
    _word(r"(?:JP)?[- ]?(?:意匠登録|登録意匠)", "JP", None, "意匠登録"),
    _word(r"(?:JP)?[- ]?意願", "JP", None, "意願"),
    _word(r"(?:JP)?[- ]?特許", "JP", None, "特許"),
    _word(r"(?:KR)?[- ]?등록특허(?:공보)?", "KR", None, "등록특허"),
    _word(r"(?:KR)?[- ]?공개특허(?:공보)?", "KR", None, "공개특허"),
    _word(r"(?:KR)?[- ]?특허", "KR", None, "특허"),
    _word(r"(?:KR)?[- ]?실용신안", "KR", None, "실용신안"),
    _word(r"(?:KR)?[- ]?(?:디자인|의장)", "KR", None, "디자인"),
    _word(r"출원|공개|등록|제|第"),
    _word(r"U\.? ?S\.? ?(?=PAT|APP|SER|PUB|PROV|DES|REISSUE|PLANT)", "US"),
    _word(r"PROVISIONAL ", "US", "application"),
    _word(r"(?:PATENT )?(?:APPLICATION|APPL|APP)\.? ?(?:SERIAL|SER)?\.? ?(?:NUMBER|NO)[.: ]*",
          "", "application"),
    _word(r"(?:SERIAL|SER)\.? ?(?:NUMBER|NO)[.: ]*", "US", "application"),
    _word(r"(?:PATENT |PAT\. ?)?(?:APPLICATION |APPL\.? ?|APP\.? ?)?(?:PUBLICATION|PUB)\.? ?"
          r"(?:NUMBER|NO)?[.: ]*", "", "publication"),
    _word(r"PAT(?:ENT)?\.? ?(?:NUMBER|NO)?[.: ]*(?=[\dA-Z])", "", "publication"),
    _word(r"PATENT "),
    _word(r"(?:DES\. ?|DES |DESIGN ?)(?=\d)", "US", "publication", "D"),
    _word(r"PLANT\.? ?(?:PAT(?:ENT)?\.? ?)?(?=\d)", "US", "publication", "PP"),
    _word(r"REISSUE ?(?=\d)|RE\. ?(?=\d)", "US", "publication", "RE"),
    _word(r"DE-?(?:OS|PS|AS) ?(?=\d)", "DE", "publication"),
    _word(r"PCT[/ -]*(?=[A-Z]{2})", "WO", "application", "PCT"),
    _word(r"WO[ /-]?PCT[/ -]*(?=[A-Z]{2})", "WO", "application", "PCT"),
)  # fmt: skip

_TRAILING = re.compile(r"(?:(?:号|號|호) ?(?:公報|公报|공보)?|公報|公报|공보|/[A-Z]{2})$")
_DATE = re.compile(r"(?<=[A-Z0-9])[- .]((?:17|18|19|20)\d\d[01]\d[0-3]\d)$")
_DOTTED = re.compile(r"([A-Z]{2})\.([A-Z0-9]+)\.([A-Z]\d?)")
_OFFICE = re.compile(
    r"([A-Z]{2})(?:[-.:/]*)(?=[A-Z]{0,3}[-./]?\d|[A-Z]\d?-|[A-Z]{2}/?\d|[MTSH]\d|(?:[A-Z]{1,2}/){2}\d)"
)
_KIND_BEFORE = re.compile(r"(?:([ABCEPTUY]\d?)-)(?=[A-Z]{0,2}[-.]?\d)")
_KIND_BEHIND = re.compile(r"(.*\d(?:X(?=[-.(A-W])|T(?=A$))?)[-.]?\(?([A-WYZ]\d?)\)?")
_PLAIN = re.compile(r"([A-Z]{2})[0-9]{2,40}(?:[A-WYZ][0-9]?)?")
"""What nearly all numbers of a long list look like; no word stands in front of them."""
_PARENTHESES = re.compile(r"[()]")


def clean(text: str) -> str:
    """NFKC, upper case, one kind of dash, no quotes and no invisible characters."""
    folded = folded_digits(text).translate(_DASHES).translate(_DROPPED)
    return " ".join(folded.upper().split()).strip(" .,;:")


def folded_digits(text: str) -> str:
    """NFKC, with the digits of every script as those of ASCII."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[Spelling, ...]:
    """Ways to take a number apart: with and without a kind behind it."""
    plain = _PLAIN.fullmatch(text)
    if plain and plain[1] in OFFICES:
        known = Spelling("", plain[1])
        return tuple(_completed(known, body, letter) for body, letter in _kinds(text[2:]))
    rest = clean(text)
    if not rest or len(rest) > _MAX or not any(char.isdecimal() for char in rest):
        return ()
    if (dotted := _DOTTED.fullmatch(rest)) and dotted[1] in OFFICES:
        return (_completed(Spelling("", dotted[1]), dotted[2], dotted[3]),)
    office, what, series, rest = _words(rest)
    rest, date = _date_behind(rest)
    tight = re.sub(r"[\s,]", "", rest)
    if not office and (found := _OFFICE.match(tight)) and found[1] in OFFICES:
        office, tight = found[1], tight[found.end() :]
    elif office and tight.startswith(office) and series != "PCT":
        tight = tight[len(office) :].lstrip("-.:/")
    kind = ""
    found = _KIND_BEFORE.match(tight) if office else None
    if found and (found[1] != "P" or office == "US"):
        kind, tight = found[1], tight[found.end() :]
    if series in {"D", "PP", "RE"}:
        tight = series + tight
    known = Spelling("", office, kind, what, series, date)
    return tuple(_completed(known, body, letter) for body, letter in _kinds(tight))


def _words(text: str) -> tuple[str, What | None, str, str]:
    """Take native words off the front; they name office, role and series."""
    office, series = "", ""
    what: What | None = None
    for _ in range(6):
        for word in _WORDS:
            if found := word.pattern.match(text):
                text = text[found.end() :].strip(" .:")
                office, what = office or word.office, word.what or what
                series = series or word.series
                break
        else:
            break
    return office, what, series, _TRAILING.sub("", text).strip()


def _date_behind(text: str) -> tuple[str, str | None]:
    """`EP-0227762-B1-19900411`: a date after the kind."""
    found = _DATE.search(text)
    if found is None or not re.search(r"\d[- .]?[A-Z]\d?$", text[: found.start()]):
        return text, None
    day = found[1]
    return text[: found.start()], f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _kinds(tight: str) -> list[tuple[str, str]]:
    """(body, kind) pairs: a letter at the end may be a kind or part of the number."""
    found = _KIND_BEHIND.fullmatch(tight)
    if found is not None and len(found[2]) == 2:
        return [(found[1].rstrip("-."), found[2])]
    bare = _PARENTHESES.sub("", tight)
    return [(bare, "")] if found is None else [(found[1].rstrip("-."), found[2]), (bare, "")]


def _completed(known: Spelling, body: str, kind: str) -> Spelling:
    if kind == "W" and known.office not in {"", "WO"}:
        # DOCDB writes PCT applications with the receiving office as country.
        return Spelling(f"DOCDB{known.office}{body}", "WO", kind, "application", "PCT", known.date)
    return replace(known, body=body, kind=kind or known.kind)
