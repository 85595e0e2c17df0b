"""What surrounds every request, pages too: headers, limits, log line, figures, last catch."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import MutableMapping
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.http.clients import RateLimiter, client_of
from search_api.http.languages import language_of
from search_api.http.logs import log
from search_api.http.metrics import Metrics
from search_api.http.problems import problem, respond
from search_api.settings import Settings

MAX_BODY = 1_000_000
"""Bytes of a request body."""

UNLIMITED = ("/static/", "/healthz", "/readyz", "/metrics", "/version", "/favicon.ico")
"""Paths that no rate limit counts."""

SEARCHES = {"/api/v1/search", "/search"}
"""Paths whose work is bounded."""

PICTURES_PER_PAGE = 20
"""Drawings a client may fetch for each request it may make: they come with the page they are on."""

_PICTURE = re.compile(r"^/api/v1/publications/.+/drawings/[^/]+$")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
"""On every answer, whatever its status."""

_HSTS = "max-age=31536000"


class Frame:
    """The outermost middleware."""

    def __init__(self, app: ASGIApp, api: FastAPI, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._api = api
        self._settings = settings
        self._metrics = metrics
        self._searching = 0
        self._room = settings.concurrent_searches + settings.waiting_searches
        rate = settings.rate_limit
        self._limiter = RateLimiter(rate) if rate else None
        self._pictures = RateLimiter(rate, PICTURES_PER_PAGE) if rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("app", self._api)
        scope.setdefault("state", {})
        one = _Exchange(self._settings)
        started = time.perf_counter()
        if scope["method"] == "HEAD":  # answered as GET, without the body
            scope["method"], send = "GET", _bodiless(send)
        with self._metrics.running.track_inprogress():
            await self._answer(scope, receive, one.sending(send), one)
        self._record(scope, one, time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, one: _Exchange) -> None:
        refused = self._refuse(scope, one)
        if refused is not None:
            await refused(scope, receive, send)
            return
        try:
            await self._pass(scope, receive, send)
        except Exception:
            log.exception("failed", request=one.id, path=scope["path"])
            if one.status:
                raise  # half of an answer is sent: only cutting the connection is honest
            request = Request(scope)
            answer = respond(request, problem("INTERNAL", language_of(request)))
            await answer(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """On to the app; searches beyond what may run and wait are shed without a thread."""
        if scope["path"] not in SEARCHES:
            await self._app(scope, _bounded(receive), send)
            return
        if self._searching >= self._room:
            request = Request(scope)
            busy = respond(request, problem("ENGINE_OVERLOADED", language_of(request)))
            await busy(scope, receive, send)
            return
        self._searching += 1
        try:
            await self._app(scope, _bounded(receive), send)
        finally:
            self._searching -= 1

    def _refuse(self, scope: Scope, one: _Exchange) -> Response | None:
        request = Request(scope)
        if int(_digits(request.headers.get("content-length"))) > MAX_BODY:
            return respond(request, problem("BODY_TOO_LARGE", language_of(request)))
        limiter = self._pictures if _PICTURE.search(scope["path"]) else self._limiter
        if limiter is None or scope["path"].startswith(UNLIMITED):
            return None
        allowance = limiter.take(client_of(scope, self._settings.trusted_proxies))
        one.headers |= allowance.headers
        if allowance.allowed:
            return None
        self._metrics.limited.inc()
        return respond(request, problem("RATE_LIMITED", language_of(request)))

    def _record(self, scope: Scope, one: _Exchange, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "") or "(none)"
        self._metrics.requests.labels(route, scope["method"], str(one.status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        fields: dict[str, Any] = {
            "request": one.id,
            "method": scope["method"],
            "route": route,
            "status": one.status,
            "ms": round(seconds * 1000, 1),
        }
        if self._settings.log_queries:
            fields["query"] = scope.get("query_string", b"").decode("latin-1")
        error = scope.get("state", {}).get("engine_error")
        if error is not None:
            fields |= {"engine_code": error.code, "engine_message": error.message}
        log.info("request", **fields)


class _Exchange:
    """One request and the headers its answer gets."""

    def __init__(self, settings: Settings) -> None:
        self.id = secrets.token_hex(8)
        self.status = 0
        self.headers = HEADERS | {"X-Request-ID": self.id}
        if settings.base_url.startswith("https:"):
            self.headers["Strict-Transport-Security"] = _HSTS

    def sending(self, send: Send) -> Send:
        async def wrapped(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self._add(message)
            await send(message)

        return wrapped

    def _add(self, message: MutableMapping[str, Any]) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self.headers.items():
            headers[name] = value


def _bodiless(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        await send({**message, "body": b""} if "body" in message else message)

    return wrapped


def _bounded(receive: Receive) -> Receive:
    """A body that announces no length is counted while it comes."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MAX_BODY:
            raise HTTPException(413)
        return message

    return counted


def _digits(text: str | None) -> str:
    return text if text and text.isdigit() and len(text) < 19 else "0"
