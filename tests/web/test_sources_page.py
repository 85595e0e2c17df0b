"""The pages that say where things come from: sources of a publication, events, coverage."""

from contextlib import closing
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from msgspec.structs import replace
from test_pages import Page
from website import Running

from indexer import pipeline
from indexer.engines import open_engine
from parsers.model import LegalEvent, Notice, Party, Source
from parsers.specimens import encode, publications
from parsers.specimens.formats import EVENT_ENCODERS
from search_api.settings import Settings


@pytest.fixture(scope="module")
def grant():
    return next(
        p for p in publications(120) if p.office == "CN" and p.kind == "B" and p.description
    )


def numbered(one, number):
    return replace(one, id=f"CN{number}B", number=str(number), drawings=())


@pytest.fixture(scope="module")
def site(grant, tmp_path_factory):
    """A grant known from two sources and a notice, beside others with consecutive numbers."""
    folder = tmp_path_factory.mktemp("sources")
    files = folder / "files"
    files.mkdir()
    other = (Party(role="applicant", name="<b>OTHER</b> & CO LTD", country="CN"),)
    biblio = replace(grant, parties=other, family="4711", claims=(), description=())
    source = Source(format="cnprs", file="", offset=0, length=0, sha256="")
    lapse = LegalEvent(office="CN", code="LAPSE", date="2023-03-03", title="专利权的终止")
    notice = Notice(office="CN", application=grant.application, events=(lapse,), source=source)
    contents = {
        "full": encode(grant, "cn96"),
        "exchange": encode(
            replace(biblio, parties=(replace(other[0], name="OTHER & CO LTD"),)), "docdb"
        ),
        "events": EVENT_ENCODERS["cnprs"](notice),
        "broken": b'<cn-patent-document country="CN" kind="B" date-publ="20110101"><a></cn-patent-document>',
    }
    for number in range(102000001, 102000030):
        if number != 102000015:
            contents[str(number)] = encode(numbered(grant, number), "cn96")
    for name, data in contents.items():
        (files / f"{name}.xml").write_bytes(data)
    data = folder / "data"
    with closing(open_engine(f"tantivy:{data / 'index'}")) as engine:
        report = pipeline.run([files], engine, data, workers=1)
    assert (report.joined, report.notices, report.set_aside) == (1, 1, 1)
    running = Running(Settings(data=data, rate_limit="", query_seconds=30, log_level="error"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def client(site):
    with httpx.Client(base_url=site.url, headers={"Accept": "text/html"}, timeout=60) as one:
        yield one


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_lists_the_other_sources_and_how_they_differ(client, grant, lang):
    answer = client.get(f"/publications/{grant.id}?lang={lang}")
    page = Page(answer.text)
    text = " ".join(page.texts)
    assert "exchange.xml" in text
    assert "OTHER & CO LTD" in text
    assert "OTHER &amp; CO LTD" in answer.text
    assert f"/api/v1/publications/{grant.id}/sources" in page.links
    assert "4711" in text
    words = {
        "zh": ("另见于", "该来源的不同之处"),
        "en": ("Also known from", "Where this source differs"),
    }
    assert all(word in text for word in words[lang])
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_the_events_of_notices_are_on_the_page(client, grant):
    page = Page(client.get(f"/publications/{grant.id}?lang=en").text)
    text = " ".join(page.texts)
    assert "专利权的终止" in text
    assert page.find("time", datetime="2023-03-03")
    assert "events.xml" in text
    assert "#events" in page.links


def test_a_publication_of_one_source_names_no_other(client):
    page = Page(client.get("/publications/CN102000001B?lang=en").text)
    assert "Also known from" not in " ".join(page.texts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_coverage_is_what_its_json_twin_says(client, lang):
    page = Page(client.get(f"/coverage?lang={lang}").text)
    rows = client.get("/api/v1/coverage", headers={"Accept": "application/json"}).json()
    named = [f"{row['office']}-{row['kind']}-{row['year'] or ''}" for row in rows]
    assert [a["data-row"] for tag, a in page.tags if tag == "tr" and "data-row" in a] == named
    assert any(link.startswith("/numbers/CN102000015") for link in page.links)
    (gap,) = [gap for row in rows for gap in row.get("gaps", ())]
    assert gap == {"from": "CN102000015", "to": "CN102000015", "count": 1}
    assert any(row.get("set_aside") for row in rows if row["office"] == "CN")


def test_every_count_links_to_what_it_counts(client):
    rows = client.get("/api/v1/coverage").json()
    page = Page(client.get("/coverage?lang=en").text)
    searches = [link for link in page.links if link.startswith("/search?")]
    counted = [row["count"] for row in rows if row["count"]]
    assert len(searches) == len(counted)
    for link, count in zip(searches, counted, strict=True):
        query = dict(parse_qsl(urlsplit(link).query))["q"]
        found = client.get("/api/v1/search", params={"q": query, "size": 1}).json()
        assert found["total"]["value"] == count


def test_one_office_can_be_chosen_and_the_footer_leads_here(client):
    assert "/coverage?lang=en" in Page(client.get("/?lang=en").text).links
    page = Page(client.get("/coverage?office=CN&lang=en").text)
    assert "/api/v1/coverage?office=CN" in page.links
    assert all(row["office"] == "CN" for row in client.get("/api/v1/coverage?office=CN").json())
    assert Page(client.get("/coverage?office=XX&lang=en").text).texts
    etag = client.get("/coverage?lang=en").headers["etag"]
    assert client.get("/coverage?lang=en", headers={"If-None-Match": etag}).status_code == 304
