"""Classes in queries and in the tree, with schemes loaded before and after the documents."""

import pytest
from client import Client
from filling import fill
from schemes import BELOW_05, CPC, ipc, put

from indexer.classes.loading import load
from indexer.query import Keyword, Or, Range
from parsers.schemes import read
from search_api.errors import QueryError
from search_api.http import create_api
from search_api.language import understand
from search_api.parameters import SearchParameters


def have(specimens, scheme, wanted):
    return {
        p.id
        for p in specimens
        if any(c.scheme == scheme and wanted(c.symbol) for c in p.classifications)
    }


def found(service, query):
    answer = service.search(SearchParameters(q=query, size=200))
    assert answer.total.value == len(answer.hits)
    return {hit.id for hit in answer.hits}, [note.code for note in answer.query.notes]


@pytest.fixture
def loaded(small, specimens, tmp_path):
    """Documents first, schemes after them, while the service runs."""
    fill(small.settings.data, small.engine, specimens)
    before = small.state()
    for name, content in (("ipc.xml", ipc()), ("cpc.xml", CPC)):
        load(read(put(tmp_path, name, content)), small.settings.data)
    small._state = (0.0, "")
    assert small.state() != before
    return small


@pytest.mark.parametrize("scheme", ["ipc", "cpc"])
def test_without_a_scheme_a_note_says_so(service, specimens, scheme):
    ids, notes = found(service, f"{scheme}:H01M10/05/low")
    assert ids == have(specimens, scheme, lambda s: s == "H01M 10/05")
    assert notes == ["LOW_SUBGROUP"]
    assert found(service, f"{scheme}:H01M10/0525/same")[1] == ["SAME_SUBGROUP"]
    assert found(service, f"{scheme}:H01M10/0525/high")[1] == ["HIGH_SUBGROUP"]


def test_low_finds_exactly_the_descendants(loaded, specimens):
    ids, notes = found(loaded, "ipc:H01M10/05/low")
    assert ids == have(specimens, "ipc", BELOW_05.__contains__)
    assert len(ids) > 5
    assert notes == []
    assert found(loaded, "ipc:H01M10/056/low")[0] == have(
        specimens, "ipc", {"H01M 10/056", "H01M 10/0562"}.__contains__
    )
    assert found(loaded, "cpc:H01M10/05/low")[0] == have(
        specimens, "cpc", {"H01M 10/05", "H01M 10/0525"}.__contains__
    )
    assert found(loaded, "ipc:H01M10/00/low")[0] == have(
        specimens, "ipc", lambda s: s.startswith("H01M 10/")
    )
    assert found(loaded, "NOT ipc:H01M10/05/low")[0] == {p.id for p in specimens} - ids


def test_high_and_same(loaded, specimens):
    assert understand("ipc:H01M10/0562/high", classes=loaded.classes).query == Keyword(
        "ipc",
        ("H01M 10/0562", "H01M 10/056", "H01M 10/05", "H01M 10/00", "H01M", "H01", "H"),
    )
    assert found(loaded, "ipc:H01M10/0525/same")[0] == have(
        specimens, "ipc", {"H01M 10/0525", "H01M 10/056"}.__contains__
    )
    text = understand("ipc:h01m10/0525/SAME", classes=loaded.classes).text
    assert text == "ipc:H01M10/0525/same"


def test_a_deleted_or_unknown_symbol_says_where_to_look(loaded):
    [note] = loaded.search(SearchParameters(q="ipc:H01M10/07/low")).query.notes
    assert note.code == "CLASS_MOVED"
    assert "H01M 10/0525" in note.message
    [note] = loaded.search(SearchParameters(q="ipc:G06F16/35/low")).query.notes
    assert note.code == "CLASS_UNKNOWN"


@pytest.mark.parametrize(
    ("typed", "text", "query"),
    [
        ("ipc:[H01M4/00 TO H01M10/05]", "ipc:[H01M4/00 TO H01M10/05]", ("H01M 4/00", "H01M 10/05")),
        ("ipc:H01M10/00-0562", "ipc:[H01M10/00 TO H01M10/0562]", ("H01M 10/00", "H01M 10/0562")),
        ('ipc:"H01M4/00 to H01M10/05"', "ipc:[H01M4/00 TO H01M10/05]", ("H01M 4/00", "H01M 10/05")),
        ("ipc:[H01M TO H02]", "ipc:[H01M TO H02]", ("H01M", "H02")),
        ("ipc:[G06F TO *]", "ipc:[G06F TO *]", ("G06F", None)),
    ],
)
def test_ranges(service, specimens, typed, text, query):
    understood = understand(typed)
    assert understood.text == text
    assert understand(text).query == understood.query
    assert isinstance(understood.query, Range)
    low, high = query
    ends = (low.replace(" ", ""), (high or "ZZ").replace(" ", ""))

    def within(symbol):
        tight = symbol.replace(" ", "")
        group = tight[4:].partition("/")[0]
        if "/" not in ends[1] or "/" not in ends[0]:
            return tight >= ends[0] and (tight <= ends[1] or tight.startswith(ends[1]))
        first, last = (int(end[4:].partition("/")[0]) for end in ends)
        if tight[:4] != ends[0][:4] or not first <= int(group) <= last:
            return False
        sub, top = tight.partition("/")[2], ends[1].partition("/")[2]
        return int(group) < last or sub <= top or sub.startswith(top)

    assert found(service, typed)[0] == have(specimens, "ipc", within)
    assert found(service, typed)[0]


def test_ranges_of_several_fields_and_of_designs(service, specimens):
    query = understand("class:[H01M4/00 TO H01M10/05]").query
    assert isinstance(query, Or)
    assert {one.field for one in query.queries} == {"ipc_key", "cpc_key"}
    every = sorted(c.symbol for p in specimens for c in p.classifications if c.scheme == "locarno")
    assert found(service, f"loc:[{every[0]} TO {every[-1]}]")[0] == have(
        specimens, "locarno", lambda _: True
    )
    with pytest.raises(QueryError, match="Ranges of symbols"):
        understand("fi:[H01M4/00 TO H01M10/05]")
    with pytest.raises(QueryError) as caught:
        understand("ipc:[H01M10/05 TO H01M4/00]")
    assert caught.value.suggestion == "ipc:[H01M4/00 TO H01M10/05]"


@pytest.mark.elasticsearch
def test_both_engines_find_the_same(service, elastic_service):
    for query in ("ipc:[H01M4/00 TO H01M10/05]", "class:[G06F TO H01M]", "ipc:H01M10/0562/high"):
        ours, theirs = (
            {hit.id for hit in one.search(SearchParameters(q=query, size=200)).hits}
            for one in (service, elastic_service)
        )
        assert ours == theirs


def test_counts_in_the_tree_are_those_of_searches(loaded):
    seen, waiting = 0, ["H"]
    while waiting:
        answer = loaded.browser.show("ipc", waiting.pop(), "en", loaded.state())
        assert answer.count == len(found(loaded, answer.query)[0])
        for child in answer.children:
            assert child.count == len(found(loaded, child.query)[0])
            waiting.append(child.symbol)
            seen += 1
    assert seen == 12


def test_the_api_shows_schemes(loaded):
    client = Client(create_api(loaded))
    overview = client.get("/api/v1/classes").json()
    assert [one["scheme"] for one in overview["loaded"]] == ["cpc", "ipc"]
    assert overview["hits"] == []
    hits = client.get("/api/v1/classes?q=lambda&scheme=ipc").json()["hits"]
    assert [hit["symbol"] for hit in hits] == ["H01M 10/05"]
    top = client.get("/api/v1/classes/ipc")
    assert [child["symbol"] for child in top.json()["children"]] == ["H"]
    assert (
        client.get(
            "/api/v1/classes/ipc", headers={"If-None-Match": top.headers["etag"]}
        ).status_code
        == 304
    )
    one = client.get("/api/v1/classes/ipc/h01m10/0562").json()
    assert one["symbol"] == "H01M 10/0562"
    assert [above["symbol"] for above in one["path"]][-1] == "H01M 10/056"
    assert client.get("/api/v1/classes/ipc/H01M0010056200").json() == one
    gone = client.get("/api/v1/classes/ipc/H01M10/07").json()
    assert gone["deleted"]
    assert gone["moves"][0]["first"] == "H01M 10/0525"
    for path in (
        "/classes/ipc/A99Z",
        "/classes/nothing",
        "/classes/locarno",
        "/classes/ipc/%00",
        "/classes/ipc/,,",
    ):
        answer = client.get(f"/api/v1{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND"), path
