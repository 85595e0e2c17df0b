"""Documents of other offices as databases hold them, and their Chinese translations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import structs

from parsers.model import (
    Citation,
    Claim,
    Classification,
    Gap,
    LegalEvent,
    Publication,
    Reference,
    Segment,
)
from parsers.specimens import documents, people, rendering
from parsers.specimens.case import Case
from parsers.specimens.documents import Identity, publication
from parsers.specimens.numbering import docdb, printed, publication_day

from . import china

_FULL = ("JP", "KR")
_LANGUAGE = {"JP": "ja", "KR": "ko", "DE": "de", "FR": "fr", "WO": "en"}


def application(case: Case, office: str, *, grant: bool = False) -> Iterator[Publication]:
    """The first publication of an office, for JP and KR in full, and there the patent."""
    filed = case.file(office)
    delay = 200 if case.priority(office) else 540
    day = publication_day(office, date.fromisoformat(filed.date or ""), delay)
    kind = "A" if office in _FULL else "A1"
    first = Identity(office, _number(office, day, case.serial), kind, day, _LANGUAGE[office])
    if office == "WO":
        case.international = [filed, first.reference]
    yield _full_text(case, first) if office in _FULL else _record(case, first, filed)
    if grant and office in _FULL:
        granted = publication_day(office, day, case.rng.randint(300, 900))
        number, kind = str(4_000_000 + case.serial % 2_000_000), "B2"
        if office == "KR":
            number, kind = f"10{1_000_000 + case.serial % 900_000}", "B1"
        yield _record(case, Identity(office, number, kind, granted, first.language), filed)


def _number(office: str, day: date, serial: int) -> str:
    if office == "KR":
        return f"{day.year}{serial % 200_000:07d}"
    if office == "DE":
        return f"10{day.year}{serial % 1_000_000:06d}"
    if office == "FR":
        return str(2_850_000 + serial % 250_000)
    return f"{day.year}{serial % 300_000:06d}"


def _full_text(case: Case, identity: Identity) -> Publication:
    """In the language of the office, as CNIPA's collection of foreign full texts has it."""
    language, invention, office = identity.language, case.invention, identity.office
    symbols = list(documents.classifications(invention, "2006-01-01", office, cpc=False))
    if office == "JP":
        symbols += [
            Classification(scheme="fi", symbol=entry.symbol, position=entry.position)
            for entry in symbols
        ]
    return publication(
        case,
        identity,
        printed(case.file(office), "CN"),
        titles=documents.titles(invention, language),
        abstract=documents.abstracts(invention, language),
        claims=rendering.claims(invention, language),
        description=china.description(case, language),
        drawings=documents.drawings(case, "{:010d}{:06d}.jpg"),
        parties=people.native(case, language),
        classifications=symbols,
    )


def _record(case: Case, identity: Identity, filed: Reference) -> Publication:
    """Bibliography and abstracts, as DOCDB has them: neither description nor claims."""
    language, invention, office = identity.language, case.invention, identity.office
    granted = identity.kind.startswith("B")
    shown = (language,) if language == "en" else (language, "en")
    made = publication(
        case,
        identity,
        _filed(filed),
        titles=documents.titles(invention, *shown),
        abstract=documents.abstracts(invention, *shown),
        parties=people.docdb(case),
        classifications=documents.classifications(invention, "2006-01-01", office),
        citations=4 if granted else 2 if office == "WO" else 0,
        phases=("examination", "search") if granted else ("search",),
        events=[
            LegalEvent(
                office=office,
                code="printed-with-grant" if granted else "unexamined-printed-without-grant",
                date=identity.published.isoformat(),
            )
        ],
        gaps=[Gap(part=part, reason="not_in_source") for part in ("description", "claims")],
    )
    return structs.replace(
        made,
        family=case.family,
        priorities=tuple(docdb(found, application=True) for found in made.priorities),
        citations=tuple(_cited(citation, case) for citation in made.citations),
    )


def _filed(reference: Reference) -> Reference:
    """International applications have no kind; `raw` is the form of the office itself."""
    if reference.office == "WO":
        return structs.replace(reference, raw=reference.number.removeprefix("PCT/"))
    return structs.replace(printed(reference, reference.office), kind="A")


def _cited(citation: Citation, case: Case) -> Citation:
    document = citation.document and docdb(citation.document)
    return structs.replace(citation, document=document, category=case.rng.choice("AXY"))


def translated(case: Case, original: Publication) -> Publication:
    """The same document in Chinese, as CNIPA's edition of foreign publications has it."""
    identity = Identity(
        original.office,
        original.number,
        original.kind or "",
        date.fromisoformat(original.date or ""),
        "zh",
    )
    invention = case.invention
    claims: Iterator[Claim] = rendering.claims(invention, "zh")
    segments: Iterator[Segment] = china.description(case)
    return publication(
        case,
        identity,
        printed(case.file(original.office), "CN"),
        titles=documents.titles(invention, "zh"),
        abstract=documents.abstracts(invention, "zh"),
        claims=claims,
        description=segments,
        parties=people.chinese(case, "applicant", agents=False),
        classifications=documents.classifications(
            invention, "2006-01-01", original.office, cpc=False
        ),
    )
