"""A real server on a real index of specimens, and a real Chromium that looks at it."""

import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from website import CHROMIUM, COUNT, Running, absent, hostile, smuggle

from indexer import pipeline
from indexer.engines import open_engine
from parsers.specimens import publications, write
from search_api.settings import Settings


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
