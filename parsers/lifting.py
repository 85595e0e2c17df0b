"""Plain paragraphs, lifted out of a record before it is parsed.

Most of a description is paragraphs that hold text, raised or bold letters, and references to
figures. These are simple enough to be read without a parser: they are cut out of the record, and
one marker element stands in the place of each run of them. The rest is parsed as ever. Whoever
reads the tree must meet every marker where paragraphs stand; if not (one was in a comment, in
CDATA, in a table), nothing of this counts and the record has to be parsed whole.

Of ill-formed text only control characters in ASCII text pass: they are still there in the
publication, and `parsers.check` finds them.
"""

from __future__ import annotations

import re
from itertools import repeat
from secrets import token_hex
from typing import NamedTuple

from lxml import etree

from parsers.errors import ParseError
from parsers.model import Mark, Part
from parsers.scripts import SCRIPTS, Script
from parsers.text import Marked, clean, clean_marked
from parsers.xml import Element, body_of, is_character, tree_of

MARKER = f"lifted-{token_hex(8)}"
"""Tag of the element that stands for a run, which no record can know of."""

_PARTS: dict[str, Part] = {
    "RELAPP": "related",
    "cross-reference-to-related-applications": "related",
    "GOVINT": "government",
    "federal-research-statement": "government",
    "BRFSUM": "summary",
    "background-of-invention": "background",
    "summary-of-invention": "summary",
    "DRWDESC": "drawings",
    "brief-description-of-drawings": "drawings",
    "DETDESC": "embodiments",
    "detailed-description": "embodiments",
}
"""Parts of a description by the processing instruction at their beginning and end."""
INSTRUCTIONS: dict[str, Part] = {f"{name}.": part for name, part in _PARTS.items()}
"""Tags of the elements that `with_instructions` makes of these."""
_INSTRUCTION = re.compile(rb'<\?(%s)((?: [a-z-]+="[^"<>&]*")*) ?\?>' % "|".join(_PARTS).encode())

Run = list[tuple[str, str, str, tuple[Mark, ...]]]
"""Id, printed number, clean text and marks of paragraphs in a row; a text may be empty."""

_LONGEST = 9_000_000
"""Bytes; from here on the parser has limits of its own."""

_OPENING = re.compile(rb"<description(?: [^<>]*)?>")
_CLOSING = b"</description>"
_NAME = "[A-Za-z0-9_-]++"
_INLINE = "b|i|o|u|sub|sup"
_PLAIN = re.compile(
    rf'<p id="({_NAME})" num="({_NAME})">'
    rf'([^<]*+(?:<(?:/?(?:{_INLINE}|figref)|figref idref="{_NAME}")>[^<]*+)*+)'
    r"</p>[ \n]*+"
)
"""A class of one character is many times quicker than a longer one."""
_DEEPEST = 8
_SCRIPTED = "\0scripted"
"""In place of a text that has subscripts or superscripts."""
_PAIR = re.compile(rf'<({_INLINE}|figref)(?: idref="{_NAME}")?+>([^<]*+)</\1>')

_TAG = re.compile(rf'<(/?)({_INLINE}|figref)(?: idref="{_NAME}")?+>')

_FORBIDDEN = re.compile(rb"[\0-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
"""What is no character of XML 1.0, or (a carriage return) is another one after parsing."""
_ASCII = bytes(range(0x20, 0x7F)) + b"\n\t"
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _Unclear(Exception):  # noqa: N818 - an event between functions of this module
    pass


def with_instructions(data: bytes) -> bytes:
    """A record with elements (`<BRFSUM. end="lead"/>`) for the instructions that mark parts.

    Everything else keeps its place, byte by byte.
    """
    if b"<![CDATA[" in data or b"<?" not in data:
        return data
    return _INSTRUCTION.sub(rb"<\1.\2/>", data)


class Lifted(NamedTuple):
    """The tree without the plain paragraphs, and these, run by run in the order of the markers."""

    root: Element
    runs: list[Run]


def lift(data: bytes) -> Lifted | None:
    """The tree of a record and its plain paragraphs; None where it has to be parsed whole."""
    try:
        body = body_of(data)
        opening = _OPENING.search(body)
        end = body.rfind(_CLOSING)
        if opening is None or end < opening.end() or _doubtful(body):
            return None
        start = opening.end()
        pieces, runs = _cut(body[start:end])
        return Lifted(tree_of(b"".join((body[:start], pieces, body[end:]))), runs)
    except (ParseError, UnicodeDecodeError, etree.XMLSyntaxError, _Unclear):
        return None


def _doubtful(body: bytes) -> bool:
    # One byte is found far quicker than three, and is seldom there.
    return len(body) > _LONGEST or (b"]" in body and b"]]>" in body)


def _cut(region: bytes) -> tuple[bytes, list[Run]]:
    """What is left of a description, with markers in it, and the runs they stand for."""
    parts = _PLAIN.split(region.decode())
    simple = region.isascii() and b"  " not in region
    if not simple:
        _refuse_forbidden(region)
    texts: list[str] = [_strip(text) if simple else _read(text) for text in parts[3::4]]
    marks: list[tuple[Mark, ...]] | repeat[tuple[Mark, ...]] = repeat(())
    if _SCRIPTED in texts:
        marks = [()] * len(texts)
        for at, text in enumerate(texts):
            if text is _SCRIPTED:
                texts[at], marks[at] = _scripted(parts[3 + 4 * at])
    pieces = parts[::4]
    found = list(zip(parts[1::4], parts[2::4], texts, marks, strict=False))
    left: list[str] = []
    runs: list[Run] = []
    start = 0
    for edge in (*(at for at, _ in enumerate(found) if pieces[at]), len(found)):
        if edge > start:
            left.append(f"<{MARKER}/>")
            runs.append(found[start:edge])
        left.append(pieces[edge])
        start = edge
    return with_instructions("".join(left).encode()), runs


def _strip(text: str) -> str:
    """`_read` for ASCII text without double blanks."""
    if "<" in text or "&" in text or "\n" in text:
        return _read(text)
    return text.strip(" ")


def _read(text: str) -> str:
    """Text of an element as a parser would give it, clean; `_SCRIPTED` if it takes more."""
    if "<su" in text:
        return _SCRIPTED
    _refuse_forbidden(text.encode())
    for _ in range(_DEEPEST):
        if "<" in text:
            parts = _PAIR.split(text)  # the innermost elements
            del parts[1::3]
            text = "".join(parts)
    if "<" in text:  # too deep, or elements overlap
        raise _Unclear
    return clean(_resolved(text))


def _scripted(text: str) -> Marked:
    """A text with subscripts or superscripts, tag by tag."""
    _refuse_forbidden(text.encode())
    parts = _TAG.split(text)
    pieces = [_resolved(parts[0])]
    scripts: list[Script | None] = []
    opened: list[tuple[str, int, int]] = []  # name, place among the scripts, first piece
    for closing, name, behind in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if not closing:
            opened.append((name, len(scripts), len(pieces)))
            if name in SCRIPTS:
                scripts.append(None)
        elif not opened or opened[-1][0] != name:
            raise _Unclear
        else:
            _, place, first = opened.pop()
            if name in SCRIPTS:
                scripts[place] = (SCRIPTS[name], first, len(pieces))
        if len(opened) > _DEEPEST:
            raise _Unclear
        pieces.append(_resolved(behind))
    if opened:
        raise _Unclear
    return clean_marked(pieces, [script for script in scripts if script])


def _resolved(text: str) -> str:
    if "&" not in text:
        return text
    resolved, count = _REFERENCE.subn(_character, text)
    if count != text.count("&"):
        raise _Unclear
    return resolved


def _refuse_forbidden(data: bytes) -> None:
    odd = data.translate(None, _ASCII)
    if odd and _FORBIDDEN.search(odd):
        raise _Unclear


def _character(match: re.Match[str]) -> str:
    name, decimal, digits = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(digits, 16)
    if not is_character(code):
        raise _Unclear
    return chr(code)
