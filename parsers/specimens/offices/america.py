"""USPTO: applications (A1), patents (B1, B2), designs (S1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import structs

from parsers.model import Claim, Classification, Gap, Publication, Reference, Related, Segment, Text
from parsers.specimens import documents, people, rendering
from parsers.specimens.case import Case
from parsers.specimens.documents import Identity, publication
from parsers.specimens.numbering import publication_day, us_series

from .china import LOCARNO

_NEW_PARTIES = date(2013, 1, 1)
_IPC_PARTS = date(2006, 1, 1)
_CPC = date(2015, 1, 1)


def patent(case: Case, *, published: bool = True, grant: bool = True) -> Iterator[Publication]:
    """The application as published, the patent (B2, or B1 where nothing was published before)."""
    application = case.file("US")
    yield from _procedure(case, application, [], published=published, grant=grant)


def continued(case: Case) -> Iterator[Publication]:
    """Application and patent, and the application of a continuation filed before the grant."""
    application = case.file("US")
    first, patent_ = _procedure(case, application, _provisional(case))
    yield first
    yield patent_
    filed = date.fromisoformat(patent_.date or "") - timedelta(days=60)
    serial = (case.serial + 500_003) % 999_983
    number = f"{us_series(filed)}{serial % 1_000_000:06d}"
    again = Reference(office="US", number=number, date=filed.isoformat())
    granted = Reference(office="US", number=patent_.number, kind=patent_.kind, date=patent_.date)
    parents = [
        Related(relation="continuation", document=application),
        Related(relation="continuation", document=structs.replace(granted, date=None)),
    ]
    case.serial = serial
    yield from _procedure(case, again, parents, grant=False)


def _provisional(case: Case) -> list[Related]:
    day = (case.first - timedelta(days=363)).isoformat()
    number = f"{62 if day > '2014-03' else 61 if day > '2007-06' else 60}{case.serial % 10**6:06d}"
    document = Reference(office="US", number=number, date=day)
    return [Related(relation="provisional", document=document)]


def _procedure(
    case: Case,
    application: Reference,
    parents: list[Related],
    *,
    published: bool = True,
    grant: bool = True,
) -> Iterator[Publication]:
    filed = date.fromisoformat(application.date or "")
    day = publication_day("US", filed, 200)
    stage = [Related(relation="pct", document=found) for found in case.international]
    earlier = list(parents)
    if published:
        number = f"{day.year}{case.serial % 400_000 + 1000:07d}"
        first = Identity("US", number, "A1", day, "en")
        yield _utility(case, first, application, [*earlier, *stage])
        earlier.append(Related(relation="earlier_publication", document=first.reference))
    if grant:
        granted = publication_day("US grant", filed, case.rng.randint(700, 1300))
        kind = "B2" if published else "B1"
        identity = Identity("US", _patent_number(granted, case.serial), kind, granted, "en")
        yield _utility(case, identity, application, [*earlier, *stage])


def _patent_number(day: date, serial: int) -> str:
    """Numbers reached 10,000,000 on 2018-06-19; about 300,000 are used up a year."""
    year = min(max(day.year, 2005), 2025)
    base = (
        6_840_000 + (year - 2005) * 165_000 if year < 2012 else 8_090_000 + (year - 2012) * 310_000
    )
    if day >= date(2018, 6, 19):
        base = 10_000_000 + (year - 2018) * 330_000
    return str(base + serial % 150_000)


def _utility(
    case: Case, identity: Identity, application: Reference, related: list[Related]
) -> Publication:
    granted = identity.kind.startswith("B")
    modern = identity.published >= _NEW_PARTIES
    segments = rendering.description(case.invention, "en")
    return publication(
        case,
        identity,
        application,
        titles=documents.titles(case.invention, "en"),
        abstract=documents.abstracts(case.invention, "en"),
        claims=_dependent_once(rendering.claims(case.invention, "en")),
        description=documents.numbered(
            segments, paragraph="p-{:04d}", heading="h-{:04d}", table="TABLE-US-{:05d}", first=2
        ),
        drawings=documents.drawings(case, _sheets(identity)),
        parties=people.american(case, grant=granted, era="new" if modern else "old"),
        classifications=documents.classifications(
            case.invention,
            "2006-01-01" if identity.published >= _IPC_PARTS else None,
            "US",
            cpc=identity.published >= _CPC,
        ),
        related=related,
        citations=8 if granted else 0,
        phases=("examination", "applicant"),
    )


def _dependent_once(claims: Iterator[Claim]) -> Iterator[Claim]:
    """American practice avoids claims that depend on several: they are made to depend on one."""
    for claim in claims:
        if len(claim.depends_on) < 2:
            yield claim
            continue
        last = claim.depends_on[-1]
        text = claim.text.replace(f"any one of claims 1 to {last}", f"claim {last}")
        yield structs.replace(claim, text=text, depends_on=(last,))


def design(case: Case) -> Iterator[Publication]:
    """A design patent: one claim, views instead of a description, a Locarno class."""
    application = case.file("US", design=True)
    filed = date.fromisoformat(application.date or "")
    day = publication_day("US grant", filed, 420)
    identity = Identity("US", f"D{600_000 + case.serial % 400_000}", "S1", day, "en")
    name = case.invention.subject.words["en"]
    title = name[:1].upper() + name[1:]
    symbol = LOCARNO.get(name, "99-00")
    yield publication(
        case,
        identity,
        application,
        titles=[Text(lang="en", text=title)],
        claims=[Claim(number=1, text=_claim(case), lang="en")],
        description=_views(title),
        drawings=documents.drawings(case, _sheets(identity)),
        parties=people.american(case, grant=True, era="new" if day >= _NEW_PARTIES else "old"),
        classifications=[Classification(scheme="locarno", symbol=symbol, position="first")],
        citations=4,
        phases=("examination",),
        gaps=[Gap(part="abstract", reason="not_in_source")],
    )


def _claim(case: Case) -> str:
    name = case.invention.subject.words["en"]
    article = "an" if name[0] in "aeio" else "a"
    return f"The ornamental design for {article} {name}, as shown and described."


def _views(title: str) -> Iterator[Segment]:
    sides = ("perspective", "front elevational", "left side", "top plan")
    texts = [f"FIG. {n} is a {side} view of a {title.lower()};" for n, side in enumerate(sides, 1)]
    rest = "that form no part of the claimed design."
    texts.append(f"The broken lines depict parts of the {title.lower()} {rest}")
    segments = (Segment(text=text, lang="en") for text in texts)
    return documents.numbered(
        segments, paragraph="p-{:04d}", heading="h-{:04d}", table="TABLE-US-{:05d}"
    )


def _sheets(identity: Identity) -> str:
    """Pattern of the names of the picture files, after the name of the document's file."""
    letters = identity.number.rstrip("0123456789")
    digits = identity.number[len(letters) :].zfill(8 - len(letters))
    kind = identity.kind if identity.kind == "A1" else ""
    return f"US{letters}{digits}{kind}-{identity.published:%Y%m%d}-D{{1:05d}}.TIF"
