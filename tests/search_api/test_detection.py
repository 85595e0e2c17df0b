"""Which dialect a text is read in when nobody names one, and the tokens that collide."""

import pytest

from indexer.query import And, Match
from search_api.errors import QueryError
from search_api.language import understand
from search_api.language.dialects import DIALECTS, detect

FULL = ("ti", "ab", "clm", "desc")


@pytest.mark.parametrize(
    ("typed", "dialect", "sign"),
    [
        ("ta=green prox/distance<=3 ta=energy", "espacenet", "prox/distance"),
        ('pd within "2005 2006"', "espacenet", "pd within"),
        ('ti all "green, energy"', "espacenet", "ti all"),
        ("cpc=/low A01B", "espacenet", "cpc=/low"),
        ("pa=siemens and in=Braun", "espacenet", "pa=s"),
        ("radar.ti.", "ppubs", ".ti."),
        ("(dog same cat).clm.", "ppubs", ".clm."),
        ("@pd>=20240101<=20240131", "ppubs", "@pd>"),
        ("increase$3 near2 timer", "ppubs", "$3"),
        ("US-20220297635-A1.did.", "ppubs", ".did."),
        ('TTL/"x" AND IN/y', "patft", "TTL/"),
        ("ISD/1/1/2020->1/1/2021", "patft", "ISD/"),
        ("needle ANDNOT sewing", "patft", "ANDNOT"),
    ],
)
def test_recognised_by_its_signs(typed, dialect, sign):
    found = understand(typed)
    assert found.dialect == dialect
    note = next(one for one in found.answer("en").notes if one.code == "DIALECT")
    assert sign in note.message
    assert DIALECTS[dialect].en in note.message
    low, high = note.span
    assert typed[low:high].strip()


@pytest.mark.parametrize(
    "typed",
    [
        "solar cell",
        "固态电池",
        "what is graphene?",
        "什么是石墨烯？",
        "Method, e.g. by a U.S. firm, no. 12. In a first step",
        "AT&T 5G and/or WLAN",
        "costs of 500 USD (5 EUR)",
        "ti:电池 AND pd>=2010",
        "(ti,ab):(a NEAR3 b)",
        '"radar.ti. prox/distance<3"',
        "a NOT SENT b OR increase{0,3}",
        "C07C51/43 catalysts",
        "input/output",
    ],
)
def test_plain_words_and_our_own_language_stay_ours(typed):
    found = understand(typed)
    assert found.dialect == "canonical"
    assert not {"DIALECT", "OTHER_READING"} & {one.code for one in found.answer().notes}


def test_a_text_that_means_something_else_elsewhere_says_so():
    found = understand("colo?r")
    assert (found.dialect, found.text) == ("canonical", "full:colo?r")
    note = next(one for one in found.answer("en").notes if one.code == "OTHER_READING")
    assert "Espacenet" in note.message
    assert note.suggestion == "colo{0,1}r"
    assert understand(note.suggestion).text == "full:colo{0,1}r"


def test_signs_of_two_systems_offer_both():
    found = detect("radar.ti. and ta=(a prox/distance<3 b)")
    assert {found.dialect.name, *(one.name for one in found.rivals)} >= {"espacenet", "ppubs"}
    assert not found.sure


def test_a_text_that_its_dialect_cannot_read_is_read_in_ours_and_says_so():
    found = understand("a1 xor b1 xor c1 xor d1 xor e1")
    assert found.dialect == "canonical"
    (note,) = (one for one in found.answer("en").notes if one.code == "DIALECT")
    assert "Patent Public Search" in note.message
    with pytest.raises(QueryError):
        understand("foo.ti. AND pd:2010 AND @pd>=20101301")


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("car?", {"espacenet": "full:car{0,1}", "ppubs": "full:car?"}),
        ("wom#n", {"espacenet": "full:wom?n"}),
        ("polymer$", {"ppubs": "full:polymer*", "patft": "full:polymer*"}),
        ("a1 with b1", {"ppubs": "full:(a1 SENT b1)"}),
        ("a1 same b1", {"ppubs": "full:(a1 PARA b1)"}),
        ("solar wind", {
            "canonical": "full:(solar AND wind)", "espacenet": "full:(solar AND wind)",
            "ppubs": "full:(solar OR wind)", "patft": "full:(solar AND wind)",
        }),
        ("a1 or b1 and c1", {
            "espacenet": "full:(a1 OR b1) AND full:c1", "patft": "full:(a1 OR b1) AND full:c1",
            "ppubs": "full:a1 OR full:(b1 AND c1)",
        }),
        ("AN/apple", {"patft": "pa:apple"}),
        ("cl=H01M", {"espacenet": "class:H01M/low"}),
        ("pd=2010", {"espacenet": "pd:2010"}),
        ("2010.pd.", {"ppubs": "pd:2010"}),
        ("ap=EP20050104792", {"espacenet": "an:EP20050104792"}),
        ("H01M10/05.cpc.", {"ppubs": "cpc:H01M10/05"}),
        ("CPC/H01M10/05", {"patft": "cpc:H01M10/05"}),
        ("mouse prox/distance<3 trap", {"espacenet": "full:(mouse NEAR2 trap)"}),
        ("mouse near3 trap", {"ppubs": "full:(mouse NEAR3 trap)"}),
    ],
)  # fmt: skip
def test_the_same_letters_mean_what_each_system_means(typed, readings):
    for dialect, text in readings.items():
        assert understand(typed, dialect).text == text, dialect


def test_words_beside_each_other_stay_demanded_without_signs():
    assert understand("solar wind").query == And((Match(FULL, "solar"), Match(FULL, "wind")))
