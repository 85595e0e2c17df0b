"""Elements of office XML by their local names, whatever prefix or namespace a file gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parsers.errors import ParseError
from parsers.origins import keeps_origin, reads
from parsers.text import clean, inline_text
from parsers.xml import Element, Xml

_CODE = re.compile(r"[A-Z]{2}")
_FILLERS = frozenset({"XP", "XX", "ZZ"})
_NUMBER = re.compile(r"\d+")
_MOST_DIGITS = 18


def localise(root: Element) -> Element:
    """Cut prefix and namespace from every tag, in place, so that `find("claims/claim")` works.

    Records cut out of a container lose the declaration of their prefix, and offices use different
    ones; no local name means two things in the formats read here.
    """
    for element in root.iter("*"):
        tag = element.tag
        if "}" in tag or ":" in tag:
            name = _local(tag)
            try:
                element.tag = name
            except ValueError as error:  # a name that only a repair let through
                words = f"An element has a name that none can have: {name!r}."
                raise ParseError("XML_SYNTAX", words, place=root.tag) from error
    return root


def localise_attributes(root: Element) -> Element:
    """Give every attribute with a prefix its local name, too, in place."""
    for element in root.iter("*"):
        for name, text in element.items():
            local = _local(str(name))
            if local != name and element.get(local) is None:
                element.set(local, text)
    return root


def root_named(tag: str, xml: Xml) -> Element:
    """The root under local names; ParseError FORMAT_MISMATCH when it is another than `tag`."""
    root = localise(xml.root)
    if root.tag != tag:
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)
    return root


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2] if "}" in tag or ":" in tag else tag


def value(element: Element | None, path: str = ".", lang: str | None = None) -> str | None:
    """The text of the first element at `path`, cleaned; None when there is none or it is empty."""
    found = None if element is None else element.find(path)
    return (inline_text(found, lang) or None) if found is not None else None


def values(element: Element, path: str, lang: str | None = None) -> Iterator[str]:
    """The texts of all elements at `path`, in document order, empty ones left out."""
    for found in element.iterfind(path):
        if text := inline_text(found, lang):
            yield text


@reads
def raw_text(element: Element) -> str:
    """The characters below an element as they stand, with their line breaks."""
    return "".join(str(text) for text in element.itertext())


def attribute(element: Element | None, *names: str) -> str | None:
    """The first of these attributes that is there and not empty."""
    if element is None:
        return None
    for name in names:
        text = (element.get(name) or "").strip()
        if text:
            return text if text.isascii() else clean(text)
    return None


def code_at(element: Element | None, *paths: str) -> str | None:
    """The first two-letter code of WIPO ST.3 at one of these paths; fillers of files are none."""
    for path in paths:
        text = (value(element, path) or "").upper()
        if _CODE.fullmatch(text) and text not in _FILLERS:
            return text
    return None


@keeps_origin
def number_in(text: str | None) -> int | None:
    """The first run of digits: `0001` and `n0012` are 1 and 12."""
    found = _NUMBER.search(text or "")
    return whole_number(found[0]) if found else None


@keeps_origin
def whole_number(text: str | None) -> int | None:
    """The number a text is; None if it is none, or has more digits than anything counted has."""
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else None
