"""CNIPA: applications (A), patents (B, C before 2010-04), utility models (U, Y), designs (S, D)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import structs

from parsers.model import Claim, Classification, Publication, Reference, Related, Segment, Text
from parsers.specimens import documents, people, rendering
from parsers.specimens.case import Case
from parsers.specimens.documents import Identity, publication
from parsers.specimens.numbering import printed, publication_day

LOCARNO = {
    "robot gripper": "15-99",
    "picking robot": "15-99",
    "agricultural drone": "12-07",
    "elevator car": "12-99",
    "lidar device": "10-04",
    "glucose monitor": "24-02",
    "camera module": "16-01",
    "base station": "14-03",
    "photovoltaic module": "13-03",
    "solid-state battery": "13-02",
    "fuel cell stack": "13-01",
    "protective garment": "02-02",
    "water purification system": "23-01",
    "print head": "18-02",
}
"""Locarno class of the subjects that can be a design; others are `99-00`."""
_SHARED_NUMBER = date(2010, 4, 7)
MODERN = date(2012, 1, 1)
"""First publications in the office's ST.96 format; earlier ones are in its ST.36 format."""


def patent(case: Case, *, grant: bool) -> Iterator[Publication]:
    """The application, and the patent granted on it (same number since 2010-04-07)."""
    application = _application(case)
    filed = date.fromisoformat(application.date or "")
    day = publication_day("CN", filed, 270)
    first = Identity("CN", _number(1, day, case.serial), "A", day, "zh")
    yield _invention(case, first, application, None)
    if not grant:
        return
    granted = publication_day("CN", day, case.rng.randint(500, 1200))
    second = Identity("CN", first.number, "B", granted, "zh")
    if granted < _SHARED_NUMBER:
        number = f"100{case.serial % 1_000_000:06d}"
        second = Identity("CN", number, "C", granted, "zh")
    yield _invention(case, second, application, first.reference)


def _application(case: Case, *, design: bool = False, utility: bool = False) -> Reference:
    return printed(case.file("CN", design=design, utility=utility), "CN")


def _number(series: int, day: date, serial: int) -> str:
    if day < date(2007, 8, 29):
        return f"{series}{serial % 900_000 + 60_000:06d}"
    years = min(max(day.year - 2010, 1), 18)
    return f"{series}{years:02d}{serial % 1_000_000:06d}"


def classes(case: Case, day: date) -> Iterator[Classification]:
    """IPC only; the older files print version as `(2006.01)` and do not name the office."""
    if day < MODERN:
        return documents.classifications(case.invention, "2006-01", cpc=False)
    version = f"{day.year - 1}-01-01"
    return documents.classifications(case.invention, version, "CN", cpc=False)


def _invention(
    case: Case, identity: Identity, application: Reference, earlier: Reference | None
) -> Publication:
    granted = earlier is not None
    return publication(
        case,
        identity,
        application,
        titles=documents.titles(case.invention, "zh"),
        abstract=documents.abstracts(case.invention, "zh"),
        claims=rendering.claims(case.invention, "zh"),
        description=description(case),
        drawings=documents.drawings(case, "HDA{:07d}{:04d}.png"),
        parties=people.chinese(
            case,
            "assignee" if granted else "applicant",
            examiner=granted,
            parts=identity.published >= MODERN,
        ),
        classifications=classes(case, identity.published),
        related=[Related(relation="earlier_publication", document=earlier)] if earlier else [],
        citations=5 if granted else 0,
        phases=("search",),
    )


def description(case: Case, language: str = "zh") -> Iterator[Segment]:
    """Without tables and formulas, which CNIPA prints as pictures; headings count as paragraphs."""
    segments = rendering.description(case.invention, language)
    kept = (segment for segment in segments if segment.kind in {"heading", "paragraph"})
    for number, segment in enumerate(kept, 1):
        yield structs.replace(segment, id=f"p{number:04d}", number=f"{number:04d}", level=None)


def utility_model(case: Case) -> Iterator[Publication]:
    """Registered without examination, about seven months after filing (Y, since 2010-04 U)."""
    application = _application(case, utility=True)
    day = publication_day("CN", date.fromisoformat(application.date or ""), 210)
    identity = _registered(case, 2, "Y" if day < _SHARED_NUMBER else "U", day)
    yield publication(
        case,
        identity,
        application,
        titles=documents.titles(case.invention, "zh"),
        abstract=[
            structs.replace(text, text=_utility(text.text))
            for text in documents.abstracts(case.invention, "zh")
        ],
        claims=_renamed_claims(rendering.claims(case.invention, "zh")),
        description=[
            structs.replace(segment, text=_utility(segment.text)) for segment in description(case)
        ],
        drawings=documents.drawings(case, "HDA{:07d}{:04d}.png"),
        parties=people.chinese(case, "assignee", parts=day >= MODERN),
        classifications=classes(case, day),
    )


def _utility(text: str) -> str:
    return text.replace("本发明", "本实用新型").replace("发明内容", "实用新型内容")


def _renamed_claims(claims: Iterable[Claim]) -> list[Claim]:
    return [structs.replace(claim, text=_utility(claim.text)) for claim in claims]


def _registered(case: Case, series: int, kind: str, day: date) -> Identity:
    return Identity("CN", _number(series, day, case.serial), kind, day, "zh")


def design(case: Case) -> Iterator[Publication]:
    """Pictures and a brief explanation, without claims (D, since 2010-04 S)."""
    application = _application(case, design=True)
    day = publication_day("CN", date.fromisoformat(application.date or ""), 150)
    identity = _registered(case, 3, "D" if day < _SHARED_NUMBER else "S", day)
    name = case.invention.subject.words["zh"]
    symbol = LOCARNO.get(case.invention.subject.words["en"], "99-00")
    brief = (
        f"1.本外观设计产品的名称：{name}。",
        f"2.本外观设计产品的用途：用作{name}。",
        "3.本外观设计的设计要点：产品的形状。",
        "4.最能表明设计要点的图片或照片：立体图。",
    )
    yield publication(
        case,
        identity,
        application,
        titles=[Text(lang="zh", text=name)],
        parties=people.chinese(case, "assignee", parts=True),
        classifications=[Classification(scheme="locarno", symbol=symbol, position="first")],
        description=[Segment(text=text, lang="zh") for text in brief],
        drawings=documents.drawings(case, "HDA{:07d}{:04d}.png"),
    )
