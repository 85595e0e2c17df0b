"""Routes of tables and operation: fields, coverage, status, health, figures, version."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from indexer.engine import SearchRequest
from indexer.errors import EngineError
from search_api.http.answering import Json, answer, etag_of, unchanged
from search_api.http.described import publication_schema, replies
from search_api.http.metrics import Metrics
from search_api.http.reference import reference
from search_api.service import Service


def table_routes(service: Service) -> APIRouter:
    """`/fields`, `/dialects`, `/coverage`, `/status` and the schema."""
    router = APIRouter(prefix="/api/v1", tags=["tables"])

    @router.get(
        "/fields",
        summary="Fields of the query language",
        response_model=None,
        responses=replies("FieldAnswer", many=True),
    )
    def fields(request: Request) -> Response:
        return answer(request, service.fields(), None)

    @router.get(
        "/dialects",
        summary="Dialects of the query language",
        response_model=None,
        responses=replies("DialectAnswer", many=True),
    )
    def dialects(request: Request) -> Response:
        return answer(request, service.dialects(), None)

    @router.get(
        "/coverage",
        summary="What is held, set aside and missing, per office, kind and year",
        response_model=None,
        responses=replies("CoverageRow", 304, 503, many=True),
    )
    def coverage(
        request: Request, office: Annotated[str, Query(description="Only rows of it (ST.3)")] = ""
    ) -> Response:
        etag = etag_of(request, service.coverage_state())
        if known := unchanged(request, etag):
            return known
        rows = [row for row in service.coverage() if not office or row.office == office]
        return answer(request, rows, etag)

    @router.get(
        "/status",
        summary="Engine, counts, last runs, records set aside",
        response_model=None,
        responses=replies("StatusAnswer", 503),
    )
    def status(request: Request) -> Response:
        return answer(request, service.public_status(), None)

    @router.get(
        "/schema/publication.json",
        summary="JSON Schema of a publication",
        response_model=None,
        responses=replies(None),
    )
    def schema(request: Request) -> Response:
        return answer(request, publication_schema(), None)

    _: tuple[Any, ...] = (fields, dialects, coverage, status, schema)
    return router


def operation_routes(service: Service, metrics: Metrics) -> APIRouter:
    """`/healthz`, `/readyz`, `/metrics`, `/version`, `/docs`."""
    router = APIRouter(tags=["operation"])

    @router.get("/healthz", summary="The process runs", response_model=None)
    def healthz() -> Response:
        return Json({"status": "ok"})

    @router.get(
        "/readyz",
        summary="The engine answers",
        response_model=None,
        responses=replies(None, 503),
    )
    def readyz() -> Response:
        service.engine.search(SearchRequest(size=1, seconds=2))
        return Json({"status": "ready", "index": service.state()})

    @router.get("/metrics", summary="Figures for Prometheus", response_model=None)
    def figures() -> Response:
        try:
            for partition, count in service.engine.status().documents.items():
                metrics.documents.labels(partition).set(count)
        except EngineError:
            metrics.documents.clear()
        return Response(metrics.text(), media_type=metrics.content_type)

    @router.get("/version", summary="Build, generation, last gazette date", response_model=None)
    def version(request: Request) -> Response:
        return Json({"name": "gongkai", "version": request.app.version, **service.version()})

    @router.get("/docs", include_in_schema=False, response_model=None)
    def docs(request: Request) -> Response:
        page = getattr(request.app.state, "reference_page", None)
        return page(request) if page else HTMLResponse(reference(request.app.openapi()))

    _: tuple[Any, ...] = (healthz, readyz, figures, version, docs)
    return router
