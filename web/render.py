"""From a view to HTML: the Jinja environment, and what every page knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from parsers.model import Mark
from search_api.http.languages import language_of
from web import i18n, links
from web.words import Words

Span = tuple[int, int]
_Tagged = tuple[int, int, str, str]
"""A span of a text, and the tags around it."""


def marked(
    text: str,
    spans: Iterable[Span] = (),
    scripts: Iterable[Mark] = (),
    links: Iterable[tuple[int, int, str]] = (),
) -> Markup:
    """Escaped text with `<mark>` around the spans, which are in order and do not overlap.

    `scripts` become `<sub>` and `<sup>`, `links` (from, to, address) links. Where they overlap,
    links are outermost and scripts innermost, each cut in two where it has to be.
    """
    layers = [
        [(low, high, f'<a href="{escape(to)}">', "</a>") for low, high, to in links],
        [(low, high, "<mark>", "</mark>") for low, high in spans],
        [(low, high, f"<{kind}>", f"</{kind}>") for kind, low, high in scripts],
    ]
    return Markup(_layered(text, 0, len(text), [layer for layer in layers if layer]))  # noqa: S704 - every piece of the text is escaped


def _layered(text: str, low: int, high: int, layers: list[list[_Tagged]]) -> str:
    """The text between two places, with the spans of the first layer around those of the others."""
    if not layers:
        return str(escape(text[low:high]))
    spans = [
        (max(start, low), min(end, high), opening, closing)
        for start, end, opening, closing in layers[0]
        if start < high and end > low
    ]
    shown: list[str] = []
    at = low
    while spans:
        start, end, opening, closing = spans.pop(0)
        inner = [span for span in spans if span[0] < end]
        spans = spans[len(inner) :]
        below = [inner, *layers[1:]] if inner else layers[1:]
        shown += (
            _layered(text, at, start, layers[1:]),
            opening,
            _layered(text, start, end, below),
            closing,
        )
        at = end
    return "".join((*shown, _layered(text, at, high, layers[1:])))


def coded(text: str) -> Markup:
    """Escaped text with what stands between backticks as code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else part for at, part in enumerate(parts)
    )


@lru_cache
def _digest(name: str) -> str:
    return sha256(files("web").joinpath("static", name).read_bytes()).hexdigest()[:12]


def static(name: str) -> str:
    """Address of a static file; its version changes with its content."""
    return f"/static/{name}?v={_digest(name)}"


@lru_cache(len(i18n.LANGUAGES))
def environment(language: str) -> Environment:
    """Templates of one language; an unknown name in a template is an error, not a blank."""
    made = Environment(
        loader=PackageLoader("web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(i18n.translations(language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters["number"] = lambda value: i18n.format_number(value, language)
    made.filters["date"] = lambda value: i18n.format_date(value, language)
    made.filters["country"] = lambda code: i18n.country_name(code, language)
    made.filters["language"] = lambda code: i18n.language_name(code, language)
    made.globals.update(
        marked=marked,
        coded=coded,
        spaced=links.spaced,
        static=static,
        languages=i18n.LANGUAGES,
        lang=language,
    )
    made.globals["words"] = Words(language, i18n.translations(language).gettext)
    return made


_LASTING = ("q", "dialect", "sort", "size", "lang")
"""Parameters of an address worth printing."""


class Page:
    """One request for a page: its language, its address, and the way to its answer."""

    def __init__(self, request: Request, snapshot: Callable[[], str], base_url: str = "") -> None:
        self.lang = language_of(request)
        self.here = links.Address.of(request.url.path, request.query_params)
        self._lang_given = "lang" in request.query_params
        self._snapshot = snapshot
        self._base_url = base_url

    def answer(self, template: str, view: dict[str, Any], status: int = 200) -> HTMLResponse:
        """Render a template with what every page knows and what this one shows."""
        here = self.here
        known = {
            "q": None,
            "lang_given": self._lang_given,
            "snapshot_date": self._snapshot(),
            "base_url": self._base_url,
            "address": self._base_url + str(here.to(here.path, _LASTING)),
            "here": lambda **values: str(here.with_(**values)),
            "link": lambda path: str(here.to(path)),
            "search_for": lambda query, **more: links.search_for(query, here, **more),
            "field_query": links.field_query,
            "publication_link": lambda one, query=None, fragment="": links.publication(
                one, here, query, fragment
            ),
        }
        html = environment(self.lang).get_template(template).render(known | view)
        headers = {"Content-Language": self.lang, "Vary": "Accept-Language"}
        return HTMLResponse(html, status, headers)
