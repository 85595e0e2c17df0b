"""A real server on a real index of specimens, and a real Chromium that looks at it."""

import os
import shutil
import socket
import threading
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import httpx
import msgspec
import pytest
import uvicorn

from indexer import pipeline
from indexer.database import transaction
from indexer.documents import index_document
from indexer.engines import open_engine
from indexer.pipeline.worker import encode as pack
from indexer.pipeline.writer import StoreWriter
from parsers.model import Text
from parsers.specimens import publications, write
from search_api.settings import Settings
from web.app import create_app

COUNT = 120
TITLE = "<script>alert(1)</script> hostile & battery"
ABSTRACT = (
    'A "><img src=x onerror=alert(2)> hostile battery with </p><style>*{display:none}</style>.'
)
CHROMIUM = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")


def hostile():
    """A publication whose texts try to be markup."""
    one = next(p for p in publications(COUNT) if p.office == "US" and p.right == "invention")
    parties = tuple(
        msgspec.structs.replace(p, name="<svg onload=alert(3)> Inc.", given=None, family=None)
        if p.role in {"applicant", "assignee"} else p
        for p in one.parties
    )  # fmt: skip
    claims = tuple(
        msgspec.structs.replace(c, text=f"{c.text} <b>hostile</b>") if c.number == 1 else c
        for c in one.claims
    )
    return msgspec.structs.replace(
        one,
        id="US7999999B2",
        number="7999999",
        title=(Text(lang="en", text=TITLE),),
        abstract=(Text(lang="en", text=ABSTRACT),),
        parties=parties,
        claims=claims,
    )


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """A data folder filled from office files by the pipeline."""
    folder = tmp_path_factory.mktemp("web")
    write(folder / "files", COUNT)
    data = folder / "data"
    with closing(open_engine(f"tantivy:{data / 'index'}")) as engine:
        report = pipeline.run([folder / "files"], engine, data, workers=2)
        assert report.documents == COUNT
        assert not report.set_aside
        smuggle(data, engine, hostile())
    return data


def smuggle(data, engine, publication):
    """Past the parsers, which refuse markup in texts, straight into store and index."""
    writer = StoreWriter(data)
    try:
        with transaction(writer.connection):
            writer.store(pack(publication, 0), 1)
        with engine.update() as index:
            index.put([index_document(publication)])
    finally:
        writer.close()


class Running:
    """The service under uvicorn in a thread, on a port of its own."""

    def __init__(self, settings: Settings) -> None:
        self.app = create_app(settings)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(self.app, log_config=None, access_log=False, server_header=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()


@pytest.fixture(scope="session")
def site(data):
    running = Running(Settings(data=data, rate_limit="", query_seconds=30, log_level="error"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def ids(site):
    """Publications by what is special about them."""
    store = site.app.state.service.store
    held = list(store.get(p.id for p in publications(COUNT)).values())

    def one(*tests):
        return next(p.id for p in held if all(test(p) for test in tests))

    return SimpleNamespace(
        drawn=one(lambda p: p.office == "CN", lambda p: p.drawings),
        tiff=one(lambda p: p.office == "US", lambda p: p.drawings, lambda p: p.claims),
        languages=one(lambda p: len({c.lang for c in p.claims}) > 1),
        design=one(lambda p: p.right == "design"),
        bare=one(lambda p: p.source.format == "docdb"),
        claimless=one(lambda p: any(g.part == "claims" for g in p.gaps)),
        cited=one(lambda p: p.office == "EP", lambda p: p.citations),
        every=[p.id for p in held],
    )


@pytest.fixture(scope="session")
def client(site):
    with httpx.Client(base_url=site.url, headers={"Accept": "text/html"}, timeout=60) as one:
        yield one


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        absent(f"no Chromium at {CHROMIUM} (set GONGKAI_CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, site):
    """Opens pages; every request, console message and failed policy is kept in `seen`."""
    contexts = []

    def new(width=1366, height=768, **options):
        context = chromium.new_context(
            base_url=site.url, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.seen = SimpleNamespace(requests=[], messages=[])
        page.on("request", lambda r: page.seen.requests.append(r.url))
        page.on("console", lambda m: page.seen.messages.append(m.text))
        page.on("pageerror", lambda e: page.seen.messages.append(str(e)))
        return page

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def w3m():
    if not shutil.which("w3m"):
        absent("no text browser: install w3m")
    return shutil.which("w3m")


def absent(what):
    if os.environ.get("GONGKAI_STRICT") == "1":
        pytest.fail(f"{what}, and GONGKAI_STRICT=1 forbids skipping")
    pytest.skip(what)
