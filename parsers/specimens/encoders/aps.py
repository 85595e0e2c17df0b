"""USPTO full text of 1976-2001 ("Green Book"): fixed text with tags and dot codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.aps_codes import CODES
from parsers.formats.aps_numbers import check_character
from parsers.model import Claim, Mark, Party, Publication, Reference, Segment

from .us_columns import compact, padded, parents, shown, symbols

HEADER = "HHHHHT        APS1        ISSUE - {}\n"
"""The line before the patents of a week; `{}` is the day as `YYMMDD`."""

_WIDTH = 74
_TYPES = {"D": "4", "RE": "2", "PP": "6", "H": "7", "T": "5"}
_PARTS = {
    "related": "PARN",
    "government": "GOVT",
    "technical_field": "BSUM",
    "background": "BSUM",
    "summary": "BSUM",
    "drawings": "DRWD",
}
_RELATIONS = {"continuation": "71", "continuation_in_part": "72"}
_PREFERRED = ("degree", "mu", "lambda", "COPYRGT", "revreaction", "apprxeq", "diamond", "permill")
_NAMES = {
    char: name for name, char in reversed(CODES.items()) if len(char) == 1 and ord(char) > 126
}
_NAMES |= {CODES[name]: name for name in _PREFERRED} | {"µ": "mu", "·": "multidot"}
_RULE = "_" * 70


def encode(publication: Publication) -> bytes:
    """One patent, in Latin-1; ValueError for a character that the files had no code for."""
    lines = [
        *_patent(publication),
        *_people(publication.parties, "INVT", "inventor"),
        *_people(publication.parties, "ASSG", "assignee"),
        *_priorities(publication.priorities),
        *_related(publication),
        *_classes(publication),
        *_citations(publication),
        *_agents(publication.parties),
        *_international(publication),
        *_abstract(publication),
        *_description(publication),
        *_claims(publication),
    ]
    return ("\n".join(lines) + "\n").encode("latin-1")


def coded(text: str, marks: tuple[Mark, ...] = ()) -> str:
    """The text with dot codes for its scripts and for what is not ASCII."""
    found: list[str] = []
    at = 0
    for kind, low, high in sorted(marks, key=lambda mark: mark[1:]):
        if low < at:
            raise ValueError(f"scripts within scripts are not written: {text[low:high]}")
        found += (_plain(text[at:low]), f".{kind}.{_plain(text[low:high])}", _end(text[high:]))
        at = high
    return "".join((*found, _plain(text[at:])))


def _end(rest: str) -> str:
    """What ends a script that something follows at once."""
    following = rest[:1]
    if not following.strip() or following in ',;:.)]}"':
        return ""
    return " " if following in "-/'" else "."


def _plain(text: str) -> str:
    return "".join(f".{_NAMES[char]}." if char in _NAMES else char for char in text)


def _field(tag: str, text: str | None) -> Iterator[str]:
    """A field, broken at blanks into lines of the usual width."""
    if not text:
        return
    lead, rest = f"{tag}  ", text
    while len(rest) > _WIDTH and (cut := rest.rfind(" ", 0, _WIDTH)) > 0:
        yield lead + rest[:cut]
        lead, rest = "      ", rest[cut + 1 :]
    yield lead + rest


def _checked(number: str) -> str:
    return number + check_character(number)


def _patent(publication: Publication) -> Iterator[str]:
    filed = publication.application
    letters = publication.number.rstrip("0123456789")
    yield "PATN"
    yield from _field("WKU", _checked(padded(publication.number)))
    if filed:
        series = filed.number[:2]
        yield from _field("SRC", "D" if series == "29" else series.lstrip("0"))
        yield from _field("APN", _checked(filed.number[2:]))
    yield from _field("APT", _TYPES.get(letters, "1"))
    clerks = [party for party in publication.parties if party.role == "examiner"]
    yield from _field("ART", clerks[0].code if clerks else None)
    yield from _field("APD", compact(filed.date) if filed else None)
    title = publication.title[0]
    yield from _field("TTL", coded(title.text, title.marks))
    yield from _field("ISD", compact(publication.date))
    yield from _field("NCL", str(len(publication.claims)))
    if publication.term and publication.term.years:
        yield from _field("TRM", str(publication.term.years))
    for tag, clerk in zip(("EXP", *["EXA"] * len(clerks)), clerks, strict=False):
        yield from _field(tag, _name(clerk))


def _name(party: Party) -> str:
    if party.family is None:
        return _plain(party.name)
    return _plain(f"{party.family}; {party.given}" if party.given else party.family)


def _people(parties: tuple[Party, ...], group: str, role: str) -> Iterator[str]:
    for party in parties:
        if party.role != role:
            continue
        in_state = party.country == "US" and party.state
        yield group
        yield from _field("NAM", _name(party))
        yield from _field("STR", party.address)
        yield from _field("CTY", party.city)
        yield from _field("STA", party.state)
        yield from _field("CNT", None if in_state or not party.country else f"{party.country}X")
        yield from _field("ZIP", party.postcode)
        if role == "assignee":
            home = party.country == "US"
            person = party.family is not None
            yield from _field("COD", ("04" if home else "05") if person else "02" if home else "03")


def _priorities(claims: tuple[Reference, ...]) -> Iterator[str]:
    for claim in claims:
        yield "PRIR"
        yield from _field("CNT", f"{claim.office}X")
        yield from _field("APD", compact(claim.date))
        yield from _field("APN", shown(claim))


def _related(publication: Publication) -> Iterator[str]:
    for relation, application, patent in parents(publication.related):
        if relation in _RELATIONS:
            yield "RLAP"
            yield from _field("COD", _RELATIONS[relation])
            yield from _field("APN", application.number[2:])
            yield from _field("APD", compact(application.date))
            yield from _field("PSC", "01" if patent else "03")
            if patent:
                yield from _field("PNO", patent.number)


def _classes(publication: Publication) -> Iterator[str]:
    scheme = "locarno" if publication.right == "design" else "ipc"
    yield "CLAS"
    national = symbols(publication.classifications, "uspc")
    for place, symbol in enumerate(national):
        yield f"{'XCL' if place else 'OCL'}  {symbol}"
    yield "EDF  6"
    for symbol in symbols(publication.classifications, scheme):
        yield f"ICL  {symbol}"


def _citations(publication: Publication) -> Iterator[str]:
    for citation in publication.citations:
        document = citation.document
        if document is None:
            yield "OREF"
            yield from _field("PAL", _plain(citation.text or ""))
            continue
        home = document.office == "US"
        yield "UREF" if home else "FREF"
        yield from _field("PNO", shown(document))
        yield from _field("ISD", compact(document.date) if document.date else None)
        yield from _field("CNT", None if home else f"{document.office}X")


def _agents(parties: tuple[Party, ...]) -> Iterator[str]:
    listed = [party for party in parties if party.role in {"agency", "agent"}]
    if listed:
        yield "LREP"
        for party in listed:
            yield from _field("FRM" if party.role == "agency" else "FR2", _name(party))


def _international(publication: Publication) -> Iterator[str]:
    found = [entry.document for entry in publication.related if entry.relation == "pct"]
    if not found:
        return
    yield "PCTA"
    for reference in found:
        applied = reference.number.startswith("PCT")
        yield from _field("PCN" if applied else "PCP", shown(reference))
        yield from _field("PD3" if applied else "PCD", compact(reference.date))


def _abstract(publication: Publication) -> Iterator[str]:
    for text in publication.abstract[:1]:
        yield "ABST"
        yield from _field("PAL", coded(text.text, text.marks))


def _description(publication: Publication) -> Iterator[str]:
    """Designs only have the descriptions of their views."""
    part = ""
    usual = "DRWD" if publication.right == "design" else "DETD"
    for segment in publication.description:
        stands = _PARTS.get(segment.part or "", usual)
        if stands != part:
            part = stands
            yield part
        if segment.kind == "table":
            yield from _table(segment)
        else:
            tag = {"heading": "PAC", "formula": "EQU"}.get(segment.kind, "PAR")
            yield from _field(tag, coded(segment.text, segment.marks))


def _table(segment: Segment) -> Iterator[str]:
    """Cells in columns, between rules."""
    rows = [[_plain(cell) for cell in line.split(" | ")] for line in segment.text.split("\n")]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield f"TBL  {_RULE}"
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "     " + "  ".join(cells).rstrip()
    yield f"     {_RULE}"


def _claims(publication: Publication) -> Iterator[str]:
    if not publication.claims:
        return
    if publication.right == "design":
        yield "DCLM"
        yield from _field("PAR", coded(publication.claims[0].text))
        return
    yield "CLMS"
    yield "STM  What is claimed is:"
    for claim in publication.claims:
        yield f"NUM  {claim.number}."
        yield from _steps(claim)


def _steps(claim: Claim) -> Iterator[str]:
    """Features after a colon are paragraphs of their own."""
    whole = f"{claim.number}. {coded(claim.text, claim.marks)}"
    first, *others = re.split(r"(?<=comprising:) |(?<=;) ", whole)
    yield from _field("PAR", first)
    for other in others:
        yield from _field("PA1", other)
