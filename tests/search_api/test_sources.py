"""What each source says of a publication, and the events told about it."""

import json

import pytest
from client import Client
from msgspec.structs import replace

from indexer import pipeline
from indexer.engine import SearchRequest
from indexer.query import Keyword
from parsers.model import LegalEvent, Notice, Party, Reference, Source
from parsers.specimens import encode, publications
from parsers.specimens.formats import EVENT_ENCODERS
from search_api.http import create_api
from search_api.sources import differences


@pytest.fixture(scope="module")
def grant():
    """A Chinese grant with claims, as its office publishes it."""
    return next(
        p
        for p in publications(120)
        if p.office == "CN" and p.claims and p.description and p.application and p.kind == "B"
    )


def index(service, folder, **files):
    """One run over office files made of bytes."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)
    return pipeline.run([folder], service.engine, service.settings.data, workers=1)


def exchange(one):
    """What the exchange knows of it: another name, a family, no full text."""
    parties = (Party(role="applicant", name="ANOTHER SPELLING CO LTD", country="CN"),)
    return encode(replace(one, parties=parties, family="4711", claims=(), description=()), "docdb")


def notice(one, *events):
    source = Source(format="cnprs", file="", offset=0, length=0, sha256="")
    made = Notice(office="CN", application=one.application, events=events, source=source)
    return EVENT_ENCODERS["cnprs"](made)


TRANSFER = LegalEvent(
    office="CN",
    code="TRANSFER",
    date="2021-02-02",
    title="专利权的转移",
    text="登记生效日：20210120",
)
LAPSE = LegalEvent(office="CN", code="LAPSE", date="2023-03-03", title="专利权的终止")


def with_events(service):
    request = SearchRequest(query=Keyword("has", ("events",)), size=50)
    return {hit.id for hit in service.engine.search(request).hits}


def test_every_source_shows_its_own_record(small, grant, tmp_path):
    index(small, tmp_path / "in", a=encode(grant), b=exchange(grant))
    client = Client(create_api(small))
    shown = client.publication(grant.id).json()
    assert shown["source"]["format"] != "docdb"
    assert shown["family"] == "4711"
    (other,) = shown["sources"]
    assert (other["format"], "family" in other["fields"]) == ("docdb", True)
    answer = client.publication(grant.id, "/sources").json()
    assert answer["id"] == grant.id
    first, second = answer["sources"]
    assert (first["primary"], second.get("primary", False)) == (True, False)
    assert first["record"]["claims"]
    assert "claims" not in second["record"]
    assert second["record"]["id"] == grant.id
    assert second["source"]["sha256"] == other["sha256"]
    differs = {one["field"]: one for one in second["differs"]}
    assert differs["parties.applicant"]["here"] == "ANOTHER SPELLING CO LTD"
    assert differs["parties.applicant"]["held"] == "; ".join(
        p["name"] for p in shown["parties"] if p["role"] == "applicant"
    )
    assert not first.get("differs")
    spelled = client.publication(f"{grant.office} {grant.number} {grant.kind}", "/sources")
    assert spelled.headers["location"] == f"/api/v1/publications/{grant.id}/sources"


def test_a_publication_of_one_source_has_one(small, grant, tmp_path):
    index(small, tmp_path / "in", a=encode(grant))
    (only,) = Client(create_api(small)).publication(grant.id, "/sources").json()["sources"]
    assert only["primary"]
    assert only["record"] == json.loads(small.store.json([grant.id])[grant.id])


def test_what_is_the_same_does_not_differ(grant):
    assert list(differences(grant, grant)) == []
    later = replace(grant, date="2020-01-01", title=(replace(grant.title[0], text="另一名称"),))
    found = {one.field: (one.held, one.here) for one in differences(grant, later)}
    assert found == {
        f"title.{grant.title[0].lang}": (grant.title[0].text, "另一名称"),
        "date": (grant.date, "2020-01-01"),
    }


@pytest.mark.parametrize("order", [("a", "n"), ("n", "a"), ("an",)])
def test_notices_belong_to_their_publication_whatever_comes_first(small, grant, tmp_path, order):
    files = {"a": encode(grant), "n": notice(grant, TRANSFER, LAPSE)}
    for group in order:
        report = index(small, tmp_path / "in", **{name: files[name] for name in group})
    assert not report.set_aside
    assert with_events(small) == {grant.id}
    answer = Client(create_api(small)).publication(grant.id, "/events").json()
    told = [one for one in answer["events"] if one["source"]["format"] == "cnprs"]
    assert [(one["date"], one["code"]) for one in told] == [
        ("2021-02-02", "TRANSFER"),
        ("2023-03-03", "LAPSE"),
    ]
    assert {one["source"]["file"].rpartition("/")[2] for one in told} == {"n.xml"}
    dates = [one["date"] for one in answer["events"]]
    assert dates == sorted(dates)


def test_an_event_told_twice_is_one(small, grant, tmp_path):
    index(small, tmp_path / "in", a=encode(grant), n=notice(grant, TRANSFER))
    report = index(small, tmp_path / "in", m=notice(grant, LAPSE, TRANSFER))
    assert (report.notices, report.unchanged) == (1, 1)
    told = Client(create_api(small)).publication(grant.id, "/events").json()["events"]
    names = [
        one["source"]["file"].rpartition("/")[2]
        for one in told
        if one["source"]["format"] == "cnprs"
    ]
    assert sorted(names) == ["m.xml", "m.xml"]


def test_the_events_of_a_notice_are_only_told_of_its_application(small, grant, tmp_path):
    other = Reference(office="CN", number="2015100000019")
    index(
        small, tmp_path / "in", a=encode(grant), n=notice(replace(grant, application=other), LAPSE)
    )
    assert with_events(small) == set()
    answer = Client(create_api(small)).publication(grant.id, "/events")
    assert (answer.status_code, answer.json()["code"]) == (404, "PART_MISSING")
    status = Client(create_api(small)).get("/api/v1/status").json()
    assert (status["notices"], status["notices_unmatched"]) == (1, 1)
