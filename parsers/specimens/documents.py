"""Publications made from a case: what each office would print of it, as model objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from msgspec import structs

from parsers.finishing import finished
from parsers.kinds import right_and_stage
from parsers.model import (
    Claim,
    Classification,
    Drawing,
    Gap,
    LegalEvent,
    Party,
    Phase,
    Publication,
    Reference,
    Related,
    Segment,
    Source,
    Text,
)

from . import rendering
from .case import Case
from .indices import with_marks
from .invention import Invention


@dataclass(frozen=True, slots=True)
class Identity:
    office: str
    number: str
    kind: str
    published: date
    language: str

    def __str__(self) -> str:
        return f"{self.office}{self.number}{self.kind}"

    @property
    def reference(self) -> Reference:
        published = self.published.isoformat()
        return Reference(office=self.office, number=self.number, kind=self.kind, date=published)


def publication(  # noqa: PLR0913 - one keyword per part of a publication
    case: Case,
    identity: Identity,
    application: Reference,
    *,
    titles: Iterable[Text],
    parties: Iterable[Party],
    classifications: Iterable[Classification],
    abstract: Iterable[Text] = (),
    claims: Iterable[Claim] = (),
    description: Iterable[Segment] = (),
    drawings: Iterable[Drawing] = (),
    related: Iterable[Related] = (),
    citations: int = 0,
    phases: tuple[Phase, ...] = (),
    states: tuple[str, ...] = (),
    priorities: tuple[Reference, ...] | None = None,
    events: Iterable[LegalEvent] = (),
    gaps: Iterable[Gap] = (),
) -> Publication:
    """The document, citing at most `citations` patent documents, found in one of `phases`."""
    day = identity.published.isoformat()
    right, stage = right_and_stage(identity.office, identity.kind, day, identity.number)
    made = Publication(
        id=str(identity),
        office=identity.office,
        number=identity.number,
        kind=identity.kind,
        date=day,
        right=right,
        stage=stage,
        language=identity.language,
        application=application,
        priorities=case.priority(identity.office) if priorities is None else priorities,
        related=tuple(related),
        title=tuple(titles),
        abstract=tuple(abstract),
        claims=tuple(claims),
        description=tuple(description),
        drawings=tuple(drawings),
        parties=tuple(parties),
        classifications=tuple(classifications),
        citations=tuple(case.citations(citations, *phases)) if citations else (),
        events=tuple(events),
        designated_states=states,
        gaps=tuple(gaps),
        source=unread(),
    )
    return finished(with_marks(made))


def unread(file: str = "", form: str = "specimen") -> Source:
    """A source for an object that no file was read for: there are no bytes to tell of."""
    return Source(format=form, file=file, offset=0, length=0, sha256=_NOTHING)


_NOTHING = sha256(b"").hexdigest()


def titles(invention: Invention, *languages: str, upper: bool = False) -> list[Text]:
    rendered = [(code, rendering.title(invention, code)) for code in languages]
    return [Text(lang=code, text=text.upper() if upper else text) for code, text in rendered]


def abstracts(invention: Invention, *languages: str) -> list[Text]:
    return [Text(lang=code, text=rendering.abstract(invention, code)) for code in languages]


def classifications(
    invention: Invention, version: str | None, office: str | None = None, *, cpc: bool = True
) -> Iterator[Classification]:
    """IPC and CPC symbols of the topic; without `version` as before 2006, position only."""
    listed: list[tuple[Literal["ipc", "cpc"], str]] = [("ipc", s) for s in invention.topic.ipc]
    if cpc:
        listed += [("cpc", symbol) for symbol in invention.topic.cpc]
    for scheme, symbol in dict.fromkeys(listed):
        symbols = invention.topic.ipc if scheme == "ipc" else invention.topic.cpc
        additional = symbol == symbols[-1] or symbol.startswith("Y02") or _indexing(symbol)
        yield Classification(
            scheme=scheme,
            symbol=symbol,
            version=version,
            position="first" if symbol == symbols[0] else "later",
            value=("additional" if additional else "inventive") if version else None,
            office=office if version else None,
        )


def _indexing(symbol: str) -> bool:
    """CPC main groups from 2000 on classify additional information only."""
    return int(symbol.split(" ")[1].split("/", maxsplit=1)[0]) >= 2000


def numbered(  # noqa: PLR0913 - id patterns of three kinds of blocks
    segments: Iterable[Segment],
    *,
    paragraph: str,
    heading: str,
    table: str,
    first: int = 1,
    level: int | None = 1,
) -> Iterator[Segment]:
    """Ids and printed numbers; `paragraph`, `heading` and `table` are id patterns with `{}`."""
    count = headings = tables = 0
    for segment in segments:
        if segment.kind == "heading":
            headings += 1
            yield structs.replace(segment, id=heading.format(headings), level=level)
        elif segment.kind == "table":
            tables += 1
            yield structs.replace(segment, id=table.format(tables))
        else:
            count += 1
            made = paragraph.format(count + first - 1)
            yield structs.replace(segment, id=made, number=f"{count:04d}")


def drawings(case: Case, pattern: str) -> Iterator[Drawing]:
    """One sheet per figure; `pattern` names the file from serial and number of the sheet."""
    for number in range(1, case.invention.figures + 1):
        file = pattern.format(case.serial, number)
        form = {"tif": "tiff", "jpg": "jpeg"}.get(file[-3:].lower(), "png")
        width, height = 96 + number * 8, 72 + case.serial % 40
        yield Drawing(number=str(number), file=file, width=width, height=height, format=form)
