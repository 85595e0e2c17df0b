"""Where the parts of a file lie: elements, members of JSON, lines, and what tells who it is."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache

Span = tuple[int, int]

_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*+)(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>")
_MEMBER = re.compile(rb'"(?:[^"\\]|\\.)*"\s*:\s*')

_BLOCKS = rb"|".join((
    rb"(?:cn-|jp:)?publication-references?", rb"PublicationReference", rb"B100", rb"B200",
    rb"application-reference", rb"ApplicationReference", rb"PatentPublicationIdentification",
    rb"ApplicationIdentification", rb"domestic-filing-data", rb"document-id", rb"(?:open|publication|register|application)(?:Number|Date)",
    rb"(?:leading-)?registered-number", rb"Design\w*(?:Identifier|Number)", rb"Registration(?:Number|Date)", rb"type",
    rb"PublicationDate", rb"DesignApplicationDate", rb"PlainLanguageDesignationText",
    rb"KR_(?:Open|Register|Registration|Application|Publication)(?:Number|Date)", rb"KR_DocumentType",
))  # fmt: skip
IDENTITY = re.compile(
    rb"<((?:\w+:)?(?:" + _BLOCKS + rb"))(?:\s[^<>]*)?>.*?</\1>"
    rb"|<[\w:-]+\s[^<>]*?(?:doc-number|docNumber|ucid|country|kind-of-jp)=[^<>]*>"
    rb"|<(?:WKU|APN|APT|ISD|TTL)\s[^\n]*\n|(?m:^(?:WKU|APN|APT|ISD|PATN)[^\n]*\n[^\n]{0,4})"
    rb"|(?m:^<(?:\xc9\xea\xc7\xeb|\xe7\x94\xb3\xe8\xaf\xb7|\xb9\xab\xbf\xaa|\xe5\x85\xac\xe5\xbc\x80|<REC>)[^\n]*\n)"
    rb'|"[\w@$-]*(?:[Gg]uid|[Nn]umber|NumberText|[Dd]ate|DatePublished|kind|kindCode|country|type|Category|Name)[\w]*"\s*:\s*(?:\[\s*)?(?:"(?:[^"\\]|\\.)*"|\{\s*"\$"\s*:\s*"[^"]*"\s*\})',
    re.DOTALL,
)
"""What says which publication it is, in any format: numbers, kinds, dates of it and its application."""


@lru_cache(maxsize=64)
def spans(data: bytes) -> tuple[Span, ...]:
    """The parts of a file that can be taken out, doubled or exchanged."""
    front = data[:200].lstrip(b"\xef\xbb\xbf \r\n")
    if front.startswith((b"{", b"[")):
        return tuple(_members(data))
    if front.startswith(b"<") and not front.startswith(b"<REC>"):
        return tuple(_elements(data))
    if front.startswith(b"%PDF"):
        return tuple(m.span() for m in re.finditer(rb"\d+ \d+ obj.*?endobj", data, re.DOTALL))
    return tuple(_lines(data)) + tuple(
        m.span() for m in re.finditer(rb'[,;](?:"[^"\n]*+"|[^,;"\n]*+)', data)
    )


def _lines(data: bytes) -> Iterator[Span]:
    start = 0
    while end := data.find(b"\n", start) + 1:
        yield start, end
        start = end


def _elements(data: bytes) -> list[Span]:
    open_: list[tuple[bytes, int]] = []
    found: list[Span] = []
    for tag in _TAG.finditer(data):
        if tag[0].endswith(b"/>"):
            found.append(tag.span())
        elif not tag[1]:
            open_.append((tag[2], tag.start()))
        else:
            while open_:
                name, start = open_.pop()
                if name == tag[2]:
                    found.append((start, tag.end()))
                    break
    return found


def _members(data: bytes) -> list[Span]:
    """Members of JSON objects with their values (bytes of UTF-8 as Latin-1, so places agree)."""
    text = data.decode("latin-1")
    decoder = json.JSONDecoder(strict=False)
    found = []
    for key in _MEMBER.finditer(data):
        try:
            _, end = decoder.raw_decode(text, key.end())
        except (ValueError, RecursionError):
            continue
        found.append((key.start(), end))
    return found


_CELL = re.compile(rb'(?m)(?:^|(?<=[,;\t]))"([^"\n]*)"(?=[,;\t\r\n])|[^,;\t\n"]+')
_PROSE = re.compile(rb"[a-z]+ [a-z]+ [a-z]+")


def protected(data: bytes, form: str) -> list[Span]:
    """What tells the identity: the root start tag with what precedes it, and the blocks of it.

    In a list, that is anything but cells with words.
    """
    if form == "lists":
        free = [m.span(1) for m in _CELL.finditer(data) if m[1] and _PROSE.search(m[1])]
        ends = [0, *(end for _, end in free)], [*(start for start, _ in free), len(data)]
        return [*zip(*ends, strict=True)]
    found = [m.span() for m in IDENTITY.finditer(data)]
    root = re.search(rb"<(?![?!])[^<>]*>", data)
    if root and data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        found = [(0, root.end()), *(span for span in found if span[0] >= root.end())]
    return found
