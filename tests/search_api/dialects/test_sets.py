"""The example queries of every community find what their canonical twins find.

On publications planted for them among others, through both engines, and as the oracle judges. None
of them finds nothing, none everything.
"""

import shutil
import tomllib
import uuid
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from filling import fill
from oracle import Oracle

from parsers.model import Publication
from parsers.parse import parse_paths
from parsers.specimens import write
from search_api.errors import QueryError
from search_api.language import understand
from search_api.parameters import SearchParameters
from search_api.service import Service
from search_api.settings import Settings

ROWS = tomllib.loads(Path(__file__).with_name("rows.toml").read_text("utf-8"))
CASES = [
    pytest.param(dialect, *row, id=f"{dialect}-{number}")
    for dialect, rows in ROWS.items()
    for number, row in rows.items()
]
OTHERS = 60
"""Publications of the collection beside the planted ones."""


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """What is read from the office files."""
    folder = tmp_path_factory.mktemp("planted")
    found = list(parse_paths(write(folder, OTHERS, planted=True)))
    assert all(isinstance(one, Publication) for one in found)
    shutil.rmtree(folder)
    return found


@pytest.fixture(scope="module")
def judge(read):
    return Oracle(read)


@pytest.fixture(
    scope="module",
    params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
)
def held(request, read, tmp_path_factory):
    """The service on an index of them."""
    data = tmp_path_factory.mktemp("sets")
    more = {}
    if request.param == "elasticsearch":
        server = request.getfixturevalue("elasticsearch_url")
        alias = f"sets-{uuid.uuid4().hex[:12]}"
        more["engine"] = f"elasticsearch://{server.partition('://')[2]}/{alias}?shards=1"
    service = Service(Settings(data=data, rate_limit="", query_seconds=30, **more))
    fill(data, service.engine, read)
    yield service
    service.close()
    if more:
        _delete(server, alias)


def _delete(server, alias):
    with urlopen(f"{server}/_cat/indices/{alias}*?h=index&expand_wildcards=all") as found:
        names = found.read().decode().split()
    for name in names:
        with urlopen(Request(f"{server}/{name}", method="DELETE")):
            pass


def ids(service, query, dialect):
    asked = SearchParameters(q=query, dialect=dialect, size=200, highlight=False)
    answer = service.search(asked)
    assert answer.total.exact
    assert not answer.partial
    return {hit.id for hit in answer.hits}


@pytest.mark.parametrize(("dialect", "query", "twin"), CASES)
def test_a_query_finds_what_its_twin_finds(held, judge, dialect, query, twin):
    found = ids(held, query, dialect)
    assert found == ids(held, twin, "canonical")
    assert found == judge.hits(understand(query, dialect).query)
    assert found
    assert found < judge.entries.keys()


@pytest.mark.parametrize(
    ("dialect", "query", "key", "at"),
    [
        ("google", "SSS=(c1ccccc1)", "chemistry_not_held", "SSS="),
        ("google", "~(c1ccccc1)", "chemistry_not_held", "~("),
        ("google", "SMARTS=(c1ccccc1)", "chemistry_not_held", "SMARTS="),
        ("canonical", "##mine AND vehicle", "unknown_line", "##mine"),
        ("canonical", "L7 AND vehicle\nL1 AND L7", "unknown_line", "L7"),
        ("lens", "legal_status.patent_status:active", "field_not_held", "legal_status.patent_status"),
        ("google", "Owner=(IBM, Qualcomm) AND TAC=(vehicle NEAR sensor*)", "unknown_field", "Owner"),
        ("canonical", "leg:lapsed", "bad_keyword", "lapsed"),
        ("canonical", "cpcset:(C08F220/38 NEAR2 C08F4/00)", "set_operator", "NEAR2"),
        ("canonical", "cpcset:(first ENTRY office:EP)", "set_rank", "first"),
        ("canonical", "cpcset:(C08F220/38 ENTRY ti:x)", "set_value", "ti:x"),
        ("canonical", "cpcset:(C08F220/38 ENTRY office:Europe)", "bad_keyword", "Europe"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_at_its_place(dialect, query, key, at):
    with pytest.raises(QueryError) as raised:
        understand(query, dialect)
    assert raised.value.key == key
    start, end = raised.value.position
    assert query[start:end] == at


@pytest.mark.parametrize(
    ("typed", "found", "twin"),
    [
        ("9014905", "US9014905B1", "pn:US9014905*"),
        ("US 14/166,502", "US9014905B1", "an:US14166502"),
        ("US 7,654,321 B2", "US7654321B2", "pn:US7654321B2"),
        ("PCT/EP2010/065432", "WO2011050505A1", "an:PCT/EP2010/065432"),
        ("ZL201410100001.X", "CN104000001A", "an:CN201410100001"),
    ],
)
def test_a_number_alone_leads_to_its_document(held, typed, found, twin):
    answer = held.search(SearchParameters(q=typed))
    assert answer.number is not None
    assert found in {answer.number.id, *answer.number.others}
    assert found in ids(held, twin, "canonical")


@pytest.mark.parametrize(
    ("dialect", "query", "key"),
    [
        ("google", "safety OR seat belt", "note_left_to_right"),
        ("patentscope", "EN_ALLTXT:(石墨烯 眼罩) AND CTR:(CN)", "note_script"),
        ("lens", "pub_date:[20070101 TO 20070631]", "note_date_adjusted"),
        ("lens", "legal_status.granted:true", "note_granted"),
        ("cnipa", "关键词=(新能源汽车 碰撞)", "note_beside_or"),
    ],
)
def test_what_is_read_otherwise_than_it_looks_is_noted(dialect, query, key):
    notices = understand(query, dialect).notices
    assert key in {notice.key for notice in notices}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cpcset:C08F220/38", {"WO2011050505A1"}),
        ("cpcset:(C08F220/38 ENTRY office:US)", set()),
        ("cpcset:(C08F220/38 ENTRY C08F220/14)", {"WO2011050505A1"}),
        ("cpcset:(C08F220/38 NOT ENTRY C08F220/14)", set()),
        ('cpcset:("first C07C/low" ENTRY "later C07C57/00/low" ENTRY office:US)', {"US10900901B2"}),
        ('cpcset:("rank2 C07C57/04")', {"US10900901B2"}),
        ('cpcset:("later C07C51/43")', set()),
        ("cpcset:(C07C51/43 AND NOT office:EP)", {"US10900901B2"}),
        ("cpcset:A61P35/00", set()),
        ("has:sets", {"WO2011050505A1", "US10900901B2"}),
        ("in.entry:(Doe ENTRY Fresno)", set()),
        ("pa.entry:(Pets ENTRY Fresno)", {"US11874001B2"}),
        ("pa.entry:(Pets ENTRY Visalia)", set()),
        ("as.cc:BR", {"US10900901B2"}),
        ("exp:2027-09-05 OR exp:2037-09-05", {"US10200205B2"}),
    ],
)
def test_sets_entries_and_terms(held, judge, text, found):
    assert ids(held, text, "canonical") == found == judge.hits(understand(text).query)


def test_examples_of_one_community_say_which_it_is():
    """Recognised as what it is, or as one that means the same, or with the other reading offered."""
    for dialect, rows in ROWS.items():
        for number, (query, _) in rows.items():
            found = understand(query)
            meant = understand(query, dialect)
            if found.query != meant.query:
                assert found.answer("en").notes, (dialect, number, found.dialect)
