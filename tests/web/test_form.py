"""The form writes the query line, and reads it back."""

import pytest

from search_api.language import understand
from web.form import asked, read_back, written
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
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_round_trip(line):
    again = written(read_back(line, "auto"))
    assert {c.text for c in understand(again).clauses} == {c.text for c in understand(line).clauses}


@pytest.mark.parametrize(
    ("filled", "line"),
    [
        ({"full": ["solid battery"]}, "solid AND battery"),
        ({"full": ['"solid battery" NOT']}, '"solid battery" AND "NOT"'),
        ({"any": ["a b"], "none": ["c (d"]}, '(a OR b) AND NOT (c OR "(d")'),
        ({"pa": ["清华大学"], "in": ["山田 太郎"]}, 'pa:清华大学 AND in:"山田 太郎"'),
        ({"ipc": ["H01M 10/0562"]}, "ipc:H01M10/0562/low"),
        ({"ipc": ["h01m"]}, "ipc:h01m/low"),
        ({"pd_from": ["2019"], "ad_to": ["2018-02"]}, "pd>=2019 AND ad<=2018-02"),
        ({"cc": ["CN", "US"], "right": ["design"]}, "cc:(CN OR US) AND right:design"),
        ({"ti": ["a"], "more": ["x OR y"]}, "ti:a AND (x OR y)"),
        ({"more": ["x OR y"]}, "x OR y"),
        ({"full": ["“全固态” 电池"]}, '"全固态" AND 电池'),
        ({"ti": ["- * :"], "none": ["("], "full": ["a ?"]}, "a"),
    ],
)
def test_what_is_filled_in_is_what_is_asked(filled, line):
    assert written(filled) == line


def test_words_never_become_operators():
    for word in ("AND", "OR", "NOT", "(", ")", "[", "ti:x", "-x", "a&b", "|", '"', "x=y", ">3"):
        line = written({"full": [f"battery {word}"]})
        clauses = understand(line).clauses
        assert all(c.text.startswith("full:") for c in clauses)


def test_only_filled_fields_count():
    here = Address("/form", [("q", "x"), ("ti", " "), ("pa", " a "), ("lang", "en"), ("odd", "1")])
    assert asked(here) == {"pa": ["a"]}
