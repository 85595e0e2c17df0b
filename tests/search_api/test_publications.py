import json
from pathlib import Path

import msgspec
import pytest
from client import Client
from filling import fill
from msgspec import structs
from PIL import Image

from parsers.model import Drawing
from search_api.http import create_api
from search_api.parameters import SearchParameters


@pytest.fixture(scope="module")
def client(service):
    return Client(create_api(service))


def plain(value):
    return json.loads(msgspec.json.encode(value))


def spellings(one):
    """How people write the number of a publication; each names this one alone."""
    office, number, kind = one.office, one.number, one.kind
    yield f"{office}{number}{kind}"
    yield f"{office} {number} {kind}"
    yield f"{office}-{number}-{kind}"
    yield f"{office}{number}{kind}".lower()
    if office == "US" and kind.startswith("B"):
        grouped = f"{int(number):,}"
        yield f"US {grouped} {kind}"
        yield f"US-{number}-{kind}"
    if office == "US" and kind == "A1":
        yield f"US {number[:4]}/{number[4:]} {kind}"
        yield f"US-{number[:4]}{number[4:]}-{kind}"
    if office == "EP":
        full = number.zfill(7)
        yield f"EP_{full}_{kind}"
        yield f"EP {full[0]} {full[1:4]} {full[4:]} {kind}"
    if office == "WO":
        yield f"WO {number[:4]}/{number[4:]} {kind}"
    if office == "JP" and kind == "A":
        yield f"特開{number[:4]}-{number[4:]}"


def test_any_spelling_opens_the_publication(client, service, specimens):
    tried = set()
    for one in specimens:
        if one.office in tried and one.kind in tried:
            continue
        tried |= {one.office, one.kind}
        for spelling in spellings(one):
            answer = client.publication(spelling)
            if spelling == one.id:
                assert answer.status_code == 200
                assert answer.content == service.store.json([one.id])[one.id]
            else:
                assert answer.status_code == 301, (spelling, answer.text)
                assert answer.headers["location"] == f"/api/v1/publications/{one.id}", spelling
    assert {"CN", "US", "EP"} <= tried


def test_any_spelling_as_the_whole_query_shows_it_on_top(service, specimens):
    for one in specimens[:12]:
        for spelling in spellings(one):
            found = service.search(SearchParameters(q=spelling))
            assert found.number is not None, spelling
            assert found.number.id == one.id, spelling
            assert found.query.understood.startswith("pn:")
            assert one.id in {hit.id for hit in found.hits}
            assert found.query.notes[0].code == "READ_AS_NUMBER"


def test_application_numbers_open_their_publications(service, client, specimens):
    by_application = {}
    for one in specimens:
        if one.application and one.office in {"CN", "US", "EP"}:
            key = (one.application.office, one.application.number)
            by_application.setdefault(key, set()).add(one.id)
    for (office, number), ids in list(by_application.items())[:25]:
        found = service.search(SearchParameters(q=f"{office} {number}"))
        if found.number and found.query.understood.startswith("an:"):
            assert {found.number.id, *found.number.others} >= ids
        answer = client.publication(f"{office}{number}")
        assert answer.status_code in {300, 301}
        if answer.status_code == 300:
            assert ids <= {entry["id"] for entry in answer.json()["errors"]}


def test_words_are_not_taken_for_numbers(service):
    for q in ("battery", "2010", "100", "H01M10/0525", "battery 2010"):
        assert service.search(SearchParameters(q=q)).number is None


def test_a_number_not_held_is_shown_with_its_readings(service):
    found = service.search(SearchParameters(q="EP 0 227 762 B1"))
    assert found.number.id is None
    assert found.number.readings[0].id == "EP227762B1"
    assert found.query.understood.startswith("full:")


def test_numbers_say_what_is_held(client, specimens):
    one = next(p for p in specimens if p.office == "CN" and p.application)
    found = client.get(f"/api/v1/numbers/CN{one.application.number}").json()
    assert one.id in found["readings"][0]["found"]
    assert (
        client.get("/api/v1/numbers/US%2014/166,502").json()["readings"][0]["number"] == "14166502"
    )
    assert found["readings"][0].get("note") is None
    nothing = client.get("/api/v1/numbers/nonsense?lang=zh").json()
    assert nothing["readings"] == []
    assert nothing["note"].startswith("不符合任何已知格式")
    granted = client.get("/api/v1/numbers/CN101911042B").json()["readings"][0]
    assert granted["meaning"] == "granted patent for an invention"


def test_parts(client, specimens):
    one = next(p for p in specimens if p.claims and p.description)
    claims = client.publication(one.id, "/claims").json()
    assert claims == {"id": one.id, "claims": plain(one.claims)}
    text = client.publication(one.id, "/description").json()["description"]
    assert [s["text"] for s in text] == [s.text for s in one.description]
    moved = client.publication(f"{one.office} {one.number} {one.kind}", "/claims?lang=zh")
    assert moved.headers["location"] == f"/api/v1/publications/{one.id}/claims?lang=zh"


def test_citations_both_ways(client, specimens):
    held = {p.id for p in specimens}
    pairs = 0
    for one in specimens:
        for citation in one.citations:
            document = citation.document
            if document is None or document.kind is None:
                continue
            cited = f"{document.office}{document.number}{document.kind}"
            if cited in held:
                pairs += 1
                citing = client.publication(cited, "/citations").json()["citing"]
                assert one.id in {entry["id"] for entry in citing}
    assert pairs
    one = next(p for p in specimens if p.citations)
    found = client.publication(one.id, "/citations").json()["cited"]
    assert found == plain(one.citations)


def test_family(small, specimens):
    some = [structs.replace(one, family="77") for one in specimens[:3]]
    fill(small.settings.data, small.engine, [*some, structs.replace(specimens[3], family="78")])
    found = Client(create_api(small)).publication(some[0].id, "/family").json()
    assert (found["id"], found["family"]) == (some[0].id, "77")
    assert {member["id"] for member in found["members"]} == {one.id for one in some[1:]}


def test_missing_parts_say_why(client, specimens):
    one = specimens[0]
    for below in ("/original", "/pdf", "/drawings/99"):
        answer = client.publication(one.id, below)
        assert (answer.status_code, answer.json()["code"]) == (404, "PART_MISSING")
        assert one.id in answer.json()["detail"]


def test_withdrawn_is_410(small, specimens):
    fill(small.settings.data, small.engine, specimens[:3])
    fill(small.settings.data, small.engine, [structs.replace(specimens[0], withdrawn=True)], 2)
    one = specimens[0]
    answer = Client(create_api(small)).publication(f"{one.office} {one.number} {one.kind}")
    assert (answer.status_code, answer.json()["code"]) == (410, "PUBLICATION_REMOVED")
    assert Client(create_api(small)).publication(one.id).status_code == 410


def test_drawings_come_from_beside_their_record_only(small, specimens, tmp_path):
    folder = tmp_path / "record"
    folder.mkdir()
    Image.new("1", (40, 20)).save(folder / "fig1.tif")
    Image.new("L", (40, 20)).save(folder / "fig2.png")
    (tmp_path / "secret.png").write_bytes((folder / "fig2.png").read_bytes())
    Path(folder / "fig4.png").symlink_to(tmp_path / "secret.png")
    names = ("fig1.tif", "fig2.png", "../secret.png", "fig4.png", "missing.png")
    drawings = tuple(Drawing(number=str(n), file=f, format="x") for n, f in enumerate(names, 1))
    source = structs.replace(specimens[0].source, file=str(folder / "a.xml"), member=None)
    one = structs.replace(specimens[0], drawings=drawings, source=source)
    fill(small.settings.data, small.engine, [one])
    client = Client(create_api(small))
    answers = [client.publication(one.id, f"/drawings/{n}") for n in range(1, 6)]
    assert [a.status_code for a in answers] == [200, 200, 404, 404, 404]
    assert {a.headers["content-type"] for a in answers[:2]} == {"image/png"}
    part = client.get(f"/api/v1/publications/{one.id}/drawings/2", headers={"Range": "bytes=0-7"})
    assert (part.status_code, part.content) == (206, b"\x89PNG\r\n\x1a\n")
    assert len(client.publication(one.id, "/drawings").json()["drawings"]) == 5
