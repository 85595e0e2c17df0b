"""The form writes the query line, and reads it back."""

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from lxml import html

from indexer.fields import FIELDS, GROUPS
from search_api.language import understand
from web.form import Row, asked, read_back, written
from web.links import Address

LINES = [
    "solid electrolyte",
    "ti:(solid AND battery) AND ipc:H01M/low AND pd:[2010 TO 2020-03] AND cc:(CN OR US)",
    '"solid electrolyte" AND (anode OR cathode) AND NOT (zinc OR iron) AND pa:"Solvière SAS"',
    "electro* AND NOT wat?r AND right:(invention OR design)",
    '固态电池 AND ti:电解质 AND in:"山田 太郎" AND ad>=2015-06-01',
    "pn:CN101259616A AND ipc:H01M/low",
    "anode NEAR5 cathode",
    "(ti:a OR ab:b) AND NOT clm:c",
    '"AND" "C++" clm:x-y',
    "pd<=2019 AND cpc:H01M10/0562/low",
    "a OR b",
    "a b OR c d",
    "ti:a OR pa:b OR pd:2010",
    "NOT ti:a",
    "NOT (ti:a OR pa:b) AND x",
    "x NOT (ti:a AND ab:b)",
    "x NOT (ti:a AND ti:b)",
    "=AIDS AND NOSTEM(lamps)",
    'KEEP_ORDER("Ann Lee") AND in:KEEP_ORDER("Ann Lee")',
    "ti@zh:电池 AND ab@en:lamp",
    "clm.indep:x AND clm.3:y",
    "(ti,ab):(a b) AND (ti,pa):c",
    "clm:(a CLAIM b)",
    "desc:(a SENT b SENT2 c)",
    "pa:(university ENTRY Li)",
    "a NOT NEAR3 b",
    "CITES(ti:battery) AND cc:US",
    "SAME_FAMILY(pn:US7999999B2)",
    "(lamp)^2 OR light",
    "pd:2015-03 AND ad:2014 AND prd:[* TO 2013]",
    "pd>2015-03-31",
    "py:2015 AND nclm:[3 TO 20]",
    "nclm>10 OR nclm<2",
    "ipc:[C07C51/43 TO C07C51/64]",
    "cpc:(H01M OR H02J) NOT cpc:H01M4",
    "class:H01M10/0562",
    "loc:14-02 OR loc:1402",
    "cc:(CN OR JP OR KR) AND kind:A*",
    "kind:(A1 OR B2) AND stage:grant",
    "has:claims AND has:drawings AND lang:zh",
    "pa.cc:CN AND in.cc:(US OR DE)",
    'an:"CN200410018477.9" OR prn:US60123456',
    "pn:(US7999999B2 OR CN101259616A OR EP1000000A1)",
    "ct:US7654321",
    "fam:x1 OR fam:x2",
    "names:Li front:lamp",
    "tac:(sensor AND lamp)",
    "increas{0,3} AND *tion AND wom?n",
    "小*车 AND 5G通信",
    "agy:事务所 AND ag:王",
    "pd>=-14d",
    "pd:past 3 months",
    'ti:"a (b) c" AND ab:"x: y"',
    '"[0042]" AND "ti:x"',
    "(a OR b) (c OR d) (e OR ti:f)",
    "((a AND b) OR (c AND d)) AND pa:x",
    "ti:battery.ab.",
    "TI=lamp AND PA=acme",
    "TTL/lamp AND IN/lee",
    "申请（专利权）人=(清华大学) AND 申请日=20100101:20181231",
    "DE_TI:Lampe AND PA:(Bosch)",
    "assignee:acme before:priority:20120101",
    "battery.ti. AND (anode NEAR3 cathode).clm.",
]


def test_there_are_sixty():
    assert len(set(LINES)) >= 60


def _same(again: str, line: str) -> None:
    assert understand(again, "canonical").query == understand(line).query, again


@pytest.mark.parametrize("line", LINES)
def test_round_trip(line):
    if line == "ti:battery.ab.":  # no query at all: it stays as it is
        assert read_back(line, "auto") == (Row("AND", "query", line),)
        return
    _same(written(read_back(line, "auto")), line)


@pytest.mark.parametrize("line", LINES)
def test_round_trip_through_the_page(client, line):
    if line == "ti:battery.ab.":
        assert line in client.get("/form", params={"q": line}).text
        return
    page = client.get("/form", params={"q": line, "lang": "en"})
    assert page.status_code == 200
    fields = html.fromstring(page.text).forms
    rows = next(form for form in fields if any(".1" in (name or "") for name in form.fields))
    sent = client.get("/form", params=[*rows.form_values(), ("do", "search")])
    assert sent.status_code == 303
    _same(dict(parse_qsl(urlsplit(sent.headers["location"]).query))["q"], line)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([("AND", "full", "solid battery")], "full:(solid battery)"),
        ([("AND", "ti", '"solid battery" NOT')], 'ti:("solid battery" AND "NOT")'),
        ([("AND", "ti", "a"), ("OR", "ab", "b"), ("NOT", "pa", "c d")],
         '(ti:a OR ab:b) AND NOT pa:"c d"'),
        ([("NOT", "ti", "a"), ("OR", "ti", "b")], "NOT (ti:a OR ti:b)"),
        ([("OR", "ti", "a")], "ti:a"),
        ([("AND", "pa", "清华大学"), ("AND", "in", "山田 太郎")], 'pa:清华大学 AND in:"山田 太郎"'),
        ([("AND", "ipc", "H01M 10/0562; A61K")], "ipc:(H01M10/0562 OR A61K)"),
        ([("AND", "cc", "CN, US")], "cc:(CN OR US)"),
        ([("AND", "pn", "US 7,654,321 B2")], 'pn:"US 7,654,321 B2"'),
        ([("AND", "pd", "2019"), ("AND", "ad", "", "2018-02")],
         "pd:[2019 TO *] AND ad:[* TO 2018-02]"),
        ([("AND", "pd", "2019..2020"), ("AND", "ad", ">=2018"), ("AND", "prd", "=2017")],
         "pd:[2019 TO 2020] AND ad>=2018 AND prd:2017"),
        ([("AND", "ti", "a"), ("AND", "query", "x OR y")], "ti:a AND (x OR y)"),
        ([("AND", "query", "x OR y")], "x OR y"),
        ([("AND", "query", "(x) OR (y)")], "(x) OR (y)"),
        ([("AND", "ti", "“全固态” 电池")], "ti:(“全固态” 电池)"),
        ([("AND", "ti", "- * :"), ("NOT", "ti", "("), ("AND", "ab", "a (?")], 'ab:"a"'),
        ([("AND", "ti", "a (b"), ("AND", "nowhere", "x")], 'ti:("a" AND "(b")'),
    ],
)  # fmt: skip
def test_what_is_filled_in_is_what_is_asked(rows, line):
    assert written(Row(*row) for row in rows) == line


def test_what_is_no_query_is_searched_as_words():
    for word in ("AND", "OR", "NOT", "(", ")", "[", "ti:x", "-x", "a&b", "|", '"', "x=y", ">3"):
        line = written([Row("AND", "full", f"battery {word}")])
        assert all(c.text.startswith("full:") for c in understand(line).clauses), line


def test_the_rows_of_an_address():
    here = Address(
        "/form",
        [
            ("q", "x"), ("op.2", "or"), ("field.2", "ab"), ("value.2", " b "), ("op.1", "AND"),
            ("field.1", "pd"), ("value.1", "2019"), ("to.1", "2020"), ("field.3", "<b>"),
            ("value.3", "y"), ("value.999", "z"), ("lang", "en"),
        ],
    )  # fmt: skip
    assert asked(here) == (Row("AND", "pd", "2019", "2020"), Row("OR", "ab", "b"))


def test_every_field_can_be_chosen(client):
    page = html.fromstring(client.get("/form", params={"lang": "en"}).text)
    first = page.xpath("//select[@name='field.1']")[0]
    assert {f.name for f in (*FIELDS, *GROUPS)} <= set(first.value_options)
    assert len(page.xpath("//div[@class='rows']/div")) > 10


def test_the_line_is_written_and_rows_are_added_without_searching(client):
    rows = {"op.1": "AND", "field.1": "ti", "value.1": "battery", "lang": "en"}
    line: httpx.Response = client.get("/form", params=rows | {"do": "line"})
    page = html.fromstring(line.text)
    assert page.xpath("//textarea")[0].value == "ti:battery"
    more = html.fromstring(client.get("/form", params=rows | {"do": "more"}).text)
    assert len(more.xpath("//div[@class='rows']/div")) > len(page.xpath("//div[@class='rows']/div"))
