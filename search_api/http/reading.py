"""Routes of one publication and its parts, under any spelling of its number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from search_api.answers import PlacesAnswer
from search_api.http.answering import answer, etag_of, unchanged
from search_api.http.described import replies
from search_api.missing import missing
from search_api.publications import Publications, part, why
from search_api.service import Service

_ROOT = "/api/v1/publications"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_STATUSES = (300, 301, 304, 404, 410, 503)

Field = Annotated[
    str,
    Query(
        description="A value (`title[0].text`) or a part (`parties`, `claims[2]`); none: all.",
        max_length=100,
    ),
]
Make = Callable[[str], Any]
Reply = Callable[[Request, str, str, Make], Response]
Read = Callable[[Publications, Request, str], Any]


def reading_routes(service: Service) -> APIRouter:
    """`/publications/{any spelling}` and what is below it."""
    router = APIRouter(prefix=_ROOT, tags=["publications"])
    held = service.publications

    def reply(request: Request, number: str, below: str, make: Make) -> Response:
        etag = etag_of(request, service.state())
        if known := unchanged(request, etag):
            return known
        found = held.find(number)
        if found.redirect:
            return moved(request, found.id, below)
        made = make(found.id)
        return made if isinstance(made, Response) else answer(request, made, etag)

    def route(below: str, read: Read) -> Callable[[Request, str], Response]:
        def get(request: Request, number: str) -> Response:
            return reply(request, number, below, lambda one: read(held, request, one))

        return get

    def picture(request: Request, number: str, drawing: str) -> Response:
        def make(one: str) -> Response:
            data, media = held.drawing(one, drawing)
            return _file(request, data, media, f"{one}-{drawing}", inline=True)

        return reply(request, number, f"/drawings/{quote(drawing)}", make)

    router.get(
        "/{number:path}/drawings/{drawing}",
        summary="One drawing as a picture",
        response_model=None,
        responses=replies(None, *_STATUSES, media="image/png"),
    )(picture)
    _add_where(router, held, reply)
    for below, (summary, media, read) in _PARTS.items():
        schema = None if below else "Publication"
        router.get(
            f"/{{number:path}}{below}",
            summary=summary,
            name=below.strip("/") or "publication",
            response_model=None,
            responses=replies(schema, *_STATUSES, media=media),
        )(route(below, read))
    return router


def _add_where(router: APIRouter, held: Publications, reply: Reply) -> None:
    def where(request: Request, number: str, field: Field = "") -> Response:
        def make(one: str) -> PlacesAnswer:
            return PlacesAnswer(id=one, places=held.places(one, field))

        return reply(request, number, "/where", make)

    router.get(
        "/{number:path}/where",
        summary="Where each value comes from: file, place, and how it was read there",
        response_model=None,
        responses=replies("PlacesAnswer", *_STATUSES),
    )(where)


def _citations(held: Publications, _request: Request, one: str) -> dict[str, Any]:
    cited = msgspec.to_builtins(held.get(one).citations)
    return {"id": one, "cited": cited, "citing": held.briefly(held.citing(one))}


def _family(held: Publications, _request: Request, one: str) -> dict[str, Any]:
    publication = held.get(one)
    about = {"family": publication.family, "family_basis": publication.family_basis}
    members = held.briefly(held.family(publication))
    return {"id": one, **{k: v for k, v in about.items() if v}, "members": members}


def _original(held: Publications, request: Request, one: str) -> Response:
    data, media = held.original(one)
    return _file(request, data, media, f"{one}.{media.rpartition('/')[2]}")


def _pdf(held: Publications, request: Request, one: str) -> Response:
    return _file(request, held.pdf(one), "application/pdf", f"{one}.pdf", inline=True)


def _events(held: Publications, _request: Request, one: str) -> dict[str, Any]:
    publication = held.get(one)
    told = held.events(publication)
    if not told:
        raise missing(one, "events", why(publication, "events"))
    plain = [msgspec.to_builtins(answer) for answer in told]
    return {"id": one, "events": [entry["event"] | {"source": entry["source"]} for entry in plain]}


def _sources(held: Publications, _request: Request, one: str) -> dict[str, Any]:
    return {"id": one, "sources": msgspec.to_builtins(held.sources(held.get(one)))}


def _part(name: str) -> Read:
    return lambda held, _request, one: part(held.get(one), name)


_PARTS: dict[str, tuple[str, str, Read]] = {
    "/claims": ("The claims", "", _part("claims")),
    "/description": ("The description", "", _part("description")),
    "/events": ("Legal events, each with the source that tells it", "", _events),
    "/sources": ("Every source's own record, and what differs in it", "", _sources),
    "/drawings": ("The list of its drawings", "", _part("drawings")),
    "/citations": ("What it cites, and what held here cites it", "", _citations),
    "/family": ("Members of its family held here", "", _family),
    "/original": ("The bytes the office sent", "application/octet-stream", _original),
    "/pdf": ("The office's own PDF", "application/pdf", _pdf),
    "": ("A publication", "", lambda held, _request, one: held.json(one)),
}
"""Address below the publication -> summary, media type if not JSON, how it is read; the
publication itself last, because its pattern fits every address."""


def moved(request: Request, one: str, below: str) -> Response:
    """301 to the canonical address, by path alone: no header decides where a link goes."""
    query = f"?{request.url.query}" if request.url.query else ""
    where = f"{_ROOT}/{quote(one)}{below}{query}"
    return Response(status_code=301, headers={"Location": where, "Cache-Control": "no-cache"})


def _file(
    request: Request, data: bytes, media: str, name: str, *, inline: bool = False
) -> Response:
    """A file, or the one range of it that was asked for; several ranges get the whole."""
    shown = "inline" if inline else "attachment"
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-cache",
    }
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if asked is None or not any(asked.groups()):
        return Response(data, 200, headers, media)
    first, last = asked.groups()
    size = len(data)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        headers["Content-Range"] = f"bytes */{size}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Response(data[start : end + 1], 206, headers, media)
