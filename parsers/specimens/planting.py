"""Publications that hold what the example queries of other search systems ask for.

Few, in the formats of their offices, beside the collection: their rows stand in `planted.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from msgspec import structs

from parsers.claims import dependencies
from parsers.finishing import finished
from parsers.formats.jp_words import prefecture_in
from parsers.kinds import right_and_stage
from parsers.model import (
    Citation,
    Claim,
    Classification,
    DocumentId,
    Party,
    Publication,
    Reference,
    Role,
    Segment,
    Text,
)

from . import numbering
from .documents import numbered, unread
from .indices import with_marks

Row = dict[str, Any]

_LANGUAGES = {"CN": "zh", "JP": "ja", "KR": "ko", "DE": "de"}
_PARAGRAPHS = {"us4": ("p-{:04d}", 2), "ep": ("p{:04d}", 1)}
_NO_VERSION = frozenset({"cn36"})
_HELPERS: tuple[tuple[Role, str], ...] = (("agency", "agency"), ("agent", "agents"))
_LATIN = frozenset({"us4", "ep"})


@cache
def _rows() -> tuple[Row, ...]:
    text = (resources.files(__package__) / "planted.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["publication"])


def planted() -> Iterator[Publication]:
    """The publications, `source.format` being the format each is to be written in.

    Read again they also have what follows from other parts: provinces, gaps, organisations.
    """
    for row in _rows():
        yield finished(with_marks(_publication(row)))


def place(publication: Publication) -> str:
    """Where the file of a planted publication is, in a folder of specimens."""
    return f"planted/{publication.source.format}/{publication.id}.xml"


def _publication(row: Row) -> Publication:
    identity, form = DocumentId.parse(row["id"]), str(row["form"])
    office, day = identity.office, str(row["date"])
    right, stage = right_and_stage(office, identity.kind, day, identity.number)
    language = _LANGUAGES.get(office, "en")
    made = Publication(
        id=row["id"],
        office=office,
        number=identity.number,
        kind=identity.kind,
        date=day,
        right=right,
        stage=stage,
        language=language,
        family=row.get("family"),
        application=_application(row["filed"], office, form),
        priorities=tuple(_priorities(row, office)),
        title=(Text(lang=language, text=row["title"]),),
        abstract=tuple(Text(lang=language, text=text) for text in _listed(row, "abstract")),
        claims=tuple(_claims(row, language)),
        description=tuple(_description(row, form, language)),
        classifications=tuple(_classes(row, form, day)),
        citations=tuple(_cited(row)),
        source=unread(form=form),
    )
    return structs.replace(made, parties=tuple(_parties(row, made)))


def _listed(row: Row, key: str) -> list[str]:
    found = row.get(key, [])
    return [found] if isinstance(found, str) else list(found)


def _application(filed: list[str], office: str, form: str) -> Reference:
    number, day = filed[0][2:], filed[1]
    if office == "CN":
        number += numbering.cn_check_digit(number)
    made = Reference(office=filed[0][:2], number=number, date=day)
    if form == "docdb":
        return numbering.docdb(made, application=True)
    return made if form == "us4" else numbering.printed(made, office)


def _priorities(row: Row, office: str) -> Iterator[Reference]:
    for text in _listed(row, "priorities"):
        number, day = text.split()
        made = Reference(office=number[:2], number=number[2:], date=day)
        yield numbering.printed(made, office)


def _claims(row: Row, language: str) -> Iterator[Claim]:
    for number, text in enumerate(_listed(row, "claims"), 1):
        upon = dependencies(text, number, language)
        yield Claim(number=number, text=text, depends_on=upon, lang=language)


def _description(row: Row, form: str, language: str) -> Iterator[Segment]:
    pattern, first = _PARAGRAPHS.get(form, ("p{:04d}", 1))
    plain = (Segment(text=text, lang=language) for text in _listed(row, "texts"))
    return numbered(plain, paragraph=pattern, heading="", table="", first=first)


def _classes(row: Row, form: str, day: str) -> Iterator[Classification]:
    version = "2006-01" if form in _NO_VERSION else f"{max(int(day[:4]) - 1, 2006)}-01-01"
    office = None if form in _NO_VERSION else row["id"][:2]
    for scheme in ("ipc", "cpc"):
        for at, symbol in enumerate(_listed(row, scheme)):
            yield Classification(
                scheme=scheme,
                symbol=symbol,
                version=version,
                position="later" if at else "first",
                value="inventive",
                office="EP" if scheme == "cpc" and form == "docdb" else office,
            )
    for number, text in enumerate(_listed(row, "sets"), 1):
        for rank, symbol in enumerate(text[3:].split(" + "), 1):
            yield Classification(
                scheme="cpc",
                symbol=symbol,
                version=version,
                position="later",
                value="additional",
                office=text[:2],
                group=str(number),
                rank=rank,
            )


def _cited(row: Row) -> Iterator[Citation]:
    for number, text in enumerate(_listed(row, "cites"), 1):
        name, day = text.split()
        one = DocumentId.parse(name)
        found = Reference(office=one.office, number=one.number, kind=one.kind, date=day)
        yield Citation(document=found, phase="applicant", number=number)


def _parties(row: Row, made: Publication) -> Iterator[Party]:
    owner: Role = "assignee"
    if made.source.format != "us4" and made.stage != "grant" and made.right == "invention":
        owner = "applicant"
    first: tuple[tuple[Role, str], ...] = ((owner, "owners"), ("inventor", "people"))
    if owner == "assignee":
        first = (first[1], first[0])
    for role, key in (*first, *_HELPERS):
        for sequence, text in enumerate(_listed(row, key), 1):
            yield _party(role, text, sequence, made)


def _party(role: Role, text: str, sequence: int, made: Publication) -> Party:
    cells = [cell.strip() or None for cell in text.split("|")]
    name, country, city, address = (*cells, None, None, None)[:4]
    form = made.source.format
    family, comma, given = (name or "").partition(", ")
    person = bool(comma) and form in _LATIN and role in {"inventor", "agent"}
    return Party(
        role=role,
        name=name or "",
        given=given if person else None,
        family=family if person else None,
        organisation=role == "agency" or (form == "us4" and role == "assignee"),
        country=country,
        city=city,
        state=prefecture_in(address) if address and made.office == "JP" else None,
        address=address,
        sequence=None if role == "agency" and made.office == "CN" else sequence,
        code="11999" if role == "agency" and made.office == "CN" else None,
        lang=made.language if made.office in {"CN", "JP", "KR"} else None,
    )
