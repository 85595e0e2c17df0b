"""What Chinese office files say in words only: headings, codes behind names, the language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from parsers.formats.parts import RawClaim
from parsers.scripts import shifted
from parsers.text import BREAKS, clean, inline_text
from parsers.xml import Element

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HANS, _KANAS, _HANGULS = (re.compile(f"{one.pattern}+") for one in (_HAN, _KANA, _HANGUL))
SAMPLE = 6_000
"""Characters of a document that tell its language."""
_ENOUGH = 60
"""Han and kana characters from which on the lack of kana shows that a text is not Japanese."""

_HEADING = re.compile(
    r"[【\[〖(（]?(?:第?[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．])?\s*(?:"
    r"(?:所属|发明所属(?:的)?)?技术领域|(?:相关|现有)?背景技术|现有技术|"
    r"(?:本)?(?:发明|实用新型|新型)(?:的)?(?:内容|概述|概要|领域|背景)|发明目的|发明概述|"
    r"(?:本)?(?:发明|实用新型)(?:要|所要|所)?解决的(?:技术)?(?:问题|课题)|"
    r"(?:要|所要)?解决的?(?:技术)?(?:问题|课题)|"
    r"(?:解决(?:技术)?(?:问题|课题)(?:所采用)?的)?技术(?:手段|方案)|"
    r"(?:本)?(?:发明|实用新型)(?:的)?(?:有益)?(?:效果)|有益(?:技术)?效果|"
    r"附图(?:的)?(?:简要|简单)?(?:说明|描述)|附图标记(?:的)?(?:说明|列表)?|图面说明|"
    r"(?:本)?(?:发明|实用新型)?(?:的)?具体(?:的)?实施(?:方式|例|方案|形式)|最佳实施(?:方式|例)|"
    r"(?:优选)?实施(?:方式|例)(?:的)?(?:详细)?(?:说明|描述)?|详细(?:说明|描述)|"
    r"工业(?:上的)?(?:实用|适用|应用|可利用)性|(?:现有|先行|在先)?技术文献|专利文献|非专利文献|"
    r"符号(?:的)?说明|附图符号说明|序列表(?:自由内容)?|交叉引用|"
    r"(?:对)?(?:相关|关联)申请(?:的)?(?:交叉)?(?:引用|参考|参照)|"
    r"发明的概要|发明所要解决的技术问题|解决技术问题所采用的技术方案|"
    r"(?:用于)?实施(?:本)?发明的(?:方式|最佳方式|形态)|(?:保藏)?生物材料(?:的)?(?:保藏|说明)(?:的说明)?|"
    r"(?:实施|参考|比较|对比|制造|制备|合成|试验|实验|应用)例\s*[\dⅠ-Ⅻ一二三四五六七八九十]{1,4}"
    r")[】\]〗)）]?\s*[：:]?"
)

_LONGEST = 40
_EMPHASIS = frozenset({"u", "b", "Underline", "Bold"})
SENTENCE = re.compile(r"[。；;，,！？!?]")

_CODE = re.compile(r"(?:\s+(\d{5,6})|(?<=[)）司所部心])(\d{5}))$")
_POSTCODE = re.compile(r"(\d{6})\s+(?=\S)")
_ITEM = re.compile(r"\s*(\d{1,4})\s*[.．、]\s*")
_NAMES = re.compile(r"\s*[;；、]\s*")


def is_heading(element: Element) -> bool:
    """Whether a paragraph is a heading.

    It is when it is one of those that guidelines and habit give a description, or is short,
    without the marks of a sentence, and wholly underlined or bold.
    """
    if len(element.text or "") > 4 * _LONGEST:
        return False  # most paragraphs, without a closer look
    text = inline_text(element)
    if not text or len(text) > _LONGEST:
        return False
    return is_heading_text(text) or (_is_emphasised(element) and not SENTENCE.search(text))


def is_heading_text(text: str) -> bool:
    """Whether a text is one of the headings that guidelines and habit give a description."""
    return len(text) <= _LONGEST and _HEADING.fullmatch(text) is not None


def _is_emphasised(element: Element) -> bool:
    children = [child for child in element if child.tag not in BREAKS]
    return (
        len(children) == 1
        and children[0].tag in _EMPHASIS
        and not clean(element.text or "")
        and not any(clean(child.tail or "") for child in element)
    )


def name_and_code(text: str) -> tuple[str, str | None]:
    """An agency's name and the number that is printed behind it."""
    found = _CODE.search(text)
    return (text[: found.start()], found[1] or found[2]) if found else (text, None)


def postcode_and_address(text: str) -> tuple[str | None, str]:
    """The six digits that stand in front of an address, and the rest."""
    found = _POSTCODE.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def without_items(claims: Sequence[RawClaim]) -> list[RawClaim]:
    """Claims without their own numbers in front (`1.一种…`).

    Digits behind the number are part of the claim (`1.2,4-二氨基…`) if all claims are numbered so.
    """
    found = [_ITEM.match(claim.text) for claim in claims]
    own = [
        match if match and claim.printed == int(match[1]) else None
        for claim, match in zip(claims, found, strict=True)
    ]
    all_numbered = all(match or not claim.text for claim, match in zip(claims, own, strict=True))
    return [
        structs.replace(
            claim, text=claim.text[match.end() :], marks=shifted(claim.marks, -match.end())
        )
        if match and (all_numbered or not claim.text[match.end() : match.end() + 1].isdigit())
        else claim
        for claim, match in zip(claims, own, strict=True)
    ]


def names(text: str) -> list[str]:
    """Several names that share one element."""
    return [name for name in _NAMES.split(text) if name]


def has_kana(text: str) -> bool:
    """Whether a text is Japanese beyond doubt."""
    return _KANA.search(text) is not None


class Languages(NamedTuple):
    """The language a file declares, and the one its texts are in.

    Chinese translations of foreign publications keep the declaration of the original.
    """

    declared: str
    written: str

    def of(self, text: str, declared: str | None = None) -> str:
        """The language of one text; `declared` is what its own element says."""
        code = declared or self.declared
        if code != self.declared:
            return code
        if code == "ja":
            return self._of_japanese(text)
        if self.written == code or (code == "ko" and _HANGUL.search(text)):
            return code
        return self.written if _HAN.search(text) else code

    def _of_japanese(self, text: str) -> str:
        """Of a text in a Japanese publication, which can be translated as a whole or in part."""
        if _KANA.search(text) is None:
            return "zh" if self.written == "zh" or len(_HAN.findall(text)) >= _ENOUGH else "ja"
        if self.written == "ja":
            return "ja"
        kana = len(_KANA.findall(text))
        return "ja" if kana * 10 > len(_HAN.findall(text)) + kana else "zh"


def languages(text: str, declared: str) -> Languages:
    """Compare the script of a document's text with the language declared for it."""
    sample = text[:SAMPLE]
    han, kana, hangul = (sum(map(len, runs.findall(sample))) for runs in (_HANS, _KANAS, _HANGULS))
    written = declared
    if han + kana + hangul >= _ENOUGH:
        if hangul > han + kana:
            written = "ko"
        elif kana * 10 > han + kana:
            written = "ja"
        elif han * 3 > sum(map(str.isalpha, sample)):
            written = "zh"
    return Languages(declared, written)
