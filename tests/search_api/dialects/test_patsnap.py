"""Queries of PatSnap, each with its canonical twin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.language.dialects import detect
from tests.search_api.dialects.twins import (
    assert_back,
    assert_refused,
    assert_sound,
    assert_twin,
    keys,
    mutated,
)

TWINS = {
    "ABST:(solar cell $W5 silicon)": "ab:(solar cell NEAR5 silicon)",
    "ABST:(solar cell $PRE5 silicon)": "ab:(solar cell ADJ5 silicon)",
    'ABST:("solar cell" $W5 silicon)': 'ab:("solar cell" NEAR5 silicon)',
    "CLMS:(data $SEN line)": "clm:(data SENT line)",
    "DESC:(data $PARA line)": "desc:(data PARA line)",
    "TTL:computer AND AN:apple": "ti:computer AND pa:apple",
    "IPC:[H01L31/0203 TO H01L31/042]": "ipc:[H01L31/0203 TO H01L31/042]",
    "小*车": "小*车",
    "TTL:(小*车) AND PBD:[20100101 TO 20121231]":
        "ti:小*车 AND pd:[2010-01-01 TO 2012-12-31]",
    "PATENT_TYPE:(A OR U)": "(right:invention AND stage:application) OR right:utility_model",
    "PATENT_TYPE:B AND AUTHORITY:(CN OR US)":
        "right:invention AND stage:grant AND cc:(CN OR US)",
    "TACD:(电池 AND (正极 OR 阴极)) NOT AN:(比亚迪)": "电池 AND (正极 OR 阴极) NOT pa:比亚迪",
    "ICLMS:(lamp or light) and MCLMS:holder": "clm.indep:(lamp OR light) AND clm.1:holder",
    "colo#r OR te?t": "colo{0,1}r OR te?t",
    "IPC:H01M10/* PN:(CN101234567A OR US7654321B2)":
        "ipc:H01M10/00/low AND pn:(CN101234567A OR US7654321B2)",
    "APD:2010 AND APD:[* TO 20200101]": "ad:2010 AND ad<=2020-01-01",
    "APD_Y:2010": "ad:2010",
    "PBD_Y:[2010 TO 2012]": "pd:[2010 TO 2012]",
    "TA:(lamp OR light)": "ta:(lamp OR light)",
    "TAC:(lamp light)": "tac:(lamp AND light)",
    "TTL_ALL:(车 OR 汽车)": "ti:(车 OR 汽车)",
    "(alpha $W3 beta) $SEN gamma": "(alpha NEAR3 beta) SENT gamma",
    "alpha $W3 beta $SEN gamma $PARA delta": "((alpha NEAR3 beta) SENT gamma) PARA delta",
    "(red OR blue) $PRE2 (lamp OR light)": "(red OR blue) ADJ2 (lamp OR light)",
    "TTL:(lamp) AND NOT ABST:(glass)": "ti:lamp NOT ab:glass",
    "TTL:(lamp) not ABST:(glass)": "ti:lamp NOT ab:glass",
    "IN:(李 OR Smith) ATC:(永新)": "in:(李 OR Smith) AND agy:永新",
    "APNO:US14166502 OR PRNO:JP2013270967": "an:US14166502 OR prn:JP2013270967",
    "CPC:(H01M4* OR H01M10/0525)": "cpc:(H01M4* OR H01M10/0525)",
    "LOC:15-07": "loc:15-07",
    "KD:(A1 OR B2)": "kind:(A1 OR B2)",
    "E_PRIORITY_DATE:[20100101 TO 20101231]": "prd:[2010-01-01 TO 2010-12-31]",
    "B_CITES:US7654321": "ct:US7654321",
    "COUNTRY:CN lamp": "cc:CN AND lamp",
    "PN:CN AND TTL:lamp": "cc:CN AND ti:lamp",
    "TTL:lamp OR TTL:light AND ABST:foil": "ti:lamp OR (ti:light AND ab:foil)",
    'ABST:"lamp holder"': 'ab:"lamp holder"',
    "TTL：（新能源汽车 OR 电动车）": "ti:(新能源汽车 OR 电动车)",
}  # fmt: skip


@pytest.mark.parametrize("text", TWINS)
def test_queries_mean_their_twins(text: str) -> None:
    assert_twin(text, "patsnap", TWINS[text])


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ("SIMPLE_LEGAL_STATUS:1 AND lamp", "field_not_held", "SIMPLE_LEGAL_STATUS"),
        ("lamp $FREQ5", "operator_not_held", "$FREQ5"),
        ('AN:(TREE@"Merck")', "field_not_held", "TREE@"),
        ("TTT:lamp", "unknown_field", "TTT"),
        ("TTL:(lamp $W)", "unexpected", ")"),
        ("TTL:(lamp $W500 light)", "proximity_distance", "$W500"),
        ("TTL:(lamp", "bracket_open", "("),
        ("PATENT_TYPE:X", "bad_keyword", "X"),
        ("PBD:[20120101 TO 20100101]", "range_backwards", "[20120101 TO 20100101]"),
        ("TTL:lamp AND", "ends_early", "AND"),
        ("IPC:(lamp)", "bad_symbol", "lamp"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(text: str, key: str, at: str) -> None:
    assert_refused(text, "patsnap", key, at)


def test_what_differs_is_noted() -> None:
    assert "note_beside_near" in keys("ABST:(solar cell $W5 silicon)", "patsnap")
    assert "note_beside_near" not in keys('ABST:("solar cell" $W5 silicon)', "patsnap")
    assert "note_dollar_one" in keys("lamp $W holder", "patsnap")
    assert "note_field_wider" in keys("DESC_B:lamp", "patsnap")
    assert "note_mixed_operators" in keys("lamp OR glass AND foil", "patsnap")


@pytest.mark.parametrize(
    "canonical",
    [
        "ti:lamp AND (ab:电池 OR clm:Lampe)",
        "(deep AND learning) NOT pa:google",
        "prd:[2010 TO 2019-12-31] AND pd>=2015-03-01 AND ad<2020",
        "ti:(solid NEAR3 electrolyte) AND cc:(CN OR US)",
        "clm:((solid ADJ2 electrolyte) SENT anode) OR desc:(anode PARA cathode)",
        "ipc:H01M/low AND cpc:H01M10/0525 AND cpc:H01M4/00/low",
        "ipc:[H01L31/0203 TO H01L31/042]",
        "in:Li AND (lamp OR (glass AND NOT foil))",
        "(ti,ab):(electr* OR wom?n OR colo{0,1}r) AND tac:灯",
        "pn:US9014905B1 OR an:US14166502",
        "right:design OR right:utility_model",
        "clm.indep:(lamp OR light)",
        "NOT lamp",
    ],
)
def test_there_and_back(canonical: str) -> None:
    assert_back(canonical, "patsnap")


@pytest.mark.parametrize(
    "canonical",
    ["ti@zh:灯", "a1 NOT NEAR3 b1", "nclm>=3 AND lamp", "has:pdf", "stage:grant", "ti:lamp^2"],
)
def test_what_it_cannot_say_is_told(canonical: str) -> None:
    assert_back(canonical, "patsnap", lossless=False)


def test_auto_recognises_it() -> None:
    for text in (
        "ABST:(solar $W5 silicon)",
        "TACD:(lamp) AND PBD:[20100101 TO 20121231]",
        "TTL:computer AND AUTHORITY:CN",
    ):
        assert detect(text).dialect.name == "patsnap", text


@given(st.one_of(mutated(list(TWINS)), st.text(max_size=60)))
def test_nothing_surprises(text: str) -> None:
    assert_sound(text, "patsnap")
