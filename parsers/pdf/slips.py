"""What recognition spoils on front pages, mended where the place leaves no doubt.

Codes stand in brackets, symbols of classes have a form, kinds stand behind numbers: in these places
a letter can only be the digit that looks like it. Running text is left as it was recognised.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from parsers.pdf.wire import Line

_CODES = (
    "10111213192021222324252627303132334345474851525456575860626364656671727374757681838485868788"
)
_KNOWN = frozenset(re.findall("..", _CODES))
_SLIP = re.compile(r"\s*[(（\[{]?\s*([\dSsOoIlaBZ]{2})\s*[)）\]}]\s*(?=\S)")
"""A code as recognition may spoil it: `(S4)`, `(5l)`, `a2)`."""
_BROKEN = re.compile(r"\s*[(（\[{]?\s*\w{0,3}\s*[)）\]}]\s*")
_DIGITS = str.maketrans("SsOoQIlaABZ", "55000114482")
_IN_CODES = str.maketrans("SsOoIlaBZ", "550011182")
_CLASS = re.compile(r"\b([A-HY])([\dOoQIlASBZ]{2})([A-Z])(?=\s*\d{1,4}\s?/\s?\d{2})")
_CLASS_WITH_MORE = re.compile(r"\b([A-HY])O(0\d[A-Z])(?=\s*\d{1,4}/\d{2})")
_KIND = re.compile(r"(?<=\d)(\s?)([AB])[lI|](?=[\s*]|$)")
_MONTH = re.compile(r"\b([A-Z][a-z]{2,3}),(?= \d{1,2}, \d{4}\b)")
"""`Jan, 23, 2018`: abbreviated months end in a full stop."""
_NUMBERS = frozenset({"10", "11", "56", "65", "87", ""})


def coded(text: str, code: str) -> tuple[str, str] | None:
    """The INID code that must be meant, and the text behind it; None if `code` is one."""
    found = _SLIP.match(text) if code not in _KNOWN else None
    meant = found[1].translate(_IN_CODES) if found else ""
    return (meant, text[found.end() :]) if found and meant in _KNOWN else None


def without_broken_code(line: Line) -> Line:
    """A line without what may have been a code: its label tells which."""
    return (
        replace(line, text=_BROKEN.sub("", line.text, count=1))
        if _BROKEN.match(line.text)
        else line
    )


def mended(line: Line, code: str) -> Line:
    """A recognised line of an item, symbols and kinds with digits where digits belong."""
    text = _MONTH.sub(r"\1.", line.text)
    if code in {"51", "52"}:
        text = _CLASS_WITH_MORE.sub(r"\1\2", text)
        text = _CLASS.sub(lambda found: f"{found[1]}{found[2].translate(_DIGITS)}{found[3]}", text)
    elif code in _NUMBERS:
        text = _KIND.sub(r"\1\g<2>1", text)
    return line if text == line.text else replace(line, text=text)
