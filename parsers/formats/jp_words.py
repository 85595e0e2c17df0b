"""Japanese wordings that office files leave structure to: kinds, citations, places, firms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from parsers.formats.nodes import attribute
from parsers.formats.refs import publication_reference
from parsers.model import Reference
from parsers.origins import keeps_origin
from parsers.text import clean
from parsers.xml import Element

_KIND = re.compile(r"[(（]\s*([A-ZＡ-Ｚ][0-9０-９]?)\s*[)）]")
_LABELS = {
    "figref": "図", "patcit": "特許文献", "nplcit": "非特許文献",
    "FigureReference": "図", "PatentCitation": "特許文献", "NPLCitation": "非特許文献",
}  # fmt: skip
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_TOTAL = r"(?:\s*号)?(?:\s*公報|\s*明細書|\s*パンフレット|\s*公開公報)?(?:\s*\([^()]*\))?\.?"
_ERA = r"(?:昭和?|平成?|[SH])?\s*\d{1,4}\s*-\s*\d{1,6}"
_CITED: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (re.compile(pattern + _TOTAL), office, kind)
    for pattern, office, kind in (
        (rf"(?:特開|特許公開)\s*({_ERA})", "JP", "A"),
        (rf"特表\s*({_ERA})", "JP", "A"),
        (rf"特公\s*({_ERA})", "JP", "B2"),
        (rf"実(?:開|表)\s*({_ERA})", "JP", "U"),
        (rf"実公\s*({_ERA})", "JP", "Y2"),
        (r"(?:再公表特許|再表)\s*(?:WO\s*)?(\d{2,4}\s*/\s*\d{5,6})", "JP", "A1"),
        (r"特許\s*第?\s*([2-9]\d{6})", "JP", None),
        (r"(?:登録実用新案|実用新案登録)\s*第?\s*([3-9]\d{6})", "JP", "U"),
        (r"国際公開\s*第?\s*(?:WO\s*)?(\d{2,4}\s*/\s*\d{5,6})", "WO", None),
        (r"米国特許(?:出願)?公開\s*第?\s*(\d{4}\s*/\s*\d{6,7})", "US", "A1"),
        (r"米国特許\s*第?\s*([\d,]{6,10})", "US", None),
        (r"欧州特許出願公開\s*第?\s*(\d{6,7})", "EP", None),
        (r"中国特許出願公開\s*第?\s*(\d{7,9})", "CN", "A"),
    )
)
_PREFECTURE = re.compile(r"(?:北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県)")
_COUNTRIES = {
    "アメリカ合衆国": "US", "米国": "US", "ドイツ連邦共和国": "DE", "ドイツ": "DE",
    "フランス共和国": "FR", "フランス": "FR", "イギリス": "GB", "英国": "GB",
    "グレートブリテン": "GB", "大韓民国": "KR", "韓国": "KR", "中華人民共和国": "CN", "中国": "CN",
    "台湾": "TW", "スイス": "CH", "スウェーデン": "SE", "オランダ": "NL", "イタリア": "IT",
    "カナダ": "CA", "オーストリア": "AT", "オーストラリア": "AU", "ベルギー": "BE",
    "デンマーク": "DK", "フィンランド": "FI", "イスラエル": "IL", "スペイン": "ES",
    "シンガポール": "SG", "ノルウェー": "NO", "アイルランド": "IE", "ルクセンブルク": "LU",
    "インド": "IN", "ロシア": "RU", "ブラジル": "BR", "リヒテンシュタイン": "LI",
    "ニュージーランド": "NZ", "バミューダ": "BM", "ポーランド": "PL", "チェコ": "CZ",
    "日本": "JP",
}  # fmt: skip
_LONGEST_FIRST = sorted(_COUNTRIES, key=len, reverse=True)
_FIRM = re.compile(r"(?:特許業務|弁理士|弁護士|監査)法人|国際特許事務所|(?:特許|法律)事務所$")
_COMPANY = re.compile(
    r"(?:株式|有限|合同|合資|合名|相互)会社|(?:社団|財団|学校|大学|行政|医療|研究開発|公立)法人"
    r"|大学$|研究所$|公社$|組合$|[・ー](?:インコーポレイテッド|インコーポレーテッド|コーポレーション"
    r"|カンパニー|リミテッド|アクチエンゲゼルシャフト|エルエルシー|ゲーエムベーハー)"
    r"|インコーポレイテッド|コーポレーション|アクチエンゲゼルシャフト"
)


@keeps_origin
def kind_in(text: str | None) -> str | None:
    """The code in words such as `特許公報(B2)`, or a plain code."""
    if not text:
        return None
    found = _KIND.search(text)
    code = unicodedata.normalize("NFKC", found[1] if found else text).strip().upper()
    return code if re.fullmatch(r"[A-Z]\d?", code) else None


@keeps_origin
@lru_cache(maxsize=16384)
def cited_document(text: str) -> Reference | None:
    """The one document that a text is the citation of; None if it says anything else, or more."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub("[‐‑‒–—―−ー]", "-", plain)
    for pattern, office, kind in _CITED:
        if found := pattern.fullmatch(plain):
            number = "".join(found[1].split())
            made = publication_reference(office, f"WO{number}" if office == "WO" else number, kind)
            return made and Reference(
                office=made.office, number=made.number, kind=made.kind, raw=clean(text)
            )
    return None


def pieces(paragraph: Element) -> Iterator[tuple[str, str | None, Element]]:
    """A paragraph that only lists figures or citations, one by one with the labels of print.

    Their numbers stand in the markup, where readers of the text alone would not find them.
    """
    numbered = [child for child in paragraph if child.tag in _LABELS]
    inked = clean(paragraph.text or "") or any(clean(child.tail or "") for child in paragraph)
    if inked or not numbered or len(numbered) != len(paragraph):
        return
    for child in numbered:
        number = _number(child)
        label = f"【{_LABELS[child.tag]}{number.translate(_WIDE_DIGITS)}】" if number else ""
        figure = number if child.tag in {"figref", "FigureReference"} else None
        yield label, figure or None, child


def _number(element: Element) -> str:
    found = attribute(element, "num", "referencedFigureNumber", "sequenceNumber") or ""
    return found.lstrip("0") or found


@keeps_origin
def country_in(address: str | None) -> str | None:
    """The country an address begins with; Japan where it begins with a prefecture."""
    if not address:
        return None
    if _PREFECTURE.match(address):
        return "JP"
    return next((_COUNTRIES[name] for name in _LONGEST_FIRST if address.startswith(name)), None)


def prefecture_in(address: str | None) -> str | None:
    found = _PREFECTURE.match(address or "")
    return found[0] if found else None


def is_firm(name: str) -> bool:
    """Whether an agent is a firm of attorneys."""
    return _FIRM.search(name) is not None


def is_company(name: str) -> bool:
    """Whether a name has the legal form, or the kind, of an organisation."""
    return _COMPANY.search(name) is not None
