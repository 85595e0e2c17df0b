"""Any canonical query in five dialects and back: the same query, or a named loss."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.language.translate import translate
from tests.search_api.dialects.twins import TODAY, keys, read

ATOMS = [
    "lamp", '"solar cell"', "ti:lamp", "(ti,ab):(lamp OR light)", "clm:(a1 NEAR3 b1)", "电池",
    "tac:(deep AND learning)", "pa:Merck", "in:(Li OR Ming)", "cc:CN", "pd>=2015-03", "prd<2010",
    "ad:[2010 TO 2012-06]", "ipc:H01M/low", "cpc:H01M10/0525", "cpc:H01M4/00/low", "pn:US9014905B1",
    "ab:(a1 ADJ2 (b1 OR c1))", "desc:(x1 SENT y1)", "desc:(x1 PARA y1)", "elect*", "wom?n",
    "colo{0,1}r", "fold{0,3}", "*phenyl", "lang:zh", "stage:grant", "right:design", "kind:B2",
    "has:claims", "in.cc:CN", "prn.cc:GB", "ti@en:lamp", "full@zh:电池", "nclm>=3", "ag:Smith",
    "clm.indep:lamp", '"and"', "input/output", "5G通信", "names:Li", "front:Li", "an:US14166502", "loc:15-07",
    'ti:"w card"', "NOSTEM(lamps)", "=AIDS", "(lamp)^2", "ct:US7654321", "pd:2015-03-07", "py:2014",
]  # fmt: skip


def _joined(parts: list[str], operator: str) -> str:
    return "(" + operator.join(parts) + ")"


QUERIES = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.builds(
            _joined, st.lists(inner, min_size=2, max_size=3), st.sampled_from([" AND ", " OR "])
        ),
        inner.map(lambda one: f"(NOT {one})"),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("google", "TTL/lamp"),
        ("google", "lamp/TI"),
        ("patentscope", "lamp $W5 glass"),
        ("lens", "TTL/lamp"),
        ("patsnap", "lamp/TI"),
        ("patsnap", "lamp XOR glass"),
        ("orbit", "ABST/lamp"),
    ],
)
def test_signs_of_other_systems_are_noted(dialect: str, text: str) -> None:
    assert "note_foreign_sign" in keys(text, dialect)
    assert "note_foreign_sign" not in keys("input/output lamp", dialect)


@pytest.mark.parametrize("dialect", ["google", "patentscope", "lens", "patsnap", "orbit"])
@settings(max_examples=100)
@given(query=QUERIES)
def test_nothing_is_lost_unsaid(dialect: str, query: str) -> None:
    said = translate(read(query, "canonical"), dialect, today=TODAY)
    unsaid = {"lost_meaning", "lost_unreadable"} & {loss.key for loss in said.losses}
    assert not unsaid, (said.text, [loss.values for loss in said.losses])
