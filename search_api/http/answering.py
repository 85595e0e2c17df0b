"""JSON answers by msgspec, with ETags that change whenever the index does."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from search_api.http.languages import language_of

_encode = msgspec.json.Encoder(enc_hook=str).encode


class Json(Response):
    """A struct, dict or ready bytes as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return content if isinstance(content, bytes) else _encode(content)


def etag_of(request: Request, state: str) -> str | None:
    """A weak ETag of the address, the language and the state of the index; None without one."""
    if not state or request.method not in {"GET", "HEAD"}:
        return None
    app = request.app
    parts = (app.version, app.state.day(), state, language_of(request), str(request.url.path))
    text = "\n".join((*parts, request.url.query))
    return f'W/"{blake2b(text.encode(), digest_size=12).hexdigest()}"'


def unchanged(request: Request, etag: str | None) -> Response | None:
    """304 when the client has this answer already."""
    if etag is None:
        return None
    known = request.headers.get("if-none-match", "")
    wanted = etag.removeprefix("W/")
    if wanted in {one.strip().removeprefix("W/") for one in known.split(",")}:
        return Response(status_code=304, headers=_caching(etag))
    return None


def answer(request: Request, content: Any, etag: str | None, status: int = 200) -> Json:
    """A JSON answer that may be kept, but must be asked about again."""
    headers = _caching(etag) | {"Content-Language": language_of(request)}
    return Json(content, status, headers)


def _caching(etag: str | None) -> dict[str, str]:
    if etag is None:
        return {"Cache-Control": "no-store"}
    return {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Language, Accept-Encoding"}
