"""Queries of The Lens, each with its canonical twin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.language.dialects import detect
from search_api.language.patterns import written_out
from tests.search_api.dialects.twins import (
    assert_back,
    assert_refused,
    assert_sound,
    assert_twin,
    keys,
    mutated,
)

TWINS = {
    "title:malaria": "ti:malaria",
    "title:(car OR truck)": "ti:(car OR truck)",
    "printing NOT inkjet": "txt:printing NOT txt:inkjet",
    "pub_date:[20070101 TO 20070631]": "pd:[2007-01-01 TO 2007-06-30]",
    'title:"X-ray crystallography"': 'ti:"X-ray crystallography"',
    "(title:javascript AND applicant.name:(IBM)) AND year_published:[2000 TO 2018]":
        "ti:javascript AND pa:IBM AND pd:[2000 TO 2018]",
    r"class_cpc.symbol:Y02E10\/70": "cpc:Y02E10/70",
    "kind:/A[2-4]/": "kind:(A2 OR A3 OR A4)",
    "(inventor.residence:BR OR applicant.residence:US) AND has_full_text:true":
        "(in.cc:BR OR pa.cc:US) AND has:fulltext",
    'ids:("EP 0227762 B1" OR "7,654,321")': "pn:(EP0227762B1 OR US7654321)",
    "claim:(CRISPR cas9)": "clm:(CRISPR AND cas9)",
    "ids:(EP_0227762_B1_19900411 OR US7654321B2)": "pn:(EP0227762B1 OR US7654321B2)",
    '"solar cell"~5 AND year_published:>=2015': "solar NEAR5 cell AND pd>=2015",
    '"solar cell"~0': '"solar cell"',
    "date_published:<2010": "pd<2010",
    "publication_type:granted_patent": "stage:grant",
    'publication_type:("Granted Patent" OR PATENT_APPLICATION)': "stage:(grant OR application)",
    "lamp AND has_claim:false": "lamp NOT has:claims",
    "NOT has_abstract:true": "NOT has:abstract",
    r"title:(carbon nanotube*) class_ipcr.symbol:H01M10\/*":
        "ti:(carbon AND nanotube*) AND ipc:H01M10/00/low",
    "class_cpc.symbol:A61K* jurisdiction:(US OR CN)": "cpc:A61K/low AND cc:(US OR CN)",
    'class_ipcr.symbol:"H01L31/04"': "ipc:H01L31/04",
    "date_published:[now-1y TO now]": "pd:[-1y TO today]",
    "title:colo?r^2": "ti:colo?r^2",
    "abstract:/colou?r/": "ab:(color OR colour)",
    "abstract:/col.*r/": "ab:col*r",
    "abstract:/(petrol|diesel)/": "ab:(petrol OR diesel)",
    "priority_claim.jurisdiction:US lang:ZH": "prn.cc:US AND lang:zh",
    r"title:\(IN\) lamp": 'ti:"(IN)" AND lamp',
    r"title:C\*": "ti:C",
    "+lamp -glass !foil": "lamp NOT glass NOT foil",
    "lamp && (glass || foil)": "lamp AND (glass OR foil)",
    "lamp OR glass AND foil": "lamp OR (glass AND foil)",
    "lamp and glass": "lamp AND and AND glass",
    'owner_all.name:"Merck Sharp"': 'pa:"Merck Sharp"',
    "owner_all.country:BR has_owner:true": "as.cc:BR AND has:owners",
    "legal_status.granted:true": "stage:grant",
    "legal_status.anticipated_term_date:[2026-01-01 TO 2026-12-31]": "exp:[2026-01-01 TO 2026-12-31]",
    "inventor.name:(Li AND Ming) agent.name:Smith": "in:(Li AND Ming) AND ag:Smith",
    "application_reference.date:[2010-01-01 TO *]": "ad>=2010",
    "earliest_priority_date:2012-03-04": "prd:2012-03-04",
    "application_reference.jurisdiction:EP": "an.cc:EP",
    "title:lamp~": "ti:lamp~1",
    "title:battrey~ claim:battrey~1": "ti:battrey~2 AND clm:battrey~1",
    "full_text:(graphene AND 石墨烯)": "full:(graphene AND 石墨烯)",
    "ＴＩＴＬＥ：（lamp）": "ti:lamp",
    "date_published:{2010 TO 2012}": "pd:[2011-01-01 TO 2011-12-31]",
    "date_published:{20100101 TO *}": "pd>=2010-01-02",
    "applicant.name.exact:IBM": "pa:IBM",
}  # fmt: skip


@pytest.mark.parametrize("text", TWINS)
def test_queries_mean_their_twins(text: str) -> None:
    assert_twin(text, "lens", TWINS[text])


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        (
            "legal_status.patent_status:active AND lamp",
            "field_not_held",
            "legal_status.patent_status",
        ),
        ("legal_status.granted:maybe", "bad_keyword", "maybe"),
        ("cited_by_patent_count:[10 TO *]", "field_not_held", "cited_by_patent_count"),
        ("ids:145-564-229-856-440", "field_not_held", "145-564-229-856-440"),
        ("titel:lamp", "unknown_field", "titel"),
        ("lamp AND has_claim:maybe", "bad_keyword", "maybe"),
        ("publication_type:novel", "bad_keyword", "novel"),
        ("title:x-ray~", "similar_one_word", "x-ray~"),
        ("abstract:/[a-z]{9}/", "regex_too_wide", "/[a-z]{9}/"),
        ("abstract:/a+b/", "regex_too_wide", "/a+b/"),
        ("title:(lamp OR", "bracket_open", "("),
        ("title:lamp AND", "ends_early", "AND"),
        ("lamp NEAR5 glass AND date_published:2010-02-40", "bad_date", "2010-02-40"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(text: str, key: str, at: str) -> None:
    if key == "bad_date":
        text = text.replace(" NEAR5", "")
    assert_refused(text, "lens", key, at)


def test_what_differs_is_noted() -> None:
    assert "note_date_adjusted" in keys("pub_date:[20070101 TO 20070631]", "lens")
    assert "note_field_wider" in keys("owner_all.name:Merck", "lens")
    assert "note_granted" in keys("legal_status.granted:true", "lens")
    assert "note_computed_term" in keys("legal_status.anticipated_term_date:2030", "lens")
    assert "note_lowercase_operator" in keys("lamp and glass", "lens")
    assert "note_mixed_operators" in keys("lamp OR glass AND foil", "lens")


def test_expressions_are_written_out() -> None:
    assert written_out("A[2-4]") == ["A2", "A3", "A4"]
    assert written_out("B[12]?") == ["B", "B1", "B2"]
    assert written_out("(A|B)1") == ["A1", "B1"]
    assert written_out("a.{2}b") == ["a??b"]
    assert written_out("x{1,2}y") == ["xy", "xxy"]
    assert written_out("[^a]b") is None
    assert written_out("[0-9]{3}") is None
    assert written_out("a(b") is None


@pytest.mark.parametrize(
    "canonical",
    [
        "ti:lamp AND (ab:电池 OR clm:Lampe)",
        "(deep AND learning) NOT pa:google",
        "prd:[2010 TO 2019-12-31] AND pd>=2015-03-01 AND ad<2020",
        "ti:(solid NEAR3 electrolyte) AND cc:(CN OR US)",
        "ipc:H01M/low AND lang:zh AND cpc:H01M10/0525 AND cpc:H01M4/00/low",
        "in:Li AND (lamp OR (glass AND NOT foil))",
        "(ti,ab):(electr* OR wom?n) AND names:Li",
        "pn:US9014905B1 OR an:US14166502",
        "has:claims AND stage:grant NOT kind:A1",
        "NOT lamp",
        "in.cc:CN AND pa.cc:US AND exm:Smith",
        "ti:lamp^2 OR glass",
    ],
)
def test_there_and_back(canonical: str) -> None:
    assert_back(canonical, "lens")


@pytest.mark.parametrize(
    "canonical",
    ["ti@zh:灯", "a1 SENT b1", "nclm>=3 AND lamp", "ab:(a1 ADJ2 b1)", "ti:wom{0,2}n", "has:pdf"],
)
def test_what_it_cannot_say_is_told(canonical: str) -> None:
    assert_back(canonical, "lens", lossless=False)


def test_auto_recognises_it() -> None:
    for text in (
        "applicant.name:IBM AND lamp",
        "year_published:[2000 TO 2010]",
        r"class_cpc.symbol:Y02E10\/70",
        "kind:/A[2-4]/ AND jurisdiction:US",
    ):
        assert detect(text).dialect.name == "lens", text


@given(st.one_of(mutated(list(TWINS)), st.text(max_size=60)))
def test_nothing_surprises(text: str) -> None:
    assert_sound(text, "lens")
