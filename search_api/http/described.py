"""OpenAPI 3.1: schemas from the structs that are encoded, and the statuses of every route."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from indexer.coverage import CoverageRow
from parsers.model import Publication
from search_api import answers
from search_api.classes import ClassAnswer, ClassesAnswer
from search_api.http.problems import MEDIA_TYPE

_SCHEMAS: tuple[Any, ...] = (
    answers.SearchAnswer,
    answers.QueryAnswer,
    answers.NumbersAnswer,
    answers.FieldAnswer,
    answers.DialectAnswer,
    answers.PlacesAnswer,
    answers.Problem,
    Publication,
    CoverageRow,
    answers.StatusAnswer,
    ClassesAnswer,
    ClassAnswer,
)
_REF = "#/components/schemas/{name}"

_MEANINGS = {
    300: "The number names several publications; `errors` lists them.",
    301: "The publication, at its canonical address.",
    304: "The answer is the one the client has.",
    400: "The query cannot be read; position and hint say why.",
    404: "Nothing of this number, part or name is held here.",
    410: "It was here and is gone; `detail` says why.",
    413: "The body is too large.",
    422: "A parameter is missing, unknown or has a value it cannot have.",
    429: "Too many requests; `Retry-After` says when to come again.",
    500: "Something went wrong on our side.",
    503: "Busy, or the index does not answer; `Retry-After` says when to come again.",
}

Responses = dict[int | str, dict[str, Any]]


def replies(schema: str | None, *statuses: int, many: bool = False, media: str = "") -> Responses:
    """The documented answers of a route: 200 of a named schema, and problems of some statuses."""
    ref: dict[str, Any] = {"$ref": _REF.format(name=schema)} if schema else {"type": "object"}
    body = {"type": "array", "items": ref} if many else ref
    content = {media: {}} if media else {"application/json": {"schema": body}}
    described: Responses = {200: {"description": "The answer.", "content": content}}
    trouble = {MEDIA_TYPE: {"schema": {"$ref": _REF.format(name="Problem")}}}
    for status in sorted({*statuses, 422, 429, 500}):
        described[status] = {"description": _MEANINGS[status]}
        if status not in {301, 304}:
            described[status]["content"] = trouble
    return described


def describe(app: FastAPI) -> None:
    """Let `app.openapi()` give the document, made once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=app.description,
                routes=app.routes,
                openapi_version="3.1.0",
            )
            _, components = msgspec.json.schema_components(_SCHEMAS, ref_template=_REF)
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            schemas.update(components)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the documented way to extend it


def publication_schema() -> dict[str, Any]:
    """The JSON Schema of a publication, from the types that are encoded."""
    schema = msgspec.json.schema(Publication)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
