"""Claims and description out of the fields of a TRS record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.cn_words import is_heading_text
from parsers.formats.parts import RawClaim, number_claims
from parsers.formats.trs_fields import Fields
from parsers.model import Claim, Gap, Segment
from parsers.text import clean

_ITEM = re.compile(r"\s*(\d{1,4})\s*[.．、]\s*(?!\d)")
_PARAGRAPH = re.compile(r"\s*[\[［]\s*(\d{4,5})\s*[\]］]\s*")


def claims(fields: Fields) -> tuple[tuple[Claim, ...], tuple[Gap, ...]]:
    """All claims, or the principal one where the record has no other (`主权项`)."""
    whole = fields.get("权利要求书", "权利要求")
    principal = fields.get("主权项", "主权利要求")
    if whole:
        return number_claims([*_claims(whole)], "zh")
    if not principal:
        return (), ()
    text = clean(principal, "zh")
    found = _ITEM.match(text)
    first = RawClaim(printed=1, text=text[found.end() :] if found else text)
    made, _ = number_claims([first], "zh")
    gap = Gap(part="claims", reason="not_in_source", detail="zh: all but the principal claim")
    return made, (gap,)


def _claims(text: str) -> Iterator[RawClaim]:
    """A claim begins at a line with the next number; other lines go on with the one before."""
    number, held = 0, list[str]()
    for line in text.splitlines():
        found = _ITEM.match(line)
        if found and int(found[1]) == number + 1:
            if number:
                yield RawClaim(printed=number, text=clean("\n".join(held), "zh"))
            number, held = number + 1, [line[found.end() :]]
        else:
            held.append(line)
    if held:
        yield RawClaim(printed=number or 1, text=clean("\n".join(held), "zh"))


def description(fields: Fields) -> tuple[Segment, ...]:
    """One segment per line; the brief explanation of a design is its description."""
    text = fields.get("说明书", "简要说明", "外观设计简要说明") or ""
    return tuple(_segments(text))


def _segments(text: str) -> Iterator[Segment]:
    for line in text.splitlines():
        found = _PARAGRAPH.match(line)
        said = clean(line[found.end() :] if found else line, "zh")
        if not said:
            continue
        heading = is_heading_text(said)
        yield Segment(
            number=found[1] if found else None,
            kind="heading" if heading else "paragraph",
            text=said,
            lang="zh",
        )
