"""Queries said in other dialects: by code, over HTTP and on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from client import Client

from search_api.errors import QueryError
from search_api.http import create_api
from search_api.language import DIALECTS, understand
from search_api.language.equality import same
from search_api.language.translate import translate

GONGKAI = Path(sys.executable).parent / "gongkai"

QUERIES = [
    "ti:(solar NEAR3 cell*) AND (pa:siemens OR in:Braun) NOT ipc:H01M/low AND pd>=2010",
    '(ti,ab):("fuel cell" SENT stack) AND cpc:H01M8/00/low AND pd:[2010 TO 2012-06]',
    "clm:(anode OR cathode) NOT pa:university AND cc:US",
    "pn:(US7654321 OR US9014905B1)",
    "electrolyte AND (a1 OR (b1 AND NOT c1))",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("first", DIALECTS)
@pytest.mark.parametrize("second", DIALECTS)
def test_from_any_dialect_to_any_other(query, first, second):
    meant = understand(query, "canonical")
    one = translate(meant, first)
    if one.losses:
        return
    there = understand(one.text, first)
    two = translate(there, second)
    if not two.losses:
        assert same(understand(two.text, second).query, meant.query)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("pd>=2010 AND ti:x1 AND pd<=2012", "pd:[2010 TO 2012] AND ti:x1", True),
        ("pd>=2010 AND pd>=2011 AND pd<2013", "pd:[2011 TO 2012]", True),
        ("pd>=2010 AND ad<=2012", "pd:[2010 TO 2012]", False),
        ("pd>=2010 OR pd<=2012", "pd:[2010 TO 2012]", False),
        ("NOT (pd>=2010 AND pd<=2012)", "NOT pd:[2010 TO 2012]", True),
    ],
)
def test_two_bounds_are_a_range_where_both_are_demanded(one, other, alike):
    assert same(understand(one).query, understand(other).query) is alike


@pytest.mark.parametrize(
    ("query", "to", "text"),
    [
        ("(ti,ab):(a1 NEAR2 b1)", "espacenet", "ta=(a1 prox/distance<=2 b1)"),
        ("(ti,ab):(a1 ADJ2 b1)", "ppubs", "(a1 ADJ2 b1).ti,ab."),
        ("pd:[2010 TO 2012-06]", "espacenet", 'pd within "20100101,20120630"'),
        ("pd:[2010 TO 2012-06]", "ppubs", "@pd>=20100101<=20120630"),
        ("pd:[2010 TO 2012-06]", "patft", "ISD/20100101->20120630"),
        ("py:[2010 TO 2012]", "espacenet", 'pd within "20100101,20121231"'),
        ("cc:(CN OR US) NOT ti:x1", "espacenet", "(pn=CN or pn=US) not ti=x1"),
        ("in:(Doe ENTRY John)", "ppubs", "(Doe SAME John).in."),
        ("in.entry:(Doe ENTRY Visalia)", "ppubs", "(Doe SAME Visalia).ingp."),
        (
            'cpcset:("first C07C51/43" ENTRY C07C57/04)',
            "ppubs",
            '(("1" ADJ C07C51/43) SAME C07C57/04).cpcc.',
        ),
        (
            "cpcset:(C08F220/38 ENTRY office:EP)",
            "espacenet",
            "cpcc=(C08F220/38 prox/unit=sentence EP)",
        ),
        (
            "exp:2026 AND as.cc:BR",
            "lens",
            "legal_status.anticipated_term_date:[2026-01-01 TO 2026-12-31] AND owner_all.country:BR",
        ),
        ("pn:US9014905B1", "ppubs", "US-9014905-B1.did."),
        ("cpc:[C07C51/43 TO C07C51/64]", "ppubs", "C07C51/43-64.cpc."),
        ("ipc:H01M10/00/low", "ppubs", "H01M10/$.cipc."),
        ("colo{0,1}r wom?n", "espacenet", "ftxt=(colo?r and wom#n)"),
        ("ti:(a1 b1)", "patft", "TTL/(a1 AND b1)"),
        ("a1 NOT SAME_", "ppubs", "a1 NOT SAME_"),
    ],
)
def test_how_it_is_said(query, to, text):
    found = translate(understand(query, "canonical"), to)
    assert (found.text, found.losses) == (text, ())


@pytest.mark.parametrize(
    ("query", "to", "lost"),
    [
        ("a1 NEAR3 b1", "patft", {"LOST_PROXIMITY"}),
        ("has:claims a1", "espacenet", {"LOST_FIELD"}),
        ("wom?n", "patft", {"LOST_WILDCARD"}),
        ("*gen a1", "patft", {"LOST_WILDCARD"}),
        ("ab@zh:电池", "ppubs", {"LOST_LANGUAGE"}),
        ("=AIDS", "ppubs", {"LOST_FORM"}),
        ("a1^2 b1", "espacenet", {"LOST_BOOST"}),
        ("NOT a1", "espacenet", {"LOST_NEGATION"}),
        ("cpc:H01M10/0525/low", "ppubs", {"LOST_CLASS_LOW"}),
        ("cpc:[C07C51/43 TO C07C51/64]", "espacenet", {"LOST_CLASS_RANGE"}),
        ("pd>=2010", "patft", {"LOST_RANGE"}),
        ("pn:EP1000000", "ppubs", {"LOST_OFFICE"}),
    ],
)
def test_what_cannot_be_said_is_told(query, to, lost):
    meant = understand(query, "canonical")
    found = translate(meant, to)
    assert {one.code for one in found.notes("en")} == lost
    for one in found.notes("zh"):
        low, high = one.span
        assert 0 <= low < high <= len(meant.text)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in one.message)


def test_no_query_is_said_in_an_unknown_dialect():
    with pytest.raises(QueryError) as caught:
        translate(understand("a1"), "klingon")
    assert caught.value.code == "QUERY_UNKNOWN_DIALECT"


@pytest.fixture(scope="module")
def client(service):
    return Client(create_api(service))


def test_over_http(client):
    asked = {"q": "radar.ti. and dog near3 cat", "to": "patft", "lang": "en"}
    answer = client.get("/api/v1/query", params=asked).json()
    assert answer["dialect"] == "ppubs"
    assert answer["translated"] == "TTL/radar AND (dog AND cat)"
    (loss,) = answer["losses"]
    low, high = loss["span"]
    assert (loss["code"], answer["understood"][low:high]) == ("LOST_PROXIMITY", "NEAR3")
    refused = client.get("/api/v1/query", params={"q": "a", "to": "klingon"})
    assert (refused.status_code, refused.json()["code"]) == (400, "QUERY_UNKNOWN_DIALECT")


def test_dialects_over_http(client):
    names = [one["name"] for one in client.get("/api/v1/dialects").json()]
    assert names == ["auto", *DIALECTS]


def test_on_the_command_line():
    done = subprocess.run(
        [GONGKAI, "query", "ta=(a1 prox/distance<3 b1)", "--to", "ppubs"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout)["translated"] == "(a1 NEAR2 b1).ti,ab."
