"""Subscripts and superscripts: spans that stay right whatever cleaning does to the text."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parsers.text import PlainText, clean, inline_text, joined, marked_text


def of(xml: str, lang: str | None = None) -> tuple[str, list[tuple[str, str]]]:
    """The text, and each mark as its kind and the characters it spans."""
    text, marks = marked_text(etree.fromstring(xml), lang)
    return text, [(kind, text[low:high]) for kind, low, high in marks]


@pytest.mark.parametrize(
    ("xml", "text", "marks"),
    [
        ("<p>H<sub>2</sub>O</p>", "H2O", [("sub", "2")]),
        ("<p>x<sup>2</sup> and x<sup>2</sup></p>", "x2 and x2", [("sup", "2")] * 2),
        ("<p>a<sub>i<sub2>j</sub2></sub>b</p>", "aijb", [("sub", "ij"), ("sub", "j")]),
        ("<p>a<sub>i<sup>2</sup>k</sub></p>", "ai2k", [("sub", "i2k"), ("sup", "2")]),
        ("<p> \n a <sub>\n 1 </sub> b</p>", "a 1 b", [("sub", "1")]),
        ("<p>a<sub><b>x</b> y</sub></p>", "ax y", [("sub", "x y")]),
        ("<p>a<sub> </sub>b<sup/></p>", "a b", []),
        ("<p>二氧化<br/>碳CO<sub>2</sub>\n的<sup>*</sup></p>", "二氧化碳CO2的*", [("sub", "2"), ("sup", "*")]),
        ("<p>多行<sub>下\n标</sub>文</p>", "多行下标文", [("sub", "下标")]),
        ("<p>e<sup>\u0301</sup>x<sub>y</sub></p>", "éxy", [("sub", "y")]),
        ("<p>\u200be\u200b<sup>\u0301n</sup></p>", "én", [("sup", "n")]),
        ("<p>\ue000<sub>\ue001</sub></p>", "\ufffd\ufffd", [("sub", "\ufffd")]),
        ("<p>a<sub>1<ul><li>x</li></ul></sub>b</p>", "a1 x b", [("sub", "1 x")]),
        ("<x><p>T<SB><PDAT>c</PDAT></SB></p></x>", "Tc", [("sub", "c")]),
        ("<x xmlns:c='urn:c'>m<c:Sup>3</c:Sup></x>", "m3", [("sup", "3")]),
        ("<p>t<subscript>1</subscript><superscript>+</superscript></p>", "t1+", [("sub", "1"), ("sup", "+")]),
        ("<p><maths><math><msub><mi>x</mi><mi>i</mi></msub></math></maths></p>", "x_i", []),
    ],
)  # fmt: skip
def test_marks(xml: str, text: str, marks: list[tuple[str, str]]) -> None:
    assert of(xml) == (text, marks)


def test_parts_joined_keep_their_marks() -> None:
    parts = [marked_text(etree.fromstring(f"<p>{x}</p>")) for x in ("H<sub>2</sub>", "", "m<sup>2</sup>")]  # fmt: skip
    assert joined(parts) == ("H2 m2", (("sub", 1, 2), ("sup", 4, 5)))


PIECES = st.text(
    st.sampled_from("ab12 \n\t\u00a0中文。가\u1100\u1161\u11a8e\u0301\u0327\u200b\ue000ﬀÅ<&"),
    max_size=6,
)


def _tree(children: list[object]) -> str:
    parts = []
    for child in children:
        if isinstance(child, tuple):
            tag, inner = child
            parts.append(f"<{tag}>{_tree(inner)}</{tag}>")
        else:
            parts.append(str(child).replace("&", "&amp;").replace("<", "&lt;"))
    return "".join(parts)


TREES = st.recursive(
    st.lists(PIECES, max_size=3),
    lambda inner: st.lists(
        st.one_of(PIECES, st.tuples(st.sampled_from(("sub", "sup", "b", "br", "ul")), inner)),
        max_size=5,
    ),
    max_leaves=12,
)


def ink(text: str) -> str:
    return "".join(text.split())


def _composes(element: etree._Element) -> bool:
    text = "".join(element.itertext())
    return any(category(char)[0] == "M" or "\u1100" <= char <= "\u11ff" for char in text)


@given(TREES, st.sampled_from((None, "zh", "ko", "en")))
def test_any_markup(tree: list[object], lang: str | None) -> None:
    """The text is that without marks; a span holds what its element holds, but for white space."""
    element = etree.fromstring(f"<p>{_tree(tree)}</p>")
    text, marks = marked_text(element, lang)
    assert text == inline_text(element, lang)
    assert PlainText(element.iter("sub", "sup", "br", "ul"))(element) == marked_text(element)
    for _, low, high in marks:
        assert 0 <= low < high <= len(text)
        assert text[low:high].strip() == text[low:high]
    if _composes(element):
        return
    expected = [
        (found.tag, ink(clean("".join(found.itertext()))))
        for found in element.iter("sub", "sup")
        if clean("".join(found.itertext()))
    ]
    assert [(kind, ink(text[low:high])) for kind, low, high in marks] == expected


@given(TREES)
def test_places_are_those_of_the_characters(tree: list[object]) -> None:
    """As many characters stand before a span as stand before its element."""
    element = etree.fromstring(f"<p>{_tree(tree)}</p>")
    text, marks = marked_text(element)
    if _composes(element):
        return
    scripts = [e for e in element.iter("sub", "sup") if clean("".join(e.itertext()))]
    for found, (_, low, _) in zip(scripts, marks, strict=True):
        before = "".join(found.xpath("preceding::text() | ancestor::*/preceding-sibling::text()"))
        assert len(ink(text[:low])) == len(ink(clean(before)))
