"""Routes of the pages; what they show is made beside, one module per page."""

from __future__ import annotations

import time
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from indexer.fields import FACETS
from search_api.answers import Problem
from search_api.http.answering import etag_of, unchanged
from search_api.service import Service
from search_api.settings import Settings
from web import classes, coverage, form, links, publication, results, translate, where, zero
from web import help as help_page
from web.home import NOTHING, Held, figures
from web.home import view as home_view
from web.render import Page

_HELD_SECONDS = 10.0
"""How long counts on the home page and the snapshot date are believed."""

_KEPT = ("lang", "dialect", "sort", "size", *(f"{links.FILTER}{facet}" for facet in FACETS))
"""Parameters of a search that a mended query keeps."""

_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Gongkai</ShortName><Description>Patents 专利</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{base}/search?q={{searchTerms}}"/>
</OpenSearchDescription>
"""


class Pages:
    """The router of the pages, and the page for problems."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._settings = settings
        self._held: tuple[float, Held] = (0.0, NOTHING)
        self.router = APIRouter(include_in_schema=False)
        for path, page in (
            ("/", self.home),
            ("/search", self.search),
            ("/form", self.form),
            ("/publications/{number:path}/where", self.where),
            ("/publications/{number:path}", self.publication),
            ("/numbers/{text:path}", self.numbers),
            ("/classes", self.classes),
            ("/classes/{scheme}", self.scheme),
            ("/classes/{scheme}/{symbol:path}", self.class_),
            ("/coverage", self.coverage),
            ("/translate", self.translate),
            ("/help", self.help),
            ("/help/{dialect}", self.dialect),
            ("/opensearch.xml", self.opensearch),
            ("/robots.txt", self.robots),
        ):
            self.router.add_api_route(path, page, methods=["GET", "HEAD"], response_model=None)

    def home(self, request: Request) -> Response:
        return self._page(request).answer("home.html", home_view(self._now()))

    def search(self, request: Request) -> Response:
        page = self._page(request)
        asked = results.parameters(page.here, page.lang)
        if not asked.q.strip():
            return RedirectResponse(str(page.here.to("/")), 303)
        etag = etag_of(request, self._service.state())
        if known := unchanged(request, etag):
            return known
        answer = self._service.search(asked)
        view = results.view(answer, asked, page.here) | zero.view(answer, asked.lang, page.here)
        view["class_titles"] = classes.facet_titles(self._service, answer, page.lang)
        return _kept(page.answer("results.html", view), None if answer.partial else etag)

    def form(self, request: Request) -> Response:
        page = self._page(request)
        given, schemes = dict(page.here.parameters), self._service.classes
        done, query = given.get("do", "search"), given.get("q", "")
        if rows := form.asked(page.here):
            query = form.written(rows, schemes)
            if query and done == "search":
                return RedirectResponse(links.search_for(query, page.here), 303)
        else:
            rows = form.read_back(query, given.get("dialect", "auto"), schemes)
        offices = [office for office, _ in self._now().offices]
        return page.answer("form.html", form.view(rows, query, offices, more=done == "more"))

    def publication(self, request: Request, number: str) -> Response:
        page = self._page(request)
        found = self._service.publications.find(number)
        if found.redirect:
            where = page.here.to(f"/publications/{quote(found.id)}", ("lang", "q", "dialect"))
            return RedirectResponse(str(where), 301)
        etag = etag_of(request, self._service.state())
        if known := unchanged(request, etag):
            return known
        given = dict(page.here.parameters)
        view = publication.view(
            self._service.publications.get(found.id),
            self._service,
            given.get("q"),
            given.get("dialect", "auto"),
        )
        view["class_titles"] = classes.titles(self._service, view["classes"], page.lang)
        view["class_address"] = classes.address
        return _kept(page.answer("publication.html", view), etag)

    def where(self, request: Request, number: str) -> Response:
        page = self._page(request)
        found = self._service.publications.find(number)
        if found.redirect:
            to = page.here.to(f"/publications/{quote(found.id)}/where", ("lang", "field", "start"))
            return RedirectResponse(str(to), 301)
        etag = etag_of(request, self._service.state())
        if known := unchanged(request, etag):
            return known
        given = dict(page.here.parameters)
        field, start = given.get("field", ""), given.get("start", "")
        at = int(start) if start.isdecimal() and len(start) < 8 else 0
        view = where.view(self._service, found.id, field, at)
        return _kept(page.answer("where.html", view), etag)

    def numbers(self, request: Request, text: str) -> Response:
        page = self._page(request)
        answer = self._service.numbers(text, page.lang)
        view = {
            "q": text,
            "input": text,
            "readings": answer.readings,
            "note": help_page.tried(text, page.lang) if not answer.readings else "",
            "json": f"/api/v1/numbers/{quote(text)}",
        }
        return page.answer("number.html", view)

    def coverage(self, request: Request) -> Response:
        page = self._page(request)
        etag = etag_of(request, self._service.coverage_state())
        if known := unchanged(request, etag):
            return known
        office = dict(page.here.parameters).get("office")
        view = coverage.view(self._service.coverage(), office)
        return _kept(page.answer("coverage.html", view), etag)

    def classes(self, request: Request) -> Response:
        page = self._page(request)
        given = dict(page.here.parameters)
        text, scheme = given.get("q", "")[:200], given.get("scheme")
        found = self._service.browser.overview(text, scheme)
        return page.answer("classes.html", classes.overview(found, text, scheme))

    def scheme(self, request: Request, scheme: str) -> Response:
        return self._class(request, scheme, None)

    def class_(self, request: Request, scheme: str, symbol: str) -> Response:
        return self._class(request, scheme, symbol or None)

    def _class(self, request: Request, scheme: str, symbol: str | None) -> Response:
        page, state = self._page(request), self._service.state()
        etag = etag_of(request, state)
        if known := unchanged(request, etag):
            return known
        found = self._service.browser.show(scheme, symbol, page.lang, state)
        return _kept(page.answer("class.html", classes.one(found)), etag)

    def translate(self, request: Request) -> Response:
        page = self._page(request)
        found = translate.view(dict(page.here.parameters), self._service, page.lang)
        return page.answer("translate.html", found)

    def help(self, request: Request) -> Response:
        page = self._page(request)
        return page.answer("help.html", help_page.view(page.lang))

    def dialect(self, request: Request, dialect: str) -> Response:
        page = self._page(request)
        return page.answer("dialect.html", help_page.dialect_view(dialect, page.lang))

    def reference(self, request: Request) -> Response:
        """The routes of the API, from its own description."""
        view = {"q": None, "document": request.app.openapi()}
        return self._page(request).answer("reference.html", view)

    def opensearch(self) -> Response:
        text = _DESCRIPTION.format(base=self._settings.base_url)
        return Response(text, media_type="application/opensearchdescription+xml")

    def robots(self) -> Response:
        closed = ("search", "form", "numbers/", "classes/", "publications/*/where")
        text = "".join(("User-agent: *\n", *(f"Disallow: /{path}\n" for path in closed)))
        return Response(text, media_type="text/plain")

    def problem(self, request: Request, found: Problem) -> HTMLResponse | None:
        """A problem as a page, for those who read pages."""
        if "text/html" not in request.headers.get("accept", "text/html"):
            return None
        page = self._page(request)
        q = request.query_params.get("q") or ""
        view = {
            "q": q,
            "status": found.status,
            "message": found.detail,
            "code": found.code,
            "hint": found.hint,
            "suggestion": found.suggestion,
            "mended": str(page.here.to("/search", _KEPT).with_(q=found.suggestion)),
            "restart": str(page.here.with_(cursor=None, back=None))
            if found.code.startswith("CURSOR_")
            else None,
            "pointed": _pointed(q, found.position),
            "form": str(page.here.to("/form", ("q", "lang"))) if q else None,
            "found": [one["id"] for one in found.errors if "id" in one],
        }
        return page.answer("error.html", view, found.status)

    def _page(self, request: Request) -> Page:
        return Page(request, lambda: self._now().snapshot, self._settings.base_url)

    def _now(self) -> Held:
        at, held = self._held
        if time.monotonic() - at > _HELD_SECONDS or held is NOTHING:
            held = figures(self._service)
            self._held = (time.monotonic(), held)
        return held


def _kept(html: HTMLResponse, etag: str | None) -> HTMLResponse:
    """A page that may be kept, but must be asked about again."""
    html.headers["Cache-Control"] = "no-cache" if etag else "no-store"
    if etag:
        html.headers["ETag"] = etag
    return html


def _pointed(query: str, position: tuple[int, int] | None) -> tuple[str, str, str] | None:
    """The query before, at and after the culprit; long queries are cut around it."""
    if position is None or not query:
        return None
    low, high = position
    culprit = query[low:high] or "␣"
    return query[max(0, low - 80) : low], culprit[:80], query[high : high + 80]
