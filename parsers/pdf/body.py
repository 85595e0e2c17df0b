"""Lines of text pages as paragraphs, and paragraphs as description and claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from parsers.formats.parts import RawClaim, number_claims
from parsers.model import Claim, Gap, Origin, Segment
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import Column
from parsers.pdf.wire import Line

NUMBERED = re.compile(r"\s*[\[【［](\d{4,5})[\]】］]\s*")
"""The printed number of a paragraph."""
_CLAIM = re.compile(r"\s*(\d{1,3})\s*[.．、]\s*(?=\S)")
_DIGIT_BEHIND = re.compile(r"\s*\d{1,3}\s*[.．、]\d")
_GLUED = re.compile(
    r"(?<=\b(?:of|in|to|by|as|or))(?=claims?\s?\d)|(?<=\b(?:of|in|to)any)(?=of)"
    r"|(?<=\bclaim)(?=\d)|(?<=\bclaims)(?=\d)|(?<=\b(?:nach))(?=Anspr[uü]ch)"
    r"|(?<=\bAnspruch)(?=\d)|(?<=\brevendication)(?=\d)",
)
_BEHIND = re.compile(
    r"(?<=[。；])\s*(?=\d{1,3}\s*[.．、]\s*(?:一种|如|根据|按照|依据|依照|权利要求))"
)
_BLANKS = frozenset({"en", "de", "fr"})
_LISTED = re.compile(r"\s*\d{1,2}\s*[.．、]")
_SENTENCE_END = tuple(".:;。：；!?！？")
_INDENT = 0.7
"""First lines are indented by more than so many times the size of type."""
_LEADING = 1.4
"""Paragraphs are set apart by more than so many times the usual distance of lines."""


class Paragraph(Struct):
    """Lines that belong together; `apart`: blank space sets it off from what is above it."""

    lines: list[Line]
    apart: bool = False


def paragraphs(columns: Iterable[Column], is_heading: Callable[[str], bool]) -> list[Paragraph]:
    """Paragraphs over the ends of columns and pages.

    One begins with a printed number, an indented line, a heading, or blank space above it.
    """
    found: list[Paragraph] = []
    before = 0.0
    title = ended = False
    for column in columns:
        leading = _leading(column.lines)
        above: Line | None = None
        for line in column.lines:
            heading = is_heading(line.text)
            apart = not found or _is_apart(line, above, leading) or (ended and above is None)
            if title and heading:
                # A heading of several lines is centred: its indents mean nothing.
                begins = apart or NUMBERED.match(line.text) is not None
            else:
                begins = apart or heading or title or _begins(line, above, column, before)
            if begins:
                found.append(Paragraph([line], apart))
            else:
                found[-1].lines.append(line)
            above, before, title = line, line.x0 - column.left, heading
        ended = above is not None and _stops_short(above, column)
    return found


def without_title(columns: Sequence[Column], title: str) -> list[Column]:
    """The columns without the title that opens a description."""
    if not columns:
        return []
    opening, *rest = columns
    wanted, text = _plain(title), ""
    for number, line in enumerate(opening.lines[:10], 1):
        text += _plain(line.text)
        if text == wanted:
            return [Column(opening.left, opening.right, opening.lines[number:]), *rest]
    return list(columns)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _leading(lines: Sequence[Line]) -> float:
    """The distance of lines within paragraphs: most are so far apart, and none less."""
    steps = sorted(below.y - line.y for line, below in pairwise(lines))
    return steps[len(steps) // 3] if steps else 12.0


def _is_apart(line: Line, above: Line | None, leading: float) -> bool:
    """Whether blank space is above a line."""
    return above is not None and line.y - above.y > _LEADING * leading


def _begins(line: Line, above: Line | None, column: Column, before: float) -> bool:
    """Whether a line begins a paragraph; `before` is the indent of the line read before it."""
    if NUMBERED.match(line.text):
        return True
    listed = _LISTED.match(line.text) is not None
    if listed and above is not None and above.text.endswith(_SENTENCE_END):
        return True
    indent = line.x0 - column.left
    if indent <= _INDENT * line.size:
        return False
    # A line further in than the one before begins something; one like it goes on with it.
    further = indent - before > 0.3 * line.size
    return further or listed or (above is not None and _ends(above, column))


def _ends(line: Line, column: Column) -> bool:
    """Whether a line ends its paragraph: far short of the edge, or with the mark of a sentence."""
    if _stops_short(line, column):
        return True
    rest = column.right - line.x1
    return rest > 0.4 * (column.right - column.left) and not line.hyphen


def _stops_short(line: Line, column: Column) -> bool:
    short = column.right - line.x1 > 1.5 * line.size
    return short and line.text.endswith(_SENTENCE_END)


def segments(
    found: Sequence[Paragraph],
    joiner: Joiner,
    lang: str,
    is_heading: Callable[[Paragraph, str], bool],
) -> tuple[Segment, ...]:
    """The blocks of a description, with the numbers printed before them."""
    made = []
    pending: str | None = None
    for paragraph in found:
        text = joiner.join(paragraph.lines, lang)
        printed = NUMBERED.match(text)
        number = printed[1] if printed else pending
        # A number may stand by itself above what it counts, such as a list.
        pending = number if printed and printed.end() == len(text) else None
        if printed:
            text = text[printed.end() :].strip()
        if text:
            heading = is_heading(paragraph, text)
            made.append(
                Segment(
                    number=number,
                    kind="heading" if heading else "paragraph",
                    text=text,
                    lang=lang,
                    origin=origin_of(paragraph.lines),
                )
            )
    return tuple(made)


def claims(
    lines: Sequence[Line], joiner: Joiner, lang: str
) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims, split where a line begins with the next number."""
    parts: list[list[Line]] = []
    for line in _lines_of_claims(lines, lang):
        number = _CLAIM.match(line.text)
        if number and int(number[1]) == len(parts) + 1 and not _is_decimal(line, parts):
            parts.append([line])
        elif parts:
            parts[-1].append(line)
    raw = [
        RawClaim(number_, _CLAIM.sub("", _repaired(joiner.join(part, lang), lang), count=1).strip())
        for number_, part in enumerate(parts, 1)
    ]
    made, gaps = number_claims(raw, lang)
    return tuple(replace(claim, origin=origin_of(parts[claim.number - 1])) for claim in made), gaps


def _lines_of_claims(lines: Sequence[Line], lang: str) -> Iterator[Line]:
    """Lines, cut where a Chinese claim begins behind the end of another one."""
    for line in lines:
        pieces = _BEHIND.split(line.text) if lang == "zh" else [line.text]
        for piece in pieces:
            yield line if len(pieces) == 1 else replace(line, text=piece)


def origin_of(lines: Iterable[Line]) -> Origin | None:
    """Whether some of a text was recognised in pictures."""
    return "ocr" if any(line.ocr for line in lines) else None


def _repaired(text: str, lang: str) -> str:
    """`ofclaim 1`: PDFs lose blanks there more than elsewhere."""
    return _GLUED.sub(" ", text) if lang in _BLANKS else text


def _is_decimal(line: Line, parts: Sequence[Sequence[Line]]) -> bool:
    """Whether `2.5` at the beginning of a line is a value: in the middle of a sentence it is."""
    if _DIGIT_BEHIND.match(line.text) is None:
        return False
    return bool(parts) and not parts[-1][-1].text.rstrip().endswith((".", "。"))
