"""Plain text out of marked-up text.

Inline elements are joined without blanks (`H<sub>2</sub>O` becomes `H2O`), block elements are set
off by a blank, white space is one blank, a line break between Chinese or Japanese characters is
none. The result is NFC without control, private-use and invisible formatting characters; what is
lowered or raised in it is told by spans (`parsers.scripts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from unicodedata import category, is_normalized, normalize

from lxml import etree

from parsers.mathml import linear
from parsers.model import Mark
from parsers.origins import keeps_origin, reads
from parsers.scripts import SCRIPTS, Script, placed, shifted
from parsers.xml import Element, local_name

BLOCKS: Final = frozenset({
    "abstract", "claim", "claim-text", "dd", "description", "div", "dl", "doc-page", "dt", "entry",
    "heading", "li", "ol", "p", "para", "paragraph", "pre", "row", "table", "tables", "tbody", "td",
    "tgroup", "th", "thead", "title", "tr", "ul",
    "ClaimText", "P", "Paragraphs", "Heading", "Table", "Tables", "Row", "Entry", "LI", "UL", "OL",
    "Li", "Ul", "Ol",
})  # fmt: skip
"""Local names, of every format, whose content does not run on from what stands before it."""

BREAKS: Final = frozenset({"br", "Br", "BR"})
MATHS: Final = frozenset({"maths", "math", "us-math", "Math", "Maths"})
IMAGES: Final = frozenset({"img", "Image"})

_BLOCK = "\v"  # white space, but never in XML: not to be taken for a line break
_WIDE = re.compile(
    r"[\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
_INVISIBLE = "\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_UNASSIGNABLE = "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff\ud800-\udfff"
_HIDDEN = re.compile(f"[\0-\x08\x0e-\x1b{_INVISIBLE}]")
_PRIVATE = re.compile(f"[{_UNASSIGNABLE}]")
_PLAIN = bytes(range(0x20, 0x7F))
_SPACES = "\0-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNCLEAN = re.compile(f"[{_SPACES}{_INVISIBLE}{_UNASSIGNABLE}]|  ")
"""What `clean` changes, but for composition: other white space than single blanks, and the rest."""

Marked = tuple[str, tuple[Mark, ...]]
"""A clean text and what is lowered or raised in it."""


class _Found(list[str]):
    """The pieces of a text, and which of them are scripts."""

    __slots__ = ("scripts",)

    def __init__(self) -> None:
        self.scripts: list[Script] = []


@reads
def inline_text(element: Element, lang: str | None = None) -> str:
    """All text below `element` (without its tail) by the rules above.

    Of pictures only those of a single character have a text: U+FFFD, for what it shows is unknown.
    """
    if len(element) == 0:
        text = element.text
        return clean(text, lang) if text else ""
    found = _Found()
    _collect(element, found)
    return clean("".join(found), lang)


@reads
def marked_text(element: Element, lang: str | None = None) -> Marked:
    """`inline_text`, and its subscripts and superscripts."""
    if len(element) == 0:
        text = element.text
        return (clean(text, lang) if text else ""), ()
    found = _Found()
    _collect(element, found)
    return clean_marked(found, found.scripts, lang)


def clean_marked(pieces: list[str], scripts: list[Script], lang: str | None = None) -> Marked:
    """The pieces of a text joined and clean, with the scripts among them placed."""
    raw = "".join(pieces)
    text = clean(raw, lang)
    return text, placed(scripts, pieces, raw, text, _proper) if scripts and text else ()


def joined(parts: Iterable[Marked]) -> Marked:
    """Several clean texts as one, parted by blanks."""
    return strung((part for part in parts if part[0]), " ")


def strung(parts: Iterable[Marked], between: str) -> Marked:
    """Texts with `between` in between, and their marks where these then are."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for text, own in parts:
        texts.append(text)
        marks += shifted(own, at)
        at += len(text) + len(between)
    return between.join(texts), tuple(marks)


def _collect(element: Element, found: _Found) -> None:
    text = element.text
    if text:
        found.append(text)
    for child in element:
        write = _WRITERS[child.tag]
        if write is not None:
            write(child, found)
        elif len(child):
            _collect(child, found)
        else:
            text = child.text
            if text:
                found.append(text)
        tail = child.tail
        if tail:
            found.append(tail)


def _block(element: Element, found: _Found) -> None:
    found.append(_BLOCK)
    _collect(element, found)
    found.append(_BLOCK)


def _break(element: Element, found: _Found) -> None:
    found.append("\n")
    _collect(element, found)  # empty, in sound files


def _maths(element: Element, found: _Found) -> None:
    found.append(linear(element))


def _script(element: Element, found: _Found) -> None:
    place = len(found.scripts)
    start = len(found)
    _collect(element, found)
    if len(found) > start:  # outer ones stand before what is in them
        kind = SCRIPTS[local_name(element.tag)]
        found.scripts.insert(place, (kind, start, len(found)))


def _picture(element: Element, found: _Found) -> None:
    content = element.get("img-content") or element.get("imgContent") or ""
    if content.lower() == "character":
        found.append("\N{REPLACEMENT CHARACTER}")


_Writer = Callable[[Element, _Found], None]
_BY_NAME: dict[str, _Writer] = {
    **dict.fromkeys(BLOCKS, _block),
    **dict.fromkeys(BREAKS, _break),
    **dict.fromkeys(MATHS, _maths),
    **dict.fromkeys(SCRIPTS, _script),
    **dict.fromkeys(IMAGES, _picture),
}


class _Writers(dict[str, _Writer | None]):
    """What to do with an element by its tag, namespace included; None for inline ones."""

    def __missing__(self, tag: str) -> _Writer | None:
        self[tag] = write = _BY_NAME.get(local_name(tag))
        return write


_WRITERS = _Writers()


class PlainText:
    """`marked_text` for many elements of one tree, most of which hold inline elements only.

    `structures` are the elements of the tree that are more than inline, found once for all of it;
    elements that hold none of them give their text the quicker way.
    """

    def __init__(self, structures: Iterable[Element]) -> None:
        self._structured: set[Element] = set()
        for inner in structures:
            self._structured.update(inner.iterancestors())

    def __contains__(self, element: Element) -> bool:
        """Whether more than inline elements are below `element`."""
        return element in self._structured

    @reads
    def __call__(self, element: Element) -> Marked:
        """The text below `element`, as `marked_text` gives it."""
        if len(element) == 0:
            text = element.text
        elif element in self._structured:
            return marked_text(element)
        else:
            text = etree.tostring(element, encoding="unicode", method="text", with_tail=False)
        return (clean(text) if text else ""), ()


@keeps_origin
def clean(text: str, lang: str | None = None) -> str:
    """A plain string by the same rules. `lang` only matters for Korean, which has blanks."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    # Deleting from bytes is by far the quickest way to find the characters that are not plain.
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if len(odd) < _FEW:
        proper = not odd or all(map(_PROPER.__getitem__, odd.decode("utf-8", "surrogatepass")))
        if proper and "  " not in text:
            return text.strip(" ")
    elif _UNCLEAN.search(text) is None and is_normalized("NFC", text):
        return text.strip(" ")
    if odd.isspace():  # line breaks and tabs in Latin text, by far the most frequent case
        return " ".join(text.split())
    if "\n" in text and lang != "ko" and odd.translate(None, _NARROW):
        text = _joined_lines(text)
    return " ".join(_proper(text).split())


_NARROW = bytes(range(0xE2 + 1))
"""Bytes of UTF-8 below those that begin the wide characters."""
_FEW = 256
"""So many bytes of other than plain characters are judged one by one, more by expression."""


class _Proper(dict[str, bool]):
    """Which characters `clean` leaves alone wherever they stand, judged when first met."""

    def __missing__(self, char: str) -> bool:
        # What composes with the character before it is judged with the text around it.
        alone = category(char)[0] != "M" and not "\u1100" <= char <= "\u11ff"
        proper = alone and _UNCLEAN.search(char) is None and is_normalized("NFC", char)
        self[char] = proper
        return proper


_PROPER = _Proper()


def _proper(text: str) -> str:
    text = _HIDDEN.sub("", text)
    text = _PRIVATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _joined_lines(text: str) -> str:
    """Lines run together, without a blank where a wide character stands on either side."""
    joined: list[str] = []
    before = ""
    for part in text.split("\n"):
        line = part.strip(" \t\r\u3000")
        if not line:
            continue
        wide = before and (_WIDE.match(before) or _WIDE.match(line))
        joined.append(line if wide or not before else f" {line}")
        before = line[-1]
    # Blocks at the ends stay set off from what precedes and follows.
    return "".join(joined)
