"""The FastAPI application around a service."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from search_api.http.browsing import class_routes
from search_api.http.described import describe
from search_api.http.frame import Frame
from search_api.http.logs import configure_logs
from search_api.http.metrics import Metrics
from search_api.http.operating import operation_routes, table_routes
from search_api.http.problems import install_problems
from search_api.http.reading import reading_routes
from search_api.http.searching import searching_routes
from search_api.service import Service

_LEAST_ZIPPED = 800

_SWITCH_SECONDS = 0.001
"""Threads that compute give way to the event loop after this time (Python's own choice is 5 ms):
under load, light requests would otherwise wait for every heavy one."""


def create_api(service: Service) -> FastAPI:
    """The whole API; routes added later (the pages) get the same frame, limits and errors.

    `app.state.error_page`, when set, turns problems outside `/api/` into pages
    (`problems.ErrorPage`); `app.state.reference_page`, when set, answers `/docs`. Closing the app
    closes the service.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        configure_logs(service.settings)
        sys.setswitchinterval(_SWITCH_SECONDS)
        await run_in_threadpool(service.warm)
        gc.collect()
        gc.freeze()  # what lives as long as the process is not looked through for garbage again
        yield
        service.close()

    app = FastAPI(
        title="Gongkai",
        summary="Open patent information: search and documents",
        description="Publications of patent offices, searchable without an account. "
        "Errors are application/problem+json (RFC 9457).",
        version=_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    metrics = Metrics()
    app.state.service = service
    app.state.metrics = metrics
    app.state.language = service.settings.language
    app.state.day = lambda: datetime.now(UTC).date().isoformat()
    install_problems(app)
    for router in (
        searching_routes(service),
        reading_routes(service),
        class_routes(service),
        table_routes(service),
        operation_routes(service, metrics),
    ):
        app.include_router(router)
    describe(app)
    app.add_middleware(GZipMiddleware, minimum_size=_LEAST_ZIPPED, compresslevel=5)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "If-None-Match"],
        expose_headers=["ETag", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining"],
    )
    app.add_middleware(Frame, api=app, settings=service.settings, metrics=metrics)
    return app


def _version() -> str:
    try:
        return version("gongkai")
    except PackageNotFoundError:
        return "0.0.0"
