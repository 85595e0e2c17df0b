"""The application: the API, the pages, the static files."""

from __future__ import annotations

from importlib.resources import as_file, files

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from search_api.http import create_api
from search_api.service import Service
from search_api.settings import Settings
from web.pages import Pages

_FOR_GOOD = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"


class _Static(StaticFiles):
    """Files whose address holds their version may be kept for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = _FOR_GOOD if versioned else _AN_HOUR
        return response


def create_app(settings: Settings) -> FastAPI:
    """API and pages over one service; opens engine and store, reads nothing yet."""
    app = create_api(Service(settings))
    pages = Pages(app.state.service, settings)
    app.include_router(pages.router)
    app.state.error_page = pages.problem
    app.state.reference_page = pages.reference
    with as_file(files("web") / "static") as folder:
        app.mount("/static", _Static(directory=folder))
    return app
