"""The markup of USPTO applications 1.4-1.6, in the terms the shared readers know."""

from __future__ import annotations

import re

from lxml import etree

from parsers.formats.us2_markup import entity_files
from parsers.text import inline_text
from parsers.xml import Element

_NAMES = {
    "paragraph": "p",
    "paragraph-federal-research-statement": "p",
    "biological-deposit": "p",
    "superscript": "sup",
    "subscript": "sub",
    "image": "img",
    "custom-character": "img",
    "table-cwu": "tables",
    "math-cwu": "maths",
    "chemistry-cwu": "chemistry",
    "sequence-cwu": "sequence-list",
    "dependent-claim-reference": "claim-ref",
    "cross-reference": "figref",
    "lists": "ul",
    "markush-group": "ul",
    "list-item": "li",
    "markush-item": "li",
    "program-listing": "pre",
    "footnote": "para",
}
_IN_TEXT = frozenset(
    {
        "cited-patent-literature", "cited-non-patent-literature", "relevant-section",
        "depository-name", "deposit-accession-number", "deposit-date", "deposit-term",
        "depository", "deposit-description",
        "doc-number", "kind-code", "document-date", "country-code", "family-name",
    }
)  # fmt: skip
_INLINE = (
    "highlight", "literal", "bold", "italic", "smallcaps", "uline", "duline", "in-line-formula",
    "section",
)  # fmt: skip
_FILES = ("mathematica-file", "chemistry-chemdraw-file", "chemistry-mol-file")
_COUNTED = frozenset({"maths", "chemistry", "tables", "sequence-list", "program-listing-deposit"})
_NUMBER = re.compile(r"\W*(\d{1,5})\W*")
_SEQUENCE = re.compile(r"s-?\d[\w-]*")
_VERSION = re.compile(rb"pap-v(\d)(\d)|DTD PAP V(\d)\.(\d)", re.IGNORECASE)
_PROLOG = 1 << 16

_TEXTS = ("subdoc-abstract", "subdoc-description", "subdoc-claims", "subdoc-drawings")


def version(data: bytes) -> str | None:
    """The version that the DOCTYPE names: no attribute does."""
    found = _VERSION.search(data[:_PROLOG])
    digits = [group for group in found.groups() if group] if found else []
    return b".".join(digits).decode() or None


def files(data: bytes) -> dict[str, str]:
    """The files that the DOCTYPE declares, by the names of their entities."""
    return entity_files(data, b"<patent-application-publication")


def translate(root: Element, names: dict[str, str]) -> Element:
    """Rename the elements of the texts to those of WIPO ST.36, in place."""
    etree.strip_elements(root, *_FILES, with_tail=False)
    for part in root:
        if part.tag not in _TEXTS and part.tag != "sequence-cwu":
            continue
        etree.strip_tags(part, *_INLINE)
        for element in part.iter("*"):
            _rename(element, names)
        for element in [*part.iter("number")]:
            _take_number(element)
    return root


def _rename(element: Element, names: dict[str, str]) -> None:
    tag = element.tag
    if tag == "custom-character":
        element.set("img-content", "character")
    name = _NAMES.get(tag)
    if name is None and (tag in _IN_TEXT or _SEQUENCE.fullmatch(tag)):
        name = "para"
    if tag == "heading" and (level := element.get("lvl")):
        element.set("level", level)
    if tag == "dependent-claim-reference":
        element.set("idref", element.get("depends_on") or "")
    if name is None:
        return
    element.tag = name
    if name == "img" and (entity := element.get("file")):
        element.set("file", names.get(entity, entity))


def _take_number(element: Element) -> None:
    """Move the printed number of a paragraph into its attribute; other numbers only count."""
    outer = element.getparent()
    if outer is None:
        return
    found = _NUMBER.fullmatch(inline_text(element))
    if outer.tag in {"p", "para", "li"}:
        if found is None or outer.get("num"):
            return
        outer.set("num", found[1])
    elif outer.tag not in _COUNTED:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        outer.text = (outer.text or "") + tail
    outer.remove(element)
