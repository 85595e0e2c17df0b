"""The markup of USPTO grants 2.4 and 2.5, SGML or XML, in the terms the shared readers know.

SGML leaves its empty elements open (`<CITED-BY-OTHER>`) and does not mind the case of names. All
characters stand in `PDAT`, so white space elsewhere means nothing. Pictures are named by entities
that the DOCTYPE declares.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from parsers.xml import Element

_EMPTY = (
    "B221US B473US B597US CHEMCDX CHEMMOL CITED-BY-EXAMINER CITED-BY-OTHER CRF CUSTOM-CHARACTER "
    "DEL-E DEL-S DFREF EMI EMR FOR INS-E INS-S LSTREF MATHEMATICA PAREF SEQREF TBLREF "
    "colspec spanspec mspace mprescripts none sep maligngroup malignmark"
)
_FILLED_SINCE_25 = ("CLREF", "FGREF", "RTI")
"""Empty in some versions, with text in others."""

_LOWER_NAMES = (
    "table tgroup colspec spanspec thead tfoot tbody row entry math mi mn mo mtext ms mspace mrow "
    "mfrac msqrt mroot mstyle merror mpadded mphantom mfenced msub msup msubsup munder mover "
    "munderover mmultiscripts mprescripts none mtable mtr mtd maligngroup malignmark maction sep "
    "dl dt dd ol ul li"
)
"""Names of tables and formulas, in lower case since 2002, and of lists, which HTML calls so too."""
_LOWER = frozenset(_LOWER_NAMES.split())

_NAMES = {
    "PARA": "p",
    "H": "heading",
    "SB": "sub",
    "SP": "sup",
    "CLM": "claim",
    "CLMSTEP": "claim-text",
    "CLREF": "claim-ref",
    "FGREF": "figref",
    "TABLE-US": "tables",
    "MATH-US": "maths",
    "CHEM-US": "chemistry",
    "SEQLST-US": "sequence-list",
    "EMI": "img",
    "SL": "ul",
    "FOO": "para",
    "REL": "para",
    "B831": "para",
    "B832": "para",
    "B833": "para",
}
_SEQUENCE = re.compile(r"S-?\d[\w-]*")
_ATTRIBUTES = {"FILE": "file", "HE": "he", "WI": "wi", "ID": "id", "LVL": "level"}
_INLINE = (
    "PDAT", "PTEXT", "STEXT", "CWU", "HIL", "F", "IMG", "LST", "TABLE-CALS", "MATHML", "LTL",
    "BOLD", "ITALIC", "ULINE", "DULINE", "SMALLCAPS", "BTEXT",
)  # fmt: skip
_BESIDE = ("MATHEMATICA", "CHEMCDX", "CHEMMOL", "INS-S", "INS-E")
"""Files of formulas in the formats of programs, and marks of what a reissue inserted."""

_ENTITY = re.compile(
    rb"<!ENTITY\s+([^\s%<>]+)\s+SYSTEM\s+(?:\"([^\"]*)\"|'([^']*)')\s+NDATA\b", re.IGNORECASE
)
_OPEN_SIGNS = (
    b"<CITED-BY-EXAMINER>", b"<CITED-BY-OTHER>", b"<B597US>", b"<B473US>", b"<B221US>", b'.TIF">',
)  # fmt: skip
_MIXED = (b"<CUSTOM-CHARACTER", b"<DEL-", b"<INS-", b"<![CDATA[", b"<patdoc", b"<pdat")
_BETWEEN = re.compile(rb"(?<!<PDAT)>\s+<(?!/PDAT>)")
_HOLDERS = re.compile(
    rb"</?(?:PDAT|PTEXT|STEXT|CWU|HIL|F|IMG|TABLE-CALS|MATHML|BOLD|ITALIC|ULINE|BTEXT)>"
)
_OPEN = b"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"


def as_xml(data: bytes) -> bytes:
    """The record with its empty elements closed, and in UTF-8."""
    if data.lstrip().startswith(b"<?xml"):
        if not any(sign in data for sign in _OPEN_SIGNS):
            return data
    elif not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError:
            data = data.decode("latin-1").encode()
    names = [
        *_EMPTY.split(),
        *(name for name in _FILLED_SINCE_25 if b"</" + name.encode() not in data),
    ]
    pattern = rb"<(%b)(\s%b)?(?<!/)>(?!\s*</\1\s*>)" % ("|".join(names).encode(), _OPEN)
    return re.sub(pattern, rb"<\1\2/>", data, flags=re.IGNORECASE)


def simplified(data: bytes) -> bytes | None:
    """The record without the elements that only hold text, which are most of them.

    None where characters are mixed with elements inside `PDAT`, so that white space may be text.
    """
    start = max(data.find(b"<PATDOC"), 0)
    body = data[start:]
    if any(sign in body for sign in _MIXED):
        return None
    body = _BETWEEN.sub(b"><", body)
    body = body.replace(b"</PTEXT><PTEXT>", b" ").replace(b"</STEXT><STEXT>", b" ")
    return data[:start] + _HOLDERS.sub(b"", body)


def entity_files(data: bytes, root: bytes = b"<PATDOC") -> dict[str, str]:
    """The files that the DOCTYPE before the root declares, by the names of their entities."""
    head = data[: max(data.find(root), 0)]
    return {
        found[1].decode("latin-1"): (found[2] or found[3] or b"").decode("latin-1")
        for found in _ENTITY.finditer(head)
    }


def translate(root: Element, files: dict[str, str], *, simple: bool = False) -> Element:
    """Rename elements to those of WIPO ST.36, in place, and drop what only means layout.

    A `simple` record has been through `simplified`: what white space is left in it is text.
    """
    for element in root.iter("*"):
        _canonical(element)
    if not simple:
        for element in root.iter("*"):
            _significant(element)
        _deletions(root)
    etree.strip_elements(root, *_BESIDE, with_tail=False)
    etree.strip_tags(root, *_INLINE)
    for element in root.iter("*"):
        _rename(element, files)
    return root


def _canonical(element: Element) -> None:
    name = _cased(element.tag)
    if name != element.tag:
        element.tag = name


@cache
def _cased(tag: str) -> str:
    low = tag.lower()
    return low if low in _LOWER else tag.upper()


def _significant(element: Element) -> None:
    """Blank out white space that is not text; part what several elements of text hold."""
    tag = element.tag
    if tag != "PDAT" and not tag.startswith("m") and element.text and not element.text.strip():
        element.text = None
    parent = element.getparent()
    inside = parent is not None and parent.tag == "PDAT"
    if not inside and element.tail and not element.tail.strip():
        element.tail = None
    following = element.getnext()
    if tag in {"PTEXT", "STEXT"} and following is not None and following.tag == tag:
        element.tail = " "


def _deletions(root: Element) -> None:
    """Brackets around what a reissue deletes, as the printed patent has them."""
    for tag, bracket in (("DEL-S", "["), ("DEL-E", "]")):
        for element in root.iter(tag):
            if any(outer.tag in {"PDAT", "PTEXT", "STEXT"} for outer in element.iterancestors()):
                element.tag, element.text = "PDAT", bracket
            else:
                element.tag = tag.lower()


def _rename(element: Element, files: dict[str, str]) -> None:
    tag = element.tag
    name = _renamed(tag)
    if tag == "CUSTOM-CHARACTER" or (tag == "RTI" and not element.text):
        name = "img"
        element.set("img-content", "character")
    attributes = element.attrib
    if attributes:
        for old in [key for key in attributes if key in _ATTRIBUTES]:
            element.set(_ATTRIBUTES[str(old)], attributes.pop(old))
    if name is None:
        return
    element.tag = name
    if name == "img" and (entity := element.get("file")):
        element.set("file", files.get(entity, entity))
    elif name == "claim-ref":
        element.set("idref", element.attrib.pop("id", ""))


@cache
def _renamed(tag: str) -> str | None:
    """The name in ST.36; None for elements that keep theirs."""
    return _NAMES.get(tag) or ("para" if _SEQUENCE.fullmatch(tag) else None)
