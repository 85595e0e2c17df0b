"""The language of an answer: `?lang=`, then Accept-Language, then the setting."""

from __future__ import annotations

from typing import Literal

from starlette.requests import Request

Lang = Literal["zh", "en"]


def language_of(request: Request) -> Lang:
    """The language to answer in."""
    asked = request.query_params.get("lang", "")
    if asked[:2].lower() in {"zh", "en"}:
        return "zh" if asked[:2].lower() == "zh" else "en"
    return preferred(request.headers.get("accept-language", "")) or _default(request)


def preferred(header: str) -> Lang | None:
    """The better liked of the two languages in an Accept-Language header; None for neither."""
    best: tuple[float, Lang] | None = None
    for part in header[:1_000].split(","):
        name, _, weight = part.partition(";")
        lang = name.strip()[:2].lower()
        if lang not in {"zh", "en"}:
            continue
        try:
            liking = float(weight.partition("=")[2] or 1)
        except ValueError:
            continue
        if liking > 0 and (best is None or liking > best[0]):
            best = (liking, "zh" if lang == "zh" else "en")
    return best[1] if best else None


def _default(request: Request) -> Lang:
    """Programs that ask for no language get English; pages have the setting's."""
    if request.url.path.startswith("/api/"):
        return "en"
    return "zh" if getattr(request.app.state, "language", "en") == "zh" else "en"
