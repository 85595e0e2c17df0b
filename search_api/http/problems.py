"""Errors as `application/problem+json` (RFC 9457), the only place where they meet HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from indexer.errors import EngineError
from search_api.answers import Problem
from search_api.errors import CODES, QueryError
from search_api.http.languages import language_of

RETRY_SECONDS = 2
"""What a shed client is told to wait."""

MEDIA_TYPE = "application/problem+json"

ErrorPage = Callable[[Request, Problem], Response | None]
"""Turns a problem into a page for people; None leaves the JSON."""

_STATUS_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 413: "BODY_TOO_LARGE"}
_SPOKEN = {"INDEX_MISSING", "INDEX_OUTDATED", "INDEX_LOCKED", "ENGINE_OVERLOADED"}
"""Engine errors whose own message helps an asker; the others may name hosts and folders."""


def problem(code: str, lang: str, detail: str | None = None, **more: Any) -> Problem:
    """A problem by its code, title in the language."""
    entry = CODES[code]
    title = entry.zh if lang == "zh" else entry.en
    return Problem(
        type=f"/help#{code}",
        title=title,
        status=entry.status,
        detail=detail or title,
        code=code,
        **more,
    )


def query_problem(error: QueryError, lang: str) -> Problem:
    """A problem for what the asker can mend."""
    message, hint = error.in_language(lang)
    found = error.values.get("found", ())
    return problem(
        error.code,
        lang,
        message,
        position=error.position,
        hint=hint,
        suggestion=error.suggestion,
        errors=tuple({"id": one} for one in found) if isinstance(found, tuple) else (),
    )


def engine_problem(error: EngineError, lang: str) -> Problem:
    """A problem for what the operator can mend, without the inside of the machine."""
    spoken = error.code in _SPOKEN and lang == "en"
    return problem(error.code, lang, error.message if spoken else None)


def respond(request: Request, found: Problem) -> Response:
    """The problem as JSON, or as a page where one is registered and wanted."""
    headers: dict[str, str] = {"Content-Language": language_of(request)}
    if found.status in {429, 503}:
        headers["Retry-After"] = str(RETRY_SECONDS)
    page: ErrorPage | None = getattr(request.app.state, "error_page", None)
    if page is not None and not request.url.path.startswith("/api/"):
        answer = page(request, found)
        if answer is not None:
            answer.headers.update(headers)
            return answer
    body = msgspec.json.encode(found)
    return Response(body, found.status, headers, MEDIA_TYPE)


def install_problems(app: FastAPI) -> None:
    """Make every error of the app a problem."""

    def on_query(request: Request, error: Exception) -> Response:
        assert isinstance(error, QueryError)
        return respond(request, query_problem(error, language_of(request)))

    def on_engine(request: Request, error: Exception) -> Response:
        assert isinstance(error, EngineError)
        request.state.engine_error = error
        return respond(request, engine_problem(error, language_of(request)))

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = _STATUS_CODES.get(error.status_code, "PARAMETER_INVALID")
        answer = respond(request, problem(code, language_of(request)))
        answer.headers.update(error.headers or {})
        return answer

    def on_parameters(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = tuple(_fault(one) for one in error.errors())
        detail = "; ".join(f"{one['parameter']}: {one['message']}" for one in faults)
        lang = language_of(request)
        return respond(request, problem("PARAMETER_INVALID", lang, detail, errors=faults))

    app.add_exception_handler(QueryError, on_query)
    app.add_exception_handler(EngineError, on_engine)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_parameters)


def _fault(one: dict[str, Any]) -> dict[str, Any]:
    place = [str(part) for part in one["loc"] if part not in {"query", "body", "path"}]
    return {"parameter": ".".join(place) or "body", "message": one["msg"]}
