"""Specimens as the office would have printed them before 2005: what older files have no place for is gone."""

from collections.abc import Iterator
from functools import cache

from msgspec import structs

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens import encode, format_of
from parsers.specimens.families import family
from tests.parsers.demo import demo

ORDER = ("inventor", "assignee", "agency", "agent", "examiner")
"""Inventors were the applicants by law: the files name no others."""

LATER = str.maketrans({"µ": "μ", "·": "⋅", "−": "-"})
"""Characters that have one dot code with another, or are written in ASCII."""


def plain(publication: Publication) -> Publication:
    """Common losses: applicants, CPC, versions of IPC, who but the examiner cited what."""
    return structs.replace(
        publication,
        family=None,
        family_basis=None,
        events=(),
        deposits=(),
        hague=None,
        parties=tuple(
            party for role in ORDER for party in publication.parties if party.role == role
        ),
        classifications=tuple(
            structs.replace(c, version=None, value=None, office=None)
            for c in publication.classifications
            if c.scheme in {"ipc", "locarno", "uspc"}
        ),
        citations=tuple(
            structs.replace(c, number=None, phase=None if c.phase == "applicant" else c.phase)
            for c in publication.citations
        ),
        description=tuple(
            structs.replace(s, id=None, level=s.level or 1) if s.kind == "heading" else s
            for s in publication.description
        ),
    )


def grant(publication: Publication) -> Publication:
    """As grants of 2001-2004: paragraphs have ids, but no printed numbers; designs only views."""
    made = plain(publication)
    view = {"part": "drawings"} if publication.right == "design" else {}
    segments = tuple(structs.replace(s, number=None, **view) for s in made.description)
    return structs.replace(made, description=segments)


def fixed(publication: Publication) -> Publication:
    """As the fixed text of 1976-2000: no pictures, no ids, no kinds, only ASCII and dot codes."""
    made = grant(publication)
    letters = made.number.rstrip("0123456789")
    number = letters + str(
        int(made.number[len(letters) :]) % 900_000 + (0 if letters else 5_000_000)
    )
    kind = {"": "A", "D": "S"}[letters]
    changed = {
        "id": f"US{number}{kind}",
        "number": number,
        "kind": kind,
        "date": "1998-06-02",
        "drawings": (),
        "term": made.term if made.term and made.term.years else None,
        "related": tuple(
            entry
            for entry in made.related
            if entry.relation in {"continuation", "continuation_in_part", "pct"}
        ),
        "citations": tuple(
            structs.replace(
                c, phase=None, document=c.document and structs.replace(c.document, kind=None)
            )
            for c in made.citations
        ),
    }
    for key in ("title", "abstract", "claims", "description"):
        changed[key] = tuple(
            structs.replace(entry, text=entry.text.translate(LATER)) for entry in getattr(made, key)
        )
    changed["description"] = tuple(
        structs.replace(s, id=None, level=None, figures=()) for s in changed["description"]
    )
    return structs.replace(made, **changed)


def read_back(publication: Publication, form: str) -> Publication:
    """The publication from its file, with what no file says taken off again."""
    (found,) = parse_record(Record(data=encode(publication, form), file="x"))
    assert isinstance(found, Publication), found
    assert found.source.format == form
    assert not found.source.repaired
    application = found.application
    if form == "aps" and application is not None:
        assert application.raw[:-1] == application.number[2:]
        application = structs.replace(application, raw=None)
    return structs.replace(
        found, family=None, family_basis=None, source=publication.source, application=application
    )


def same(left: Publication, right: Publication) -> None:
    """Key by key, so that a failure names the key."""
    for key in left.__struct_fields__:
        assert getattr(left, key) == getattr(right, key), f"{left.id}: {key}"


def specimens(kinds: str) -> Iterator[Publication]:
    """American specimens of the demo whose kind begins with one of these letters."""
    listed = (p for p in demo() if p.office == "US" and p.kind[0] in kinds)
    return (p for p in listed if format_of(p) != "pdf")


@cache
def members(index: int, seed: int) -> tuple[Publication, ...]:
    found = (p for p in family(index, 400, seed, {}) if p.office == "US")
    return tuple(p for p in found if format_of(p) != "pdf")


def encodable(publication: Publication) -> bool:
    texts = [
        *publication.title,
        *publication.abstract,
        *publication.claims,
        *publication.description,
    ]
    return not any("\uff00" <= char <= "\uffef" for entry in texts for char in entry.text)
