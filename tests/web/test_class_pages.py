"""Pages of classification schemes, and titles of classes on other pages."""

import html
import json

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from schemes import CPC, DEFINITIONS, ipc, put, zipped
from test_command import run
from test_pages import Page
from website import Running

from indexer.classes.loading import load
from parsers.schemes import read
from search_api.settings import Settings


@pytest.fixture(scope="module")
def browsing(data, tmp_path_factory):
    """The site over the same records, with schemes loaded; taken away again at the end."""
    folder = tmp_path_factory.mktemp("schemes")
    tree = [
        ("H", "s", "POWER", [("H01", "c", "ELEMENTS", [("H01M", "u", "<b>DELTA</b> & CELLS", [])])])
    ]
    hostile = ipc(tree=tree).replace(b"<b>DELTA</b> & ", b"&lt;b&gt;DELTA&lt;/b&gt; &amp; ")
    files = {"ipc-2020.xml": ipc(), "cpc.xml": CPC, "definitions-202405.xml": DEFINITIONS}
    load(read(put(folder, "all.zip", zipped(files))), data)
    load(read(put(folder, "zh_ipc.xml", hostile.replace(b'lang="EN"', b'lang="ZH"'))), data)
    running = Running(Settings(data=data, rate_limit="", query_seconds=30, log_level="error"))
    with httpx.Client(base_url=running.url, headers={"Accept": "text/html"}, timeout=60) as client:
        yield client
    running.stop()
    for file in data.glob("classes.sqlite*"):
        file.unlink()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    ["/classes", "/classes?q=lambda", "/classes?q=nothing+like+it", "/classes/ipc", "/classes/ipc/H01M10/05",
     "/classes/cpc/H01M", "/classes/cpc/H01M10/05", "/classes/ipc/H01M10/07"],
)  # fmt: skip
def test_every_page_is_whole_and_small(browsing, path, lang):
    answer = browsing.get(
        path, params=dict(httpx.QueryParams(path.partition("?")[2])) | {"lang": lang}
    )
    assert answer.status_code == 200
    page = Page(answer.text)
    assert len(answer.content) < 30_000
    assert page.find("html")[0]["lang"] == lang
    twin = page.find("link", rel="alternate")[0]["href"]
    assert browsing.get(twin).json()


def test_the_tree_is_walked_by_links_and_counts_are_searches(browsing):
    page = Page(browsing.get("/classes/ipc/H01M10/00?lang=en").text)
    assert "/classes/ipc/H01M10/05?lang=en" in page.links
    counted = [link for link in page.links if link.startswith("/search")]
    assert len(counted) == 3
    answer = browsing.get("/api/v1/classes/ipc/H01M10/00?lang=en").json()
    for child in answer["children"]:
        found = browsing.get("/api/v1/search", params={"q": child["query"]}).json()
        assert found["total"]["value"] == child["count"]
    assert any(child["count"] for child in answer["children"])
    assert "lambda type" in " ".join(page.texts)


def test_definitions_notes_and_where_a_symbol_went(browsing):
    text = browsing.get("/classes/cpc/H01M10/05?lang=en").text
    assert "Definition statement" in text
    assert "All phi." in text
    assert "Beware of rho." in browsing.get("/classes/cpc/H01M?lang=en").text
    gone = Page(browsing.get("/classes/ipc/H01M10/07?lang=en").text)
    assert "no longer in use" in " ".join(gone.texts)
    assert "/classes/ipc/H01M10/0525?lang=en" in gone.links


def test_titles_of_classes_stand_on_documents_and_facets(browsing):
    found = browsing.get("/api/v1/search?q=ipc:H01M10/0562&size=1").json()
    one = found["hits"][0]["id"]
    text = browsing.get(f"/publications/{one}?lang=en").text
    chain = "H01M 10/0562 — DELTA CELLS › Kappa accumulators › lambda type › by their nu matter › solid xi"
    assert f'title="{chain}"' in text
    facets = browsing.get("/search?q=ipc:H01M/low&lang=en").text
    assert "H01M DELTA CELLS" in facets
    chinese = browsing.get("/search?q=ipc:H01M/low&lang=zh").text
    assert html.escape("<b>DELTA</b> & CELLS") in chinese
    assert "<b>DELTA" not in chinese


@pytest.mark.browser
def test_they_are_accessible_and_fit_a_telephone(browsing, chromium):
    context = chromium.new_context(
        base_url=str(browsing.base_url), viewport={"width": 320, "height": 600}
    )
    page = context.new_page()
    found = {}
    for path in ("/classes?q=lambda", "/classes/ipc/H01M10/00", "/classes/cpc/H01M10/05"):
        page.goto(f"{path}&lang=en" if "?" in path else f"{path}?lang=en")
        found[path] = [v["id"] for v in Axe().run(page).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()
    assert not any(found.values()), found


def test_an_unknown_class_is_a_page(browsing):
    for path in ("/classes/ipc/A99Z", "/classes/bogus", "/classes/ipc/%3Cscript%3E"):
        answer = browsing.get(f"{path}?lang=en")
        assert answer.status_code == 404
        Page(answer.text)
        assert "<script>" not in answer.text.replace('<script type="module"', "")


def test_without_schemes_the_page_says_how_to_load_them(tmp_path):
    running = Running(Settings(data=tmp_path, rate_limit="", log_level="error"))
    try:
        text = httpx.get(f"{running.url}/classes?lang=en", headers={"Accept": "text/html"}).text
    finally:
        running.stop()
    assert "gongkai classes load" in text


def test_the_command_loads_lists_shows_and_finds(tmp_path):
    files = put(tmp_path, "all.zip", zipped({"ipc.xml": ipc(), "cpc.xml": CPC, "x.txt": b"words"}))
    data = ("--data", tmp_path / "data")
    assert b"No scheme is loaded" in run("classes", "list", *data).stderr
    done = run("classes", "load", files, *data)
    assert done.returncode == 1
    assert b"2 parts loaded" in done.stderr
    assert b"x.txt: FORMAT_UNKNOWN" in done.stderr
    assert b"2 loaded before" in run("classes", "load", files, *data).stderr
    listed = json.loads(run("classes", "list", "--json", *data).stdout)
    assert [one["scheme"] for one in listed] == ["cpc", "ipc"]
    shown = run("classes", "show", "H01M0010056200", *data)
    assert b"solid xi" in shown.stdout
    assert b"Kappa accumulators" in shown.stdout
    assert b"H01M 10/05" in run("classes", "search", "lambda", *data).stdout
    unknown = run("classes", "show", "A99Z", *data)
    assert unknown.returncode == 2
    assert b"No loaded scheme knows A99Z" in unknown.stderr
    assert run("classes", "show", "H01M", "--scheme", "bogus", *data).returncode == 2
    assert run("classes", "load", tmp_path / "none.zip", *data).returncode == 3
