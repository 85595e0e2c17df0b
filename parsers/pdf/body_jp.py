"""Text pages of the JPO: everything is named in brackets (`【請求項１】`, `【０００１】`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from parsers.formats.parts import RawClaim, number_claims
from parsers.model import Claim, Gap, Origin, Segment
from parsers.pdf.body import origin_of
from parsers.pdf.front import Front
from parsers.pdf.inid import all_of, items
from parsers.pdf.joining import Joiner
from parsers.pdf.layout import flow
from parsers.pdf.wire import Line, Page

_BRACKET = re.compile(r"^\s*【([^】]{1,30})】\s*")
_CLAIM = re.compile(r"請求項(\d{1,3})")
_NUMBER = re.compile(r"\d{4,5}")
_CLAIMS, _DESCRIPTION = "特許請求の範囲", ("発明の詳細な説明", "技術分野", "書類名")
_RUNNING = re.compile(r"\(\d{1,3}\)(?:\s*JP.{0,3}\d{4}.*)?|JP.{0,3}\d{4}.*|\d{1,3}")


def read(
    pages: Sequence[Page], _front: Front, joiner: Joiner
) -> tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]]:
    """Description and claims; claims may begin on the front page, below the abstract."""
    # The front page of a patent has its claims where others have an abstract.
    lines = [line for item in all_of(items(pages[0]), "57") for line in item.lines]
    inner = (
        replace(page, lines=tuple(line for line in page.lines if not _is_edge(line, page)))
        for page in pages[1:]
    )
    lines += (line for column in flow(inner) for line in column.lines)
    parts: list[tuple[str, list[Line]]] = []
    for line in lines:
        name = _BRACKET.match(unicodedata.normalize("NFKC", line.text))
        if name:
            parts.append((name[1], [line]))
        elif parts:
            parts[-1][1].append(line)
    claims = tuple(_claims(parts, joiner))
    return tuple(_segments(parts, joiner)), claims, ()


def _is_edge(line: Line, page: Page) -> bool:
    """Whether a line is a running head or a page number."""
    edge = line.y < 0.1 * page.height or line.y > 0.92 * page.height
    plain = unicodedata.normalize("NFKC", line.text).strip()
    return edge and _RUNNING.fullmatch(plain) is not None


def _claims(parts: list[tuple[str, list[Line]]], joiner: Joiner) -> list[Claim]:
    found: list[RawClaim] = []
    origins: list[Origin | None] = []
    for name, lines in parts:
        number = _CLAIM.fullmatch(name)
        text = _text(lines, joiner) if number else ""
        if number and text and int(number[1]) == len(found) + 1:
            origins.append(origin_of(lines))
            found.append(RawClaim(int(number[1]), text))
    made, _ = number_claims(found, "ja")
    return [replace(claim, origin=origins[claim.number - 1]) for claim in made]


def _segments(parts: list[tuple[str, list[Line]]], joiner: Joiner) -> list[Segment]:
    found: list[Segment] = []
    begun = False
    for name, lines in parts:
        if _CLAIM.fullmatch(name) or name == _CLAIMS:
            continue
        begun = begun or name in _DESCRIPTION or _NUMBER.fullmatch(name) is not None
        if not begun:
            continue
        text = _text(lines, joiner)
        if _NUMBER.fullmatch(name):
            if text:
                found.append(Segment(number=name, text=text, lang="ja", origin=origin_of(lines)))
            continue
        found.append(Segment(kind="heading", text=name, lang="ja", origin=origin_of(lines[:1])))
        if text:
            found.append(Segment(text=text, lang="ja", origin=origin_of(lines)))
    return found


def _text(lines: list[Line], joiner: Joiner) -> str:
    """The text behind a name in brackets."""
    return _BRACKET.sub("", joiner.join(lines, "ja"))
