"""Texts of the USPTO's full text of 1976-2001: title, abstract, description, claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.formats.aps_codes import decoded, without_pictures
from parsers.formats.aps_lines import KNOWN, Field, Group
from parsers.formats.parts import RawClaim, number_claims, picture_gap
from parsers.formats.us2_text import judged
from parsers.model import Claim, Gap, Part, Segment, SegmentKind, Text
from parsers.scripts import shifted
from parsers.sections import Sections
from parsers.text import Marked, clean, joined, strung

LANG = "en"
_PARTS: dict[str, Part] = {
    "PARN": "related",
    "GOVT": "government",
    "BSUM": "summary",
    "DRWD": "drawings",
    "DETD": "embodiments",
}
"""Groups of the description."""

_TABLES = frozenset({"TBL", "TBL3"})
_RULE = re.compile(r"[\s_=\-.*~]*")
_GAP = re.compile(r"\s{2,}")
_PRINTED = re.compile(r"\[?\s*(\d{1,4})\s*[.)]\s*")
_NUMBER = re.compile(r"\D*(\d{1,4})")


class _Pictures:
    """Marks of structures and equations that the file has as pictures only."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def text(self, field: Field) -> Marked:
        """The text of a field without such marks, which are noted."""
        plain, found = without_pictures(field.whole)
        self.found += found
        return decoded(plain)

    def table(self, field: Field) -> Marked:
        """Lines of cells parted by ` | `: where the file has more than one blank."""
        rows: list[Marked] = []
        for raw in field.lines:
            line, found = without_pictures(raw)
            self.found += found
            if not _RULE.fullmatch(line):
                cells = (decoded(cell) for cell in _GAP.split(line.strip()))
                rows.append(strung((cell for cell in cells if cell[0]), " | "))
        return strung((row for row in rows if row[0]), "\n")


def title(raw: str | None) -> tuple[Text, ...]:
    """The title of the invention."""
    text, marks = decoded(raw or "")
    return (Text(lang=LANG, text=text, marks=marks),) if text else ()


def abstract(groups: Iterable[Group]) -> tuple[tuple[Text, ...], tuple[Gap, ...]]:
    """The abstract, its paragraphs run together; a gap names the pictures in it."""
    pictures = _Pictures()
    fields = (field for group in groups if group.tag == "ABST" for field in group.fields)
    text, marks = joined(pictures.text(field) for field in fields if field.tag != "PAC")
    found = (Text(lang=LANG, text=text, marks=marks),) if text else ()
    return found, _pictured("abstract", pictures)


def description(groups: Iterable[Group]) -> tuple[tuple[Segment, ...], tuple[Gap, ...]]:
    """The parts of the description, in the order of the file; a gap names the pictures."""
    pictures = _Pictures()
    sections = Sections(LANG)
    segments: list[Segment] = []
    for group in groups:
        if group.tag in _PARTS or group.tag not in KNOWN:
            sections.frame(_PARTS.get(group.tag))
            segments += _segments(group, sections, pictures)
    return tuple(segments), picture_gap(pictures.found)


def _segments(group: Group, sections: Sections, pictures: _Pictures) -> Iterator[Segment]:
    for field in group.fields:
        kind: SegmentKind = "paragraph"
        if field.tag == "PAC":
            kind = "heading"
        elif field.tag in _TABLES:
            kind = "table"
        elif field.tag == "EQU":
            kind = "formula"
        text, marks = pictures.table(field) if kind == "table" else pictures.text(field)
        if text:
            part = sections.heading(text) if kind == "heading" else sections.part
            yield Segment(kind=kind, text=text, lang=LANG, part=part, marks=marks)


def claims(groups: Iterable[Group]) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """Claims without their numbers, design claims too; a gap names the pictures in them."""
    pictures = _Pictures()
    raw: list[RawClaim] = []
    for group in groups:
        if group.tag in {"CLMS", "DCLM"}:
            for number, fields in _entries(group):
                parts = (
                    pictures.table(field) if field.tag in _TABLES else pictures.text(field)
                    for field in fields
                )
                raw.append(_raw(number, joined((clean(text), marks) for text, marks in parts)))
    kept = [claim for claim in raw if claim.text]
    found, gaps = number_claims(kept, LANG)
    return tuple(map(judged, found)), (*gaps, *_pictured("claims", pictures))


def _entries(group: Group) -> Iterator[tuple[int | None, list[Field]]]:
    """Fields of each claim with its number: it begins at `NUM`, or with its printed number."""
    number: int | None = None
    fields: list[Field] = []
    numbered = any(field.tag == "NUM" for field in group.fields)
    for field in group.fields:
        if field.tag in {"STM", "PAC"}:
            continue
        printed = None if numbered else _PRINTED.match(field.text)
        if field.tag == "NUM" or printed:
            if fields:
                yield number, fields
            found = _NUMBER.match(field.text)
            number = int(found[1]) if found else None
            fields = []
        if field.tag != "NUM":
            fields.append(field)
    if fields:
        yield number, fields


def _raw(number: int | None, whole: Marked) -> RawClaim:
    text, marks = whole
    printed = _PRINTED.match(text)
    if printed and number in {None, int(printed[1])}:
        bracket = "[" if text.startswith("[") else ""
        text = bracket + text[printed.end() :]
        marks = shifted(marks, len(bracket) - printed.end())
        number = int(printed[1])
    return RawClaim(number, text, marks=marks)


def _pictured(part: str, pictures: _Pictures) -> tuple[Gap, ...]:
    return tuple(
        Gap(part=gap.part, reason=gap.reason, detail=f"{part}: {gap.detail}")
        for gap in picture_gap(pictures.found)
    )
