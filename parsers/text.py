"""Plain text out of marked-up text.

Inline elements are joined without blanks (`H<sub>2</sub>O` becomes `H2O`), block elements are set
off by a blank, white space is one blank, a line break between Chinese or Japanese characters is
none. The result is NFC without control, private-use and invisible formatting characters.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import is_normalized, normalize

from parsers.mathml import linear
from parsers.names import local_name
from parsers.xml import Element

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

_BLOCK = "\x1f"  # white space to str.split, never in XML: not to be taken for a line break
_WIDE = (
    r"[\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
_WIDE_BREAK = re.compile(
    rf"(?<={_WIDE})[ \t\r]*\n[ \t\r\n\u3000]*|[ \t\r]*\n[ \t\r\n\u3000]*(?={_WIDE})"
)
_INVISIBLE = "\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_UNASSIGNABLE = "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff\ud800-\udfff"
_HIDDEN = re.compile(f"[\0-\x08\x0e-\x1b{_INVISIBLE}]")
_PRIVATE = re.compile(f"[{_UNASSIGNABLE}]")
_PLAIN = bytes(range(0x20, 0x7F))
_SPACES = "\0-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNCLEAN = re.compile(f"[{_SPACES}{_INVISIBLE}{_UNASSIGNABLE}]|  ")
"""What `clean` changes, but for composition: other white space than single blanks, and the rest."""

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_LANGUAGES_3 = {
    "ara": "ar", "chi": "zh", "zho": "zh", "dan": "da", "dut": "nl", "nld": "nl", "eng": "en",
    "fin": "fi", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "ita": "it", "jpn": "ja",
    "kor": "ko", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "ukr": "uk",
}  # fmt: skip
_OFFICES_FOR_LANGUAGES = {"cn": "zh", "jp": "ja", "kr": "ko"}


def inline_text(element: Element, lang: str | None = None) -> str:
    """All text below `element` (without its tail) by the rules above; pictures have none.

    `lang` is accepted for symmetry with `clean`.
    """
    if len(element) == 0:
        text = element.text
        return clean(text, lang) if text else ""
    found: list[str] = []
    _collect(element, found)
    return clean("".join(found), lang)


def _collect(element: Element, found: list[str]) -> None:
    if element.text:
        found.append(element.text)
    for child in element:
        name = local_name(child.tag)
        if name in BLOCKS:
            found.append(_BLOCK)
            _collect(child, found)
            found.append(_BLOCK)
        elif name in BREAKS:
            found.append("\n")
        elif name in MATHS:
            found.append(linear(child))
        elif len(child):
            _collect(child, found)
        elif child.text:
            found.append(child.text)
        if child.tail:
            found.append(child.tail)


def clean(text: str, lang: str | None = None) -> str:
    """A plain string by the same rules. `lang` only matters for Korean, which has blanks."""
    if text.isascii():
        # Deleting from bytes is by far the quickest way to ask for characters that are not plain.
        if not text.encode().translate(None, _PLAIN) and "  " not in text:
            return text.strip(" ")
        text = _HIDDEN.sub("", text)
    elif _UNCLEAN.search(text) is None and is_normalized("NFC", text):
        return text.strip(" ")
    else:
        text = _clean_wide(text, lang)
    return " ".join(text.split())


def _clean_wide(text: str, lang: str | None) -> str:
    if "\n" in text and lang != "ko":
        text = _WIDE_BREAK.sub("", text)
    text = _HIDDEN.sub("", text)
    text = _PRIVATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return normalize("NFC", text)


def lang_of(code: str | None) -> str | None:
    """ISO 639-1, in lower case, of a code as offices write it: `EN`, `zh-CN`, `eng`, `CN`."""
    if not code:
        return None
    code = code.strip().lower()
    if code in _LANGUAGES_3:
        return _LANGUAGES_3[code]
    match = _LANGUAGE.fullmatch(code)
    return _OFFICES_FOR_LANGUAGES.get(match[1], match[1]) if match else None
