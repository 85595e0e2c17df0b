"""Queries of PATENTSCOPE, each with its canonical twin."""

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
    'EN_TI:("solar cell" OR "photovoltaic") AND EN_AB:(silicon) AND IC:(H01L)':
        'ti@en:("solar cell" OR photovoltaic) AND ab@en:silicon AND ipc:H01L/low',
    "IN:(Thrun) AND DP:[2009 TO 2017] AND EN_AB:(autonomous or driverless)":
        "in:Thrun AND pd:[2009 TO 2017] AND ab@en:(autonomous OR driverless)",
    "EN_AB:(lithium AND battery) AND IC:(H01M)": "ab@en:(lithium AND battery) AND ipc:H01M/low",
    "PA:(BioNTech) AND EN_ALLTXT:(MHC class I trafficking domain)":
        "pa:BioNTech AND full@en:(MHC AND class AND I AND trafficking AND domain)",
    'EN_AB:("synthetic biology") OR FR_AB:("biologie synthétique") OR '
    'DE_AB:("synthetische Biologie")':
        'ab@en:"synthetic biology" OR ab@fr:"biologie synthétique" OR '
        'ab@de:"synthetische Biologie"',
    "EN_ALLTXT:(石墨烯 眼罩) AND CTR:(CN)": "full@zh:(石墨烯 AND 眼罩) AND cc:CN",
    "FP:(物化视图 增量刷新)": "front:(物化视图 AND 增量刷新)",
    "EN_AB:(IGZO AND back gate)": "ab@en:(IGZO AND back AND gate)",
    "en_alltxt:((QR OR hash) AND (verification OR authentication) AND document)":
        "full@en:((QR OR hash) AND (verification OR authentication) AND document)",
    "PA:(BioNTech OR TRON) AND EN_ALLTXT:(polyepitope)":
        "pa:(BioNTech OR TRON) AND full@en:polyepitope",
    'EN_TI:("wind turbine" AND electric) solar': 'ti@en:("wind turbine" AND electric) AND solar',
    "EN_TI:wind turbine": "ti@en:wind AND turbine",
    "EN_TI/turbine AND PA/siemens": "ti@en:turbine AND pa:siemens",
    "electric car": "electric AND car",
    '"electric car"~10': "electric NEAR10 car",
    'EN_CL:"electric car"~3': "clm@en:(electric NEAR3 car)",
    "EN_AB:(electric NEAR car)": "ab@en:(electric NEAR5 car)",
    "EN_AB:(electric NEAR12 car)": "ab@en:(electric NEAR12 car)",
    "EN_AB:(electric BEFORE3 (car or bus))": "ab@en:(electric ADJ3 (car OR bus))",
    "EN_AB:electric NEAR EN_AB:car": "ab@en:(electric NEAR5 car)",
    "EN_AB:(graphene OR 石墨烯)": "ab@en:graphene OR ab@zh:石墨烯",
    "FR_TI:(バッテリー)": "ti@ja:バッテリー",
    "EN_AB:배터리": "ab@ko:배터리",
    "ZH_AB:(电池 AND graphene)": "ab@zh:(电池 AND graphene)",
    "IC:H01L31/04": "ipc:H01L31/04/low",
    'IC:"H01L 31/04" CPC:H01L31*': "ipc:H01L31/04/low AND cpc:H01L31*",
    "IC:(H01L* OR A61*)": "ipc:(H01L/low OR A61/low)",
    "IC/A61B5/00": "ipc:A61B5/00/low",
    "WO:(2010123456 OR 2011000001)": "pn:(WO2010123456 OR WO2011000001)",
    "PN:EP AND AN:US14166502": "cc:EP AND an:US14166502",
    "PCN:GB AND ALLNAMES:Smith": "prn.cc:GB AND names:Smith",
    "AD:[01.02.2010 TO 31.12.2011]": "ad:[2010-02-01 TO 2011-12-31]",
    "PD:[2010 TO 2012]": "prd:[2010 TO 2012]",
    "DP:12.2009 AND AD:20080131": "pd:2009-12 AND ad:2008-01-31",
    "EN_CL:(lamp) ANDNOT PA:(philips)": "clm@en:lamp NOT pa:philips",
    "lamp not glass and -foil": "lamp NOT glass NOT foil",
    "+lamp +(glass foil)": "lamp AND glass AND foil",
    "CTR:(CN OR US) AND LGP:en": "cc:(CN OR US) AND lang:en",
    "EN_TI:(nano* OR te?t)": "ti@en:(nano* OR te?t)",
    "RP:smith": "(ag,agy):smith",
    "EN_TI:lamp^4 glass": "ti@en:lamp^4 AND glass",
    "ＥＮ＿ＴＩ：（lamp）": "ti@en:lamp",
    "lamp AND glass OR foil": "(lamp AND glass) OR foil",
    "IC:(G06F17/30 OR G06F 17/40)": "ipc:(G06F17/30/low OR G06F17/40/low)",
    "ALL:(solar cell)": "solar AND cell",
    "roam~ lamp~0.8": "roam~2 AND NOSTEM(lamp)",
    "EN_TI:(batterie~0.8)": "ti@en:batterie~1",
}  # fmt: skip


@pytest.mark.parametrize("text", TWINS)
def test_queries_mean_their_twins(text: str) -> None:
    assert_twin(text, "patentscope", TWINS[text])


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ("country=CN lamp", "dialect_colon", "country=CN"),
        ("EN_TII:(lamp)", "unknown_field", "EN_TII"),
        ("DS:DE lamp", "field_not_held", "DS"),
        ("锂离子~ lamp", "similar_cjk", "锂离子~"),
        ("PA:(Siemens AG", "bracket_open", "("),
        ("EN_TI:(lamp AND)", "unexpected", ")"),
        ("lamp OR", "ends_early", "OR"),
        ("EN_TI:()", "empty_group", "()"),
        ("DP:[2010 TO 2009]", "range_backwards", "[2010 TO 2009]"),
        ("DP:33.01.2010", "bad_date", "33.01.2010"),
        ("IC:(photovoltaics)", "bad_symbol", "photovoltaics"),
        ("EN_TI:(lamp NEAR IC:H01L)", "proximity_fields", "NEAR"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(text: str, key: str, at: str) -> None:
    assert_refused(text, "patentscope", key, at)


def test_what_differs_is_noted() -> None:
    assert "note_script" in keys("EN_ALLTXT:(石墨烯 眼罩)", "patentscope")
    assert "note_script" not in keys("ZH_ALLTXT:(石墨烯 眼罩)", "patentscope")
    assert "note_near_five" in keys("EN_AB:(a1 NEAR b1)", "patentscope")
    assert "note_near_five" not in keys("EN_AB:(a1 NEAR5 b1)", "patentscope")
    assert "note_every_language" in keys("electric car", "patentscope")
    assert "note_mixed_operators" in keys("lamp AND glass OR foil", "patentscope")
    assert "note_slop" in keys('EN_AB:"a1 b1 c1"~5', "patentscope")
    assert "note_field_narrower" in keys("PAA:siemens", "patentscope")


@pytest.mark.parametrize(
    "canonical",
    [
        "ti@en:lamp AND (ab@zh:电池 OR clm@de:Lampe)",
        "full@en:(deep AND learning) NOT pa:google",
        "prd:[2010 TO 2019-12-31] AND pd>=2015-03-01 AND ad<2020",
        "ti@en:(solid NEAR3 electrolyte) AND cc:(CN OR US)",
        "ab@fr:(solid ADJ2 electrolyte)",
        "ipc:H01M/low AND lang:zh AND cpc:H01M10/0525",
        "in:Li AND (lamp OR (glass AND NOT foil))",
        "full@en:(electr* OR wom?n) AND names:Li",
        "pn:US9014905B1 OR an:US14166502",
        "NOT lamp",
        "front:灯",
    ],
)
def test_there_and_back(canonical: str) -> None:
    assert_back(canonical, "patentscope")


@pytest.mark.parametrize(
    "canonical",
    ["ti:lamp", "a1 SENT b1", "nclm>=3 AND lamp", "tac:灯", "ipc:H01M10/00/low", "ti@en:wom{0,2}n"],
)
def test_what_it_cannot_say_is_told(canonical: str) -> None:
    assert_back(canonical, "patentscope", lossless=False)


def test_auto_recognises_it() -> None:
    for text in (
        "EN_TI:(lamp)",
        "FP:(电池)",
        "CTR:(CN) AND DP:[2009 TO 2010]",
        "IC:H01L ANDNOT x1",
    ):
        assert detect(text).dialect.name == "patentscope", text


@given(st.one_of(mutated(list(TWINS)), st.text(max_size=60)))
def test_nothing_surprises(text: str) -> None:
    assert_sound(text, "patentscope")
