"""Highlights, subscripts and links in one text: what overlaps is cut, everything is escaped."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_pages import Page, get

from web.render import marked


@pytest.mark.parametrize(
    ("text", "spans", "scripts", "links", "expected"),
    [
        ("H2O", [], [("sub", 1, 2)], [], "H<sub>2</sub>O"),
        ("H2O", [(0, 3)], [("sub", 1, 2)], [], "<mark>H<sub>2</sub>O</mark>"),
        ("abcd", [(1, 3)], [("sup", 2, 4)], [], "a<mark>b<sup>c</sup></mark><sup>d</sup>"),
        ("a<b>", [(1, 2)], [("sub", 2, 3)], [], "a<mark>&lt;</mark><sub>b</sub>&gt;"),
        ("xij", [], [("sub", 1, 3), ("sub", 2, 3)], [], "x<sub>i<sub>j</sub></sub>"),
        ("FIG. 1", [(0, 3)], [], [(0, 6, "#d-1")], '<a href="#d-1"><mark>FIG</mark>. 1</a>'),
        ("ab", [(0, 1)], [], [(1, 2, '"x')], '<mark>a</mark><a href="&#34;x">b</a>'),
        ("", [], [], [], ""),
    ],
)
def test_layers(text, spans, scripts, links, expected):
    assert marked(text, spans, scripts, links) == expected


@given(
    st.text("a<&\"'中", max_size=12),
    st.lists(st.integers(0, 12), max_size=6),
    st.lists(st.tuples(st.sampled_from(("sub", "sup")), st.integers(0, 12), st.integers(1, 6)), max_size=4),
)  # fmt: skip
def test_whatever_is_marked_the_text_stays_and_tags_nest(text, cuts, scripts):
    edges = sorted({min(cut, len(text)) for cut in cuts})
    spans = [*zip(edges[::2], edges[1::2], strict=False)]
    nested = []
    for kind, low, size in sorted(scripts, key=lambda s: (s[1], -s[2])):
        high = min(low + size, len(text), *(e for _, s, e in nested if s <= low < e))
        if low < high:
            nested.append((kind, low, high))
    html = str(marked(text, spans, nested))
    Page(html)  # fails on tags that do not nest
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    inside = [re.sub(r"<[^>]*>", "", part) for part in re.findall(r"<mark>(.*?)</mark>", html)]
    assert [unescape(part) for part in inside] == [text[low:high] for low, high in spans]


def test_a_page_shows_scripts_sets_and_what_is_canceled(client):
    page = client.get("/publications/US7999999B2?lang=en").text
    assert "A &lt;u&gt;set&lt;/u&gt; of CO<sub>2</sub>." in page
    assert "Hostile &lt;i&gt;statement&lt;/i&gt;." in page
    assert "Amended claims · DE FR" in page
    assert 'id="set-1-claim-1"' in page
    texts = get(client, "/publications/US7999999B2?lang=en").texts
    assert "canceled" in texts
    assert {"product", "process"} & {*texts}


def test_figures_named_in_the_text_lead_to_their_pictures(client, ids, site):
    shown = site.app.state.service.store.get([ids.drawn])[ids.drawn]
    named = {number for segment in shown.description for number in segment.figures}
    assert named
    page = get(client, f"/publications/{ids.drawn}?lang=en")
    anchors = {a["id"] for a in page.find("figure")}
    links = {link.removeprefix("#") for link in page.links if link.startswith("#drawing-")}
    assert links
    assert links <= anchors
    assert len(links) == len(named & {drawing.number for drawing in shown.drawings})


def test_formulas_of_specimens_have_their_indices(client, ids, site):
    held = site.app.state.service.store.get(ids.every)
    one = next(p for p in held.values() if any(text.marks for text in p.description))
    text = next(text for text in one.description if text.marks)
    kind, low, high = text.marks[0]
    page = client.get(f"/publications/{one.id}?lang=en").text
    assert f"<{kind}>{text.text[low:high]}</{kind}>" in page
