"""USPTO full text 1976-2001 (APS, "Green Book"): fixed text with tags and dot codes.

All kinds of patents: utility, design, plant, reissue, defensive publication, statutory invention
registration. The weekly files begin with a line that names the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats.aps_biblio import (
    citations,
    classifications,
    national_phase,
    own_application,
    priorities,
    relations,
    term,
)
from parsers.formats.aps_lines import KNOWN, Group, groups
from parsers.formats.aps_numbers import kind_of, patent_number
from parsers.formats.aps_parties import parties
from parsers.formats.aps_text import LANG, abstract, claims, description, title
from parsers.formats.nodes import whole_number
from parsers.formats.parts import absent
from parsers.formats.us4_numbers import day
from parsers.kinds import right_and_stage
from parsers.model import Claim, DocumentId, Publication
from parsers.record import Record

NAME = "aps"
OFFICES = frozenset({"US"})
YEARS = "1976-2001"
CONTENT = "full text"
TRIED = "single patents of 1976 and 1982"

_START = re.compile(rb"PATN[ \t]*\r?$|HHHHHT\s+APS", re.MULTILINE)
_PATN = re.compile(rb"^PATN[ \t]*\r?$", re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether a record begins with the group of a patent, or is the head of a weekly file."""
    return bool(_START.match(head))


def parse(record: Record) -> Iterator[Publication]:
    """The one patent of a record; none for the head of a weekly file. Raises ParseError."""
    start = _PATN.search(record.data)
    if start is None:
        return
    first = record.data.count(b"\n", 0, start.start()) + 1
    found = groups(record.data[start.start() :], first)
    patn = found[0]
    printed = patn.value("WKU")
    if printed is None:
        raise ParseError("IDENTITY_INCOMPLETE", "There is no WKU in the group PATN.", place="WKU")
    number, number_notes = patent_number(printed)
    date = day(patn.value("ISD"))
    identity = DocumentId("US", number, kind_of(number, date) or "")
    right, stage = right_and_stage("US", identity.kind, date, number)
    design = right == "design"
    titles = title(patn.value("TTL"))
    abstracts, abstract_gaps = abstract(found)
    segments, text_gaps = description(found)
    claim_list, claim_gaps = claims(found)
    filed, filed_notes = own_application(patn, design=design)
    references, priority_gaps = priorities(found)
    relatives, relation_notes = relations(found)
    symbols, symbol_notes = classifications(found, design=design)
    present = {
        "title": titles,
        "abstract": abstracts,
        "claims": claim_list or claim_gaps,
        "description": segments,
    }
    missing = absent(present)
    notes = (
        *number_notes,
        *filed_notes,
        *_kind_note(identity),
        *relation_notes,
        *symbol_notes,
        *_counted(patn, claim_list),
        *_unknown(found),
    )
    yield Publication(
        id=str(identity),
        office="US",
        number=number,
        kind=identity.kind or None,
        date=date,
        right=right,
        stage=stage,
        language=LANG,
        application=filed,
        priorities=references,
        related=relatives,
        title=titles,
        abstract=abstracts,
        claims=claim_list,
        description=segments,
        parties=parties(found),
        classifications=symbols,
        citations=citations(found),
        events=national_phase(found),
        term=term(patn),
        gaps=(*missing, *abstract_gaps, *claim_gaps, *text_gaps, *priority_gaps),
        source=record.source(NAME, notes=notes),
    )


def _kind_note(identity: DocumentId) -> Iterator[str]:
    if identity.kind:
        yield f"the kind {identity.kind} is not in the file: it follows from number and date"


def _counted(patn: Group, found: tuple[Claim, ...]) -> Iterator[str]:
    """A note where the front page counts other claims than there are."""
    counted = whole_number(patn.value("NCL"))
    if counted is not None and found and counted != len(found):
        yield f"the front page counts {counted} claims, the text has {len(found)}"


def _unknown(found: tuple[Group, ...]) -> Iterator[str]:
    names = dict.fromkeys(group.tag for group in found if group.tag not in KNOWN)
    if names:
        yield f"groups of an unknown kind stand in the description: {', '.join(names)}"
