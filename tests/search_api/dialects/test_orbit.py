"""Queries of Orbit, each with its canonical twin."""

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
    "sodium 2D chlorine": "sodium NEAR3 chlorine",
    "smart 1W card?": "smart ADJ2 card{0,1}",
    "smart W card": "smart ADJ1 card",
    "smart D card": "smart NEAR1 card",
    "smart 2w card": "smart ADJ3 card",
    "(sodium 2D chlorine)/TI/AB/CLMS": "(ti,ab,clm):(sodium NEAR3 chlorine)",
    "(smart W card)/TI AND H01M/IPC AND PD>=2010-01-01":
        "ti:(smart ADJ1 card) AND ipc:H01M/low AND pd>=2010-01-01",
    "batter+/TI NOT (university OR institut+)/PA": "ti:batter* NOT pa:(university OR institut*)",
    "PN=EP1000000": "pn:EP1000000",
    "EP1000000A1/PN": "pn:EP1000000A1",
    "(CN OR US)/PN": "cc:(CN OR US)",
    "GB/PR": "prn.cc:GB",
    "skate_board/AB": 'ab:(skateboard OR "skate board")',
    "(alpha F beta)/TI/AB": "ti:(alpha AND beta) OR ab:(alpha AND beta)",
    "(alpha F beta)/TI": "ti:(alpha AND beta)",
    "(john L smith)/IN": "in:(john ENTRY smith)",
    "(alpha L beta)/CLMS": "clm:(alpha CLAIM beta)",
    "(alpha S beta)/DESC": "desc:(alpha SENT beta)",
    "(alpha 2S beta)/DESC": "desc:(alpha SENT2 beta)",
    "(alpha P beta)/DESC": "desc:(alpha PARA beta)",
    "(alpha W beta S gamma P delta)/DESC": "desc:(((alpha ADJ1 beta) SENT gamma) PARA delta)",
    "(alpha P beta W gamma)/DESC": "desc:(alpha PARA (beta ADJ1 gamma))",
    "H01M-010/0525/IPC OR H01M10/05+/IPC": "ipc:(H01M10/0525 OR H01M10/05*)",
    "(H01M-004/+ OR H01M+)/CPC": "cpc:(H01M4/00/low OR H01M/low)",
    "EPRD=2010-01-01:2012-12-31": "prd:[2010-01-01 TO 2012-12-31]",
    "EPRD<2010": "prd<2010",
    "APD=2010 AND PD=>2011-05": "ad:2010 AND pd>=2011-05",
    "20100131/PD": "pd:2010-01-31",
    "2010:2012/PD": "pd:[2010 TO 2012]",
    "TI/AB=(lamp OR light)": "(ti,ab):(lamp OR light)",
    "PA=(siemens OR bosch) AND IN=li": "pa:(siemens OR bosch) AND in:li",
    "(alpha NOTW beta)/TI": "ti:(alpha NOT ADJ1 beta)",
    "(alpha NOTS beta)/AB": "ab:(alpha NOT SENT beta)",
    "(red OR blue) 3W (lamp OR light)": "(red OR blue) ADJ4 (lamp OR light)",
    "lamp glass": '"lamp glass"',
    "(colo?r OR wom#n OR +phenyl)/TI": "ti:(colo{0,1}r OR wom?n OR *phenyl)",
    '"lamp holder"/TI': 'ti:"lamp holder"',
    "lamp/ti and not glass/ab": "ti:lamp NOT ab:glass",
    "input/output lamp": '"input/output lamp"',
    "(lamp OR light)/BI": "tac:(lamp OR light)",
    "(lamp OR light)/TX AND B2/KD": "(lamp OR light) AND kind:B2",
    "smith/REP": "(ag,agy):smith",
    "lamp/ICLM": "clm.indep:lamp",
    "lamp/TI OR glass/TI AND foil/TI": "ti:lamp OR (ti:glass AND ti:foil)",
    "（电池 OR 电芯）/TI": "ti:(电池 OR 电芯)",
    "PD=2010-01-01 2012-12-31": "pd:[2010-01-01 TO 2012-12-31]",
    "(alpha NOTF beta)/TI/AB": "(ti:alpha NOT ti:beta) OR (ab:alpha NOT ab:beta)",
}  # fmt: skip


@pytest.mark.parametrize("text", TWINS)
def test_queries_mean_their_twins(text: str) -> None:
    assert_twin(text, "orbit", TWINS[text])


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ("lamp/XYZ", "unknown_field", "XYZ"),
        ("lamp/KEYW", "field_not_held", "KEYW"),
        ("vitamin D", "ends_early", "D"),
        ("(lamp W)/TI", "unexpected", ")"),
        ("(lamp/TI", "bracket_open", "("),
        ("()/TI", "empty_group", "()"),
        ("PD>=2010-13-01", "bad_date", "2010-13-01"),
        ("(H01M L H01L)/CPC", "class_set_not_held", "H01M L H01L"),
        ("(lamp L glass)/TI", "proximity_place", "L"),
        ("lamp/IPC", "bad_symbol", "lamp"),
        ("ti:lamp AND glass", "dialect_colon", "ti:lamp"),
        ("TI:(lamp) AND glass", "dialect_colon", "TI:"),
        ("1 AND 2", "unknown_line", "1"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(text: str, key: str, at: str) -> None:
    assert_refused(text, "orbit", key, at)


def test_what_differs_is_noted() -> None:
    assert "note_beside_adjacent" in keys("lamp glass", "orbit")
    assert "note_beside_adjacent" not in keys("lamp NOT glass", "orbit")
    assert "note_beside_and" in keys("lamp/TI glass/AB", "orbit")
    assert "note_underscore" in keys("skate_board", "orbit")
    assert "note_orbit_same" in keys("alpha F beta", "orbit")
    assert "note_orbit_same" not in keys("(alpha F beta)/TI", "orbit")
    assert "note_field_wider" in keys("H01M/ICM", "orbit")


@pytest.mark.parametrize(
    "canonical",
    [
        "ti:lamp AND (ab:电池 OR clm:Lampe)",
        "(deep AND learning) NOT pa:google",
        "prd:[2010 TO 2019-12-31] AND pd>=2015-03-01 AND ad<2020",
        "ti:(solid NEAR3 electrolyte) AND cc:(CN OR US)",
        "clm:((solid ADJ2 electrolyte) SENT anode) OR desc:(anode PARA cathode)",
        "ti:(solid ADJ1 electrolyte) OR ti:(anode NEAR1 cathode)",
        "ipc:H01M/low AND cpc:H01M10/0525 AND cpc:H01M4/00/low",
        "in:(Li ENTRY Ming) AND (lamp OR (glass AND NOT foil))",
        "(ti,ab):(electr* OR wom?n OR colo{0,1}r OR *phenyl) AND tac:灯",
        "pn:US9014905B1 OR an:US14166502",
        "ti:(solid NOT ADJ2 electrolyte)",
        "clm.indep:(lamp OR light)",
        'prn.cc:GB AND ti:"w card"',
        "NOT lamp",
    ],
)
def test_there_and_back(canonical: str) -> None:
    assert_back(canonical, "orbit")


@pytest.mark.parametrize(
    "canonical",
    ["ti@zh:灯", "nclm>=3 AND lamp", "has:pdf", "stage:grant AND lamp", "ti:lamp^2", "=AIDS"],
)
def test_what_it_cannot_say_is_told(canonical: str) -> None:
    assert_back(canonical, "orbit", lossless=False)


def test_auto_recognises_it() -> None:
    for text in (
        "(sodium 2D chlorine)/TI/AB",
        "batter+/TI AND H01M/IPC",
        "(smart OR chip) 2W (card)",
        "TI/AB=lamp",
    ):
        assert detect(text).dialect.name == "orbit", text


@pytest.mark.parametrize(
    "text",
    [
        "capture 3D image",
        "led 5W lamp",
        "vitamin D deficiency",
        "AND/OR gate",
        "input/output device",
        "language model status",
        "before 2015 country road",
        "q factor of a resonator",
        "C++ compiler",
        "near field communication with same type",
    ],
)
def test_plain_words_are_no_dialect(text: str) -> None:
    assert detect(text).dialect.name != "orbit"


@given(st.one_of(mutated(list(TWINS)), st.text(max_size=60)))
def test_nothing_surprises(text: str) -> None:
    assert_sound(text, "orbit")
