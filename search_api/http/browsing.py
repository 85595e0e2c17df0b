"""Routes of classification schemes: what is loaded, symbols by words, symbols with their place."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from search_api.http.answering import answer, etag_of, unchanged
from search_api.http.described import replies
from search_api.http.languages import language_of
from search_api.service import Service

Words = Annotated[str, Query(max_length=200, description="Words of titles.")]


def class_routes(service: Service) -> APIRouter:
    """`/classes`, `/classes/{scheme}` and `/classes/{scheme}/{symbol}`."""
    router = APIRouter(prefix="/api/v1/classes", tags=["classes"])

    def shown(request: Request, scheme: str, symbol: str | None) -> Response:
        state = service.state()
        etag = etag_of(request, state)
        if known := unchanged(request, etag):
            return known
        lang = language_of(request)
        return answer(request, service.browser.show(scheme, symbol, lang, state), etag)

    @router.get(
        "",
        summary="Loaded classification schemes, and symbols whose titles have some words",
        response_model=None,
        responses=replies("ClassesAnswer", 404),
    )
    def classes(request: Request, q: Words = "", scheme: str | None = None) -> Response:
        return answer(request, service.browser.overview(q, scheme), None)

    @router.get(
        "/{scheme}",
        summary="The top of a scheme, with counts of documents",
        response_model=None,
        responses=replies("ClassAnswer", 304, 404),
    )
    def top(request: Request, scheme: str, lang: str | None = None) -> Response:
        del lang
        return shown(request, scheme, None)

    @router.get(
        "/{scheme}/{symbol:path}",
        summary="A symbol: titles, notes, what lies above and below it, counts of documents",
        response_model=None,
        responses=replies("ClassAnswer", 304, 404),
    )
    def one(request: Request, scheme: str, symbol: str, lang: str | None = None) -> Response:
        del lang
        return shown(request, scheme, symbol)

    _: tuple[Any, ...] = (classes, top, one)
    return router
