"""Items of a front page by their INID codes (WIPO ST.9).

A front page has a head of two columns, then the title (54). In the United States what follows
stands in two columns; elsewhere the title and the abstract close the page. In both cases what
stands above the title is read before what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parsers.pdf.layout import Column, columns, merge
from parsers.pdf.slips import coded, mended, without_broken_code
from parsers.pdf.wire import Line, Page

CODE = re.compile(r"\s*[(（\[]\s*(\d\d|\*)\s*[)）\]]\s*")
_WORDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"\s*(?:{words})"), frozenset(codes.split()))
    for words, codes in (
        (r"Patent (?:No\.|Number)\s*:|Pub\. No\.\s*:", "10 11"),
        (r"Date of Patent\s*:", "45"),
        (r"Pub\. Date\s*:", "43"),
        (r"Appl\. No\.\s*:", "21"),
        (r"Filed\s*:", "22"),
        (r"Int\. ?Cl\b", "51"),
        (r"U\. ?S\. ?Cl\.", "52"),
        (r"References Cited\s*$", "56"),
        (r"ABSTRACT\s*$", "57"),
        (r"Assignees?\s*:", "73"),
        (r"Inventors?\s*:", "72 75 76"),
        (r"Applicants?\s*:", "71 75 76"),
        (r"Attorney, Agent,? or Firm", "74"),
        (r"申请号\s*\d", "21"),
        (r"申请日\s*\d{4}", "22"),
        (r"申请人(?:\s|(?=\S*(?:公司|大学|学院|研究|厂|中心)))", "71"),
        (r"专利权人(?:\s|(?=\S*(?:公司|大学|学院|研究|厂|中心)))", "73"),
        (r"(?:发明人|设计人)\s", "72"),
        (r"专利代理机构", "74"),
        (r"对比文件", "56"),
        (r"(?:发明|实用新型)名称|使用外观设计的产品名称", "54"),
        (r"摘\s*要\s*$", "57"),
        (r"出願番号", "21"),
        (r"出願日", "22"),
        (r"出願人\s", "71"),
        (r"特許権者\s", "73"),
        (r"発明者\s", "72"),
        (r"【発明の名称】", "54"),
        (r"출원번호", "21"),
        (r"출원일자", "22"),
        (r"출원인\s*$", "71"),
        (r"특허권자\s*$", "73"),
        (r"발명자\s*$", "72"),
        (r"발명의 ?명칭", "54"),
    )
)
"""Labels, and the codes they may stand behind. What a label says counts more than the code."""
_TITLE = "54"
_MOST_LINES = 1_000
"""More lines than any front page has: what goes beyond is not looked at."""


class Item(Struct):
    """What follows one code; `lines` without the code, the first with the label."""

    code: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """The lines, joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


def items(page: Page) -> list[Item]:
    """The items of a front page in reading order; lines before the first code have the code ""."""
    if len(page.lines) > _MOST_LINES:
        page = replace(page, lines=page.lines[:_MOST_LINES])
    found = [Item("", [])]
    for column in _ordered(page):
        for line in column.lines:
            code, rest = _coded(line)
            if not code:
                found[-1].lines.append(line)
                continue
            found.append(Item(code, [replace(line, text=rest)] if rest else []))
    return _relabelled(found)


def labelled(text: str) -> bool:
    """Whether a line begins with the label of an item."""
    return any(words.match(text) for words, _ in _WORDS)


def _coded(line: Line) -> tuple[str, str]:
    """The code a line begins with ("" if none), and what stands behind it."""
    found = CODE.match(line.text)
    code = found[1] if found else ""
    if line.ocr and (slip := coded(line.text, code)):
        return slip
    return (code, line.text[found.end() :]) if found else ("", line.text)


def _relabelled(found: Sequence[Item]) -> list[Item]:
    """Items under the codes that their labels ask for, and parted where a code is missing.

    A label without a code begins an item only if its code is nowhere on the page: below some codes
    (65, 86) there are labels of other ones.
    """
    present = {item.code for item in found}
    made: list[Item] = []
    for item in found:
        item.code = _asked(item.code, item.lines[0].text) if item.lines else item.code
        made.append(Item(item.code, []))
        for place, printed in enumerate(item.lines):
            line = without_broken_code(printed) if printed.ocr else printed
            codes = _codes_of(line.text)
            line = line if codes else printed
            if codes and not codes & present and (place or not item.code):
                made.append(Item(min(codes), []))
            made[-1].lines.append(mended(line, made[-1].code) if line.ocr else line)
    return made


def _codes_of(text: str) -> frozenset[str]:
    return next((codes for words, codes in _WORDS if words.match(text)), frozenset())


def _asked(code: str, text: str) -> str:
    """The code itself, unless the label behind it belongs to other ones."""
    codes = _codes_of(text) if code else frozenset()
    return code if not codes or code in codes else min(codes)


def _ordered(page: Page) -> Iterator[Column]:
    starts = [line for line in page.lines if _is(line, _TITLE)]
    if not starts:
        starts = [line for line in page.lines if _TITLE in _codes_of(line.text)]
    if not starts:
        yield from _sides(page, page.lines)
        return
    top = min(line.y for line in starts)
    # Recognised lines are not quite level.
    top -= 0.5 * starts[0].size if starts[0].ocr else 1
    yield from _sides(page, [line for line in page.lines if line.y < top])
    yield from _sides(page, [line for line in page.lines if line.y >= top])


def _is(line: Line, code: str) -> bool:
    return _coded(line)[0] == code


def _sides(page: Page, lines: Sequence[Line]) -> list[Column]:
    """Two columns where codes begin right of the middle; else what the gaps between lines say."""
    rights = [line.x0 for line in lines if line.x0 > 0.42 * page.width and CODE.match(line.text)]
    if not rights:
        return columns(page, lines)
    edge = min(rights) - 3
    sides = [[line for line in lines if (line.x0 < edge) is side] for side in (True, False)]
    return [
        Column(min(line.x0 for line in side), max(line.x1 for line in side), merge(side, _begins))
        for side in sides
        if side
    ]


def _begins(text: str) -> bool:
    return CODE.match(text) is not None


def first(found: Sequence[Item], *codes: str) -> Item | None:
    """The first item with one of the codes, in the order of the codes."""
    for code in codes:
        for item in found:
            if item.code == code and item.lines:
                return item
    return None


def all_of(found: Sequence[Item], code: str) -> list[Item]:
    """Every item with that code."""
    return [item for item in found if item.code == code and item.lines]
