"""Routes that ask: search, query, numbers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from search_api.http.answering import answer, etag_of, unchanged
from search_api.http.asking import SearchBody, SearchQuery
from search_api.http.described import replies
from search_api.http.languages import language_of
from search_api.service import Service

Text = Annotated[str, Query(description="The query; one that is too long is refused as such.")]


def searching_routes(service: Service) -> APIRouter:
    """`/search`, `/query`, `/numbers/{text}`."""
    router = APIRouter(prefix="/api/v1", tags=["search"])

    @router.get(
        "/search",
        summary="Ranked hits for a query",
        response_model=None,
        responses=replies("SearchAnswer", 304, 400, 410, 503),
    )
    def search(request: Request, asked: Annotated[SearchQuery, Query()]) -> Response:
        etag = etag_of(request, service.state())
        if known := unchanged(request, etag):
            return known
        found = service.search(asked.parameters(language_of(request)))
        return answer(request, found, None if found.partial else etag)

    @router.post(
        "/search",
        summary="The same for queries too long for an address",
        response_model=None,
        responses=replies("SearchAnswer", 400, 410, 413, 503),
    )
    def search_by_body(request: Request, asked: SearchBody) -> Response:
        lang = language_of(request)
        if asked.lang in {"zh", "en"}:
            lang = "zh" if asked.lang == "zh" else "en"
        return answer(request, service.search(asked.parameters(lang)), None)

    @router.get(
        "/query",
        summary="What a query means",
        response_model=None,
        responses=replies("QueryAnswer", 400),
    )
    def query(
        request: Request,
        q: Text,
        dialect: str = "auto",
        to: str | None = None,
        lang: str | None = None,
    ) -> Response:
        del lang
        return answer(request, service.query(q, dialect, to, language_of(request)), None)

    @router.get(
        "/numbers/{text:path}",
        summary="Every reading of a number",
        response_model=None,
        responses=replies("NumbersAnswer", 304, 503),
    )
    def numbers(request: Request, text: str, lang: str | None = None) -> Response:
        del lang
        etag = etag_of(request, service.state())
        if known := unchanged(request, etag):
            return known
        return answer(request, service.numbers(text, language_of(request)), etag)

    _: tuple[Any, ...] = (search, search_by_body, query, numbers)
    return router
