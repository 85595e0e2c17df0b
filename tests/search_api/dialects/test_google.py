"""Queries of Google Patents, each with its canonical twin."""

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
    read,
)

TWINS = {
    "autonomous vehicle camera": "full:(autonomous AND vehicle AND camera)",
    'assignee:"Google Inc" inventor:page': 'pa:"Google Inc" AND in:page',
    "before:priority:20120101 status:GRANT country:US":
        "prd<2012-01-01 AND doctype:grant AND cc:US",
    '(cpc:C07K16/2878 OR "PD-1 inhibitor") AND (cpc:A61P35/00 OR cancer OR tumor)':
        '(cpc:C07K16/2878 OR full:"PD-1 inhibitor") AND (cpc:A61P35/00 OR cancer OR tumor)',
    "CPC=B60R22/low": "cpc:B60R22/low",
    "TAC=(deep learning)": "tac:(deep AND learning)",
    'assignee:(Merck OR Novartis) AND CL=((metformin OR biguanide) AND ("extended release" OR '
    '"sustained release"))': 'pa:(Merck OR Novartis) AND clm:((metformin OR biguanide) AND '
        '("extended release" OR "sustained release"))',
    "fiber NEAR/5 optic": "full:(fiber NEAR5 optic)",
    "q=solid state battery&assignee=Toyota&after=filing:2020-01-01":
        "full:(solid AND state AND battery) AND pa:Toyota AND ad>=2020-01-01",
    "safety OR seat belt": "(safety OR seat) AND belt",
    "belt safety OR seat": "(belt AND safety) OR seat",
    "a1 AND b1 OR c1 AND d1": "((a1 AND b1) OR c1) AND d1",
    "9014905": "pn:US9014905",
    "US 9,014,905 B1": "pn:US9014905B1",
    "EP1000000A1": "pn:EP1000000A1",
    "wireless charging -assignee:samsung": "wireless AND charging NOT pa:samsung",
    'wire -"solar cell" -(glass OR foil)': 'wire NOT "solar cell" NOT (glass OR foil)',
    "wire NOT copper": "wire NOT copper",
    "-copper": "NOT copper",
    "safety NEAR5 seatbelt": "safety NEAR5 seatbelt",
    "safety ADJ/2 belt": "safety ADJ2 belt",
    "safety /5w belt": "safety NEAR5 belt",
    "safety WITH belt": "safety NEAR20 belt",
    "safety SAME belt": "safety NEAR200 belt",
    "(red OR blue) NEAR/3 (lamp OR light)": "(red OR blue) NEAR3 (lamp OR light)",
    "TI=(lamp NEAR/3 holder)": "ti:(lamp NEAR3 holder)",
    "TI=lamp NEAR/3 TI=holder": "ti:(lamp NEAR3 holder)",
    "electr* fold$3 wom#n colo?r": "electr* AND fold{0,3} AND wom?n AND colo{0,1}r",
    "country:US,CN type:DESIGN": "cc:(US OR CN) AND right:design",
    "lamp type:PATENT": "lamp AND right:(invention OR utility_model OR plant)",
    "lamp language:CHINESE": "lamp AND lang:zh",
    "after:priority:20100101 before:priority:20200101": "prd:[2010-01-01 TO 2019-12-31]",
    "before:filing:2012-06 lamp": "ad<2012-06 AND lamp",
    "lamp after:20150101": "lamp AND prd>=2015-01-01",
    'inassignee:"Apple Inc" ininventor:(Jobs OR Ive)': 'pa:"Apple Inc" AND in:(Jobs OR Ive)',
    "CPC=(H01M10/052 OR H01M4/*)": "cpc:(H01M10/052 OR H01M4/00/low)",
    "AB=(lithium) | AB=(sodium)": "ab:lithium OR ab:sodium",
    "车辆 assignee:华为": "车辆 AND pa:华为",
    "ＴＩ＝（lamp） assignee：“Google Inc”": 'ti:lamp AND pa:"Google Inc"',
    "q=(battery)&q=%22solid+electrolyte%22&assignee=Toyota,Honda+Motor&country=US":
        'battery AND "solid electrolyte" AND pa:(Toyota OR "Honda Motor") AND cc:US',
    "https://patents.google.com/?q=(lamp)&before=priority:20200101&num=50&oq=lamp":
        "lamp AND prd<2020-01-01",
    "https://patents.google.com/?inventor=%E6%9D%8E&q=%E7%94%B5%E6%B1%A0": "in:李 AND 电池",
    "https://patents.google.com/patent/US9014905B1/en": "pn:US9014905B1",
    "lamp or light": "lamp AND or AND light",
    "oq=lamp&q=TI%3d(lamp)&status=GRANT": "ti:lamp AND stage:grant",
    "https://patents.google.com/?assignee=Tesla,+Inc.,Apple&q=lamp":
        'pa:("Tesla, Inc." OR Apple) AND lamp',
    "https://patents.google.com/patent/CN101234567A/zh?oq=CN101234567A": "pn:CN101234567A",
    "EP 0 227 762 B1": "pn:EP0227762B1",
    "CPC=(H01M 10/0525)": "cpc:H01M10/0525",
}  # fmt: skip


@pytest.mark.parametrize("text", TWINS)
def test_queries_mean_their_twins(text: str) -> None:
    assert_twin(text, "google", TWINS[text])


def test_an_application_number_alone_is_one() -> None:
    assert read("US 14/166,502", "google").query == read("an:US14166502", "canonical").query


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ("SSS=(c1ccccc1)", "chemistry_not_held", "SSS="),
        ("lamp ~(c1ccccc1)", "chemistry_not_held", "~("),
        ("~patent/US9014905B1/en", "unsupported_function", "~patent/US9014905B1/en"),
        ("SMARTS=([CX3])", "chemistry_not_held", "SMARTS="),
        ("lamp litigation:YES", "field_not_held", "litigation"),
        ("assigne:Google lamp", "unknown_field", "assigne"),
        ("lamp AND", "ends_early", "AND"),
        ("lamp (glass", "bracket_open", "("),
        ("lamp ()", "empty_group", "()"),
        ("status:MAYBE", "bad_keyword", "MAYBE"),
        ("before:priority:20121399", "bad_date", "20121399"),
        ("q=lamp&country=Germany", "bad_keyword", "Germany"),
        ("q=lamp&litigation=YES", "field_not_held", "litigation=YES"),
        ("q=(lamp&country=DE", "bracket_open", "("),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(text: str, key: str, at: str) -> None:
    assert_refused(text, "google", key, at)


def test_what_differs_from_other_systems_is_noted() -> None:
    assert "note_left_to_right" in keys("safety OR seat belt", "google")
    assert "note_left_to_right" not in keys("safety OR seat", "google")
    assert "note_google_unit" in keys("safety SAME belt", "google")
    assert "note_date_kind" in keys("lamp before:2015", "google")
    assert "note_parameter_ignored" in keys("q=lamp&foo=bar", "google")
    assert "note_lowercase_operator" in keys("lamp or light", "google")


SAYABLE = [
    "ti:lamp AND (ab:glass OR clm:foil)",
    "tac:(deep AND learning) NOT pa:google",
    "lamp AND prd:[2010 TO 2019-12-31]",
    "lamp AND pd>=2015-03-01 AND ad<2020",
    "ti:(solid NEAR3 electrolyte) AND cc:(CN OR US)",
    "cpc:H01M/low AND lang:zh AND stage:grant",
    'in:"Li Ming" AND (a1 OR (b1 AND NOT c1))',
    "electr* AND wom?n AND colo{0,1}r AND fold{0,3}",
    "pn:US9014905B1 OR lamp",
    "NOT lamp",
]


@pytest.mark.parametrize("canonical", SAYABLE)
def test_there_and_back(canonical: str) -> None:
    assert_back(canonical, "google")


@pytest.mark.parametrize(
    "canonical",
    ["ipc:H01M/low", "desc:lamp", "a1 SENT b1", "lamp AND nclm>=3", "ti@zh:灯", "ag:Li"],
)
def test_what_it_cannot_say_is_told(canonical: str) -> None:
    assert_back(canonical, "google", lossless=False)


def test_auto_recognises_it() -> None:
    for text in (
        "before:priority:20120101 lamp",
        'assignee:"Google Inc" inventor:page',
        "q=lamp&assignee=Toyota",
        "TAC=(deep learning) country:US",
    ):
        assert detect(text).dialect.name == "google", text
    assert detect("safety OR seat belt").dialect.name == "canonical"


@given(st.one_of(mutated(list(TWINS)), st.text(max_size=60)))
def test_nothing_surprises(text: str) -> None:
    assert_sound(text, "google")
