"""JSON of the EPO's Open Patent Services as the tree of elements that its XML would be.

`"@name"` is an attribute, `"$"` the text, a list the element repeated, prefixes are cut as they are
from XML. JSON does not tell the order of elements of different names, nor text between elements.
"""

from __future__ import annotations

from typing import cast

import msgspec
from lxml import etree

from parsers.errors import ParseError
from parsers.origins import pointed
from parsers.text import clean
from parsers.xml import Element

_DEPTH = 100


def tree(data: bytes) -> Element:
    """The root element. Raises ParseError for what is no JSON of that shape."""
    try:
        content = pointed(msgspec.json.decode(data.lstrip(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ParseError("CONTENT_SYNTAX", f"This is no JSON: {error}.") from error
    named = {name: inner for name, inner in content.items() if not _is_attribute(name)}
    if len(named) != 1:
        raise ParseError("CONTENT_SYNTAX", "The JSON has not exactly one root element.")
    ((name, inner),) = named.items()
    root = etree.Element(_local(name))
    _fill(root, inner, 0)
    return root


def _is_attribute(name: str) -> bool:
    return name.startswith("@")


def _local(name: str) -> str:
    """The element's name without its prefix, as the XML readers know it."""
    local = name.rpartition(":")[2]
    try:
        etree.Element(local)
    except ValueError as error:
        raise ParseError("CONTENT_SYNTAX", f"{name!r} is no element.", place=name) from error
    return local


def _fill(element: Element, content: object, depth: int) -> None:
    if depth > _DEPTH:
        raise ParseError("CONTENT_SYNTAX", f"The JSON is more than {_DEPTH} levels deep.")
    if not isinstance(content, dict):
        element.text = _text(content)
        return
    for name, inner in cast("dict[str, object]", content).items():
        if name == "$":
            element.text = _text(inner)
        elif _is_attribute(name):
            _set(element, name[1:], inner)
        else:
            for entry in inner if isinstance(inner, list) else (inner,):
                _fill(etree.SubElement(element, _local(name)), entry, depth + 1)


def _set(element: Element, name: str, content: object) -> None:
    """An attribute; the declarations of namespaces (`@xmlns`) are objects and say nothing here."""
    if not isinstance(content, dict | list) and not name.startswith("xmlns"):
        element.set(_local(name), _text(content) or "")


def _text(content: object) -> str | None:
    """A JSON scalar as XML would write it, without the characters that XML does not allow."""
    if content is None or isinstance(content, dict | list):
        return None
    if isinstance(content, bool):
        return str(content).lower()
    text = str(content)
    return "\n".join(map(clean, text.split("\n"))) if _unwritable(text) else text


def _unwritable(text: str) -> bool:
    return any(char < " " and char not in "\t\n\r" for char in text) or not text.isprintable()
