"""EPO: applications (A1) and patents (B1) with claims in the three official languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import structs

from parsers.model import Citation, Claim, Gap, LegalEvent, Publication, Reference, Related
from parsers.specimens import documents, people, rendering
from parsers.specimens.case import Case
from parsers.specimens.documents import Identity, publication
from parsers.specimens.numbering import ep_check_digit, publication_day, title_page

_STATES = [
    "AT",
    "BE",
    "BG",
    "CH",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "GR",
    "HU",
    "IE",
    "IS",
    "IT",
    "LI",
    "LT",
    "LU",
    "LV",
    "MC",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
    "TR",
]
_LATER = ["AL", "HR", "MK", "MT", "NO", "RS", "SM"]


def patent(case: Case, *, grant: bool) -> Iterator[Publication]:
    """The application and, with `grant`, the patent; both in the language of the proceedings."""
    language = {"DE": "de", "FR": "fr"}.get(case.country, "en")
    made = case.file("EP")
    application = structs.replace(made, raw=f"{made.number}.{ep_check_digit(made.number)}")
    filed = date.fromisoformat(application.date or "")
    day = publication_day("EP", filed, 250)
    number = str(1_500_000 + (day.year - 2004) * 140_000 + case.serial % 100_000)
    published = LegalEvent(
        office="EP", code="B430", date=day.isoformat(), text="Application published"
    )
    first = Identity("EP", number, "A1", day, language)
    yield _document(case, first, application, [published])
    if grant:
        granted = publication_day("EP", day, case.rng.randint(600, 1600))
        second = Identity("EP", number, "B1", granted, language)
        yield _document(case, second, application, [published, *_granted(day, granted)])


def _granted(published: date, granted: date) -> Iterator[LegalEvent]:
    steps = (
        ("B241", published + timedelta(days=150), "Request for examination filed"),
        ("B452EP", granted - timedelta(days=120), "Intention to grant announced"),
        ("B450", granted, "Grant published"),
    )
    for code, day, text in steps:
        yield LegalEvent(office="EP", code=code, date=day.isoformat(), text=text)


def _document(
    case: Case, identity: Identity, application: Reference, events: list[LegalEvent]
) -> Publication:
    language, invention = identity.language, case.invention
    granted = identity.kind.startswith("B")
    segments = rendering.description(invention, language)
    claims = _official(case, language) if granted else rendering.claims(invention, language)
    states = sorted([*_STATES, *(_LATER if identity.published.year >= 2015 else ())])
    made = publication(
        case,
        identity,
        application,
        titles=documents.titles(invention, "de", "en", "fr", upper=True),
        abstract=[] if granted else documents.abstracts(invention, language),
        claims=claims,
        description=documents.numbered(
            segments, paragraph="p{:04d}", heading="h{:04d}", table="tabl{:04d}", level=None
        ),
        drawings=documents.drawings(case, "imgf{1:04d}.tif"),
        parties=people.european(case, "assignee" if granted else "applicant"),
        classifications=documents.classifications(
            invention, "2006-01-01", "EP", cpc=identity.published.year >= 2021
        ),
        citations=4 if granted else 0,
        related=[Related(relation="pct", document=found) for found in _international(case)],
        states=tuple(states),
        events=events,
        gaps=[],
    )
    return structs.replace(
        made,
        citations=tuple(map(_title_page, made.citations)),
        gaps=(_no_abstract(made), *made.gaps) if granted else made.gaps,
    )


def _no_abstract(made: Publication) -> Gap:
    """A grant carries no abstract; the application of the same number does."""
    detail = f"EP{made.number} A"
    return Gap(part="abstract", reason="published_elsewhere", detail=detail)


def _international(case: Case) -> Iterator[Reference]:
    """Number of the application without `PCT/` and slash; the publication without its kind."""
    for found in case.international:
        if found.number.startswith("PCT/"):
            yield structs.replace(found, raw=found.number[4:].replace("/", ""))
        else:
            yield structs.replace(found, kind=None)


def _title_page(citation: Citation) -> Citation:
    """The title page has no numbers and dates of citations."""
    document = citation.document and title_page(citation.document)
    return structs.replace(citation, document=document, number=None)


def _official(case: Case, language: str) -> Iterator[Claim]:
    """The language of the proceedings first, then the translations."""
    for code in (language, *(other for other in ("en", "de", "fr") if other != language)):
        yield from rendering.claims(case.invention, code)
