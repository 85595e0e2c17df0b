"""`gongkai search` and `gongkai show`: hits and publications in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.text import Text as Rich

from parsers.model import Publication, Text
from search_api.answers import SearchAnswer
from search_api.parameters import SearchParameters
from search_api.service import Service
from web.command.base import (
    Data,
    Dialect,
    Engine,
    Json,
    Lang,
    QueryFile,
    people,
    put_bytes,
    put_json,
    put_line,
    query_text,
    service_of,
    settings_of,
    terminal,
)
from web.command.places import put_places


def register(app: typer.Typer) -> None:
    for command in (search, show):
        app.command()(command)


def search(
    query: Annotated[
        str | None, typer.Argument(help="Words, a number, a class, or a query; - reads stdin.")
    ] = None,
    file: QueryFile = None,
    dialect: Dialect = "auto",
    size: Annotated[int, typer.Option(min=1, max=200, help="Hits shown.")] = 10,
    sort: Annotated[str, typer.Option(help="score, pd, -pd, ad, prd, pn.")] = "score",
    expand: Annotated[
        str, typer.Option(metavar="KINDS", help="Search synonyms,abbreviations as well; *: both.")
    ] = "",
    lang: Lang = "en",
    data: Data = None,
    engine: Engine = None,
    json: Json = False,
) -> None:
    """Ranked hits."""
    text, kinds = query_text(query, file), tuple(expand.split(","))
    asked = SearchParameters(q=text, dialect=dialect, size=size, sort=sort, lang=lang, expand=kinds)
    with service_of(settings_of(data=data, engine=engine)) as service:
        answer = service.search(asked)
    if json:
        put_json(answer)
    else:
        _show_hits(answer)


def _show_hits(answer: SearchAnswer) -> None:
    out = terminal()
    about = "" if answer.total.exact else "at least "
    people.print(f"{about}{answer.total.value:,} hits for {answer.query.understood}", markup=False)
    for note in answer.query.notes:
        people.print(f"  {note.message}", markup=False)
    for reason in answer.query.killed_by:
        people.print(f"  {reason.label_en}", markup=False)
    for near in answer.query.nearest:
        people.print(f"  nearest  {near.text}  ({near.count:,} hits)", markup=False)
    for one in answer.query.expanded:
        if one.origin is not None:
            people.print(f"  {one.label_en}", markup=False)
    for other in answer.query.suggestions:
        people.print(f"  did you mean  {other.text}  ({other.count:,} hits)", markup=False)
    for hit in answer.hits:
        out.print(Rich(f"{hit.id:18} {hit.date or '':10}  {_first(hit.title)}"))
        for snippet in hit.snippets[:1]:
            text = Rich("    " + snippet.text, style="dim")
            for low, high in snippet.spans:
                text.stylize("bold not dim", low + 4, high + 4)
            out.print(text.append(f"  ({snippet.place or snippet.field})"))


def _first(texts: Iterable[Text]) -> str:
    return next((text.text for text in texts), "")


def show(
    id: Annotated[str, typer.Argument(help="A publication number in any spelling.")],  # noqa: A002 - its name
    original: Annotated[bool, typer.Option("--original", help="The office's own bytes.")] = False,
    where: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="Where a value (`title[0].text`) or a part (`parties`) comes from; `all`: each.",
        ),
    ] = None,
    data: Data = None,
    engine: Engine = None,
    json: Json = False,
) -> None:
    """One publication, readable, as JSON, or as the office wrote it; or where it comes from."""
    with service_of(settings_of(data=data, engine=engine)) as service:
        found = service.publications.find(id).id
        if where is not None:
            put_places(service.publications.places(found, "" if where == "all" else where), json)
        elif original:
            put_bytes(service.publications.original(found)[0])
        elif json:
            put_bytes(service.publications.json(found) + b"\n")
        else:
            _show(service, found)


def _show(service: Service, found: str) -> None:
    publication = service.publications.get(found)
    for line in _lines(publication):
        put_line(line)


def _lines(publication: Publication) -> Iterable[str]:
    place = publication.source
    yield f"{publication.id}  {publication.date or ''}  {publication.right}, {publication.stage}"
    yield from (f"{text.text}  [{text.lang}]" for text in publication.title)
    for party in publication.parties:
        yield f"  {party.role:10} {party.name}{' (' + party.country + ')' if party.country else ''}"
    symbols = dict.fromkeys(f"{c.scheme} {c.symbol}" for c in publication.classifications)
    yield f"  classes    {'; '.join(symbols)}"
    yield from (f"\n{text.text}" for text in publication.abstract)
    for claim in publication.claims:
        yield f"\n{claim.number}. {claim.text}"
    for segment in publication.description:
        number = f"[{segment.number}] " if segment.number else ""
        yield f"\n{number}{segment.text}"
    for gap in publication.gaps:
        yield f"\nno {gap.part}: {gap.reason}{' – ' + gap.detail if gap.detail else ''}"
    member = f"!{place.member}" if place.member else ""
    yield f"\nfrom {place.file}{member}, byte {place.offset}, {place.length} bytes, {place.format}"
