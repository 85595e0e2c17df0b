"""What files on the lines of WIPO ST.36 have in common: numbers, texts, drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.model import Claim, Drawing, Part, Reference, Segment

from .markup import cals, chemistry, element, mathml, plain

SECTIONS: dict[Part, str] = {
    "technical_field": "technical-field",
    "background": "background-art",
    "summary": "summary-of-invention",
    "drawings": "description-of-drawings",
    "embodiments": "description-of-embodiments",
    "examples": "embodiments-example",
    "industrial_applicability": "industrial-applicability",
    "deposits": "reference-to-deposited-biological-material",
    "sequence_listing": "sequence-list-text",
    "reference_signs": "reference-signs-list",
}
"""Elements of the sections of a description."""


def compact(date: str | None) -> str:
    return (date or "").replace("-", "")


def document(reference: Reference, *, kind: bool = True, country: bool = True) -> str:
    """A `document-id`; numbers as the source printed them."""
    shown = element("country", reference.office) if country else ""
    shown += element("doc-number", plain(reference.raw or reference.number))
    if kind and reference.kind:
        shown += element("kind", reference.kind)
    if reference.date:
        shown += element("date", compact(reference.date))
    return element("document-id", shown)


def priority_claims(references: Iterable[Reference], kind: str = "kind") -> Iterator[str]:
    listed = [
        f'<priority-claim sequence="{place}" {kind}="national">'
        f"{document(entry, kind=False)[13:-14]}</priority-claim>"
        for place, entry in enumerate(references, 1)
    ]
    if listed:
        yield element("priority-claims", "".join(listed))


def st8(symbol: str, version: str | None, position: str | None, value: str | None) -> str:
    """The text of WIPO ST.8, in its columns."""
    head, _, rest = symbol.partition(" ")
    group, _, subgroup = rest.partition("/")
    place = {"first": "F", "later": "L"}.get(position or "", " ")
    letter = {"inventive": "I", "additional": "N"}.get(value or "", " ")
    return f"{head}{group:>4}/{subgroup:<10}{compact(version)}A{place}{letter}"


def claims(found: Iterable[Claim]) -> Iterator[str]:
    listed = [
        element("claim", element("claim-text", chemistry(claim.text, claim.marks)), num=number)
        for claim in found
        for number in [str(claim.number)]
    ]
    if listed:
        yield element("claims", "\n".join(listed))


def description(segments: Iterable[Segment], sections: bool = True) -> Iterator[str]:  # noqa: FBT001, FBT002 - one choice
    """Headings and paragraphs, inside the elements of their sections where they have one."""
    listed: list[str] = []
    open_part: str | None = None
    for place, segment in enumerate(segments, 1):
        part = SECTIONS.get(segment.part) if segment.part and sections else None
        if part != open_part:
            listed += [f"</{open_part}>"] if open_part else []
            listed += [f"<{part}>"] if part else []
            open_part = part
        listed.append(_block(segment, place))
    listed += [f"</{open_part}>"] if open_part else []
    if listed:
        yield element("description", "\n".join(listed))


def _block(segment: Segment, place: int) -> str:
    named = {"id": segment.id} if segment.id else {}
    if segment.kind == "heading":
        return element("heading", chemistry(segment.text, segment.marks), **named)
    if segment.kind == "table":
        identity = f' id="{segment.id}"' if segment.id else ""
        table = cals(segment.text, f'<tables{identity} num="{place}">', segment.marks)
        return element("p", f"{table}</tables>", num="")
    inner = chemistry(segment.text, segment.marks)
    if segment.kind == "formula":
        inner = element("math", element("mrow", mathml(segment.text)))
        inner = element("maths", inner, num=str(place))
    numbered = {"num": segment.number} if segment.number else {}
    return element("p", inner, **named, **numbered)


def drawings(found: Iterable[Drawing]) -> Iterator[str]:
    listed = []
    for place, drawing in enumerate(found, 1):
        suffix = {"tiff": "tif", "jpeg": "jpg"}.get(drawing.format, drawing.format)
        listed.append(
            f'<figure num="{drawing.number or place}"><img id="{place:06}" he="{drawing.height}" '
            f'wi="{drawing.width}" file="{drawing.file}" img-format="{suffix}" '
            'img-content="drawing"/></figure>'
        )
    if listed:
        yield element("drawings", "\n".join(listed))
