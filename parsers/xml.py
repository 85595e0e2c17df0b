"""Safe XML: nothing outside the record's own bytes is ever read.

The DOCTYPE is cut off before parsing, so that no entity or external subset exists for libxml2; the
named entities of office files are replaced from `parsers.entities`. A record that is not
well-formed is sanitised and parsed once more; it then counts as repaired and says how.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lxml import etree

from parsers.encodings import CODECS, decoded
from parsers.entities import replace_entities
from parsers.errors import ParseError
from parsers.origins import opens

MAX_DEPTH = 256
"""libxml2's own limit; deeper trees endanger the C stack."""

_HUGE = 9_000_000
"""From this size on a text node may be beyond libxml2's limit of 10 MB, which is then lifted."""

Element = etree._Element  # noqa: SLF001 - lxml publishes its element type under no other name


class Xml(NamedTuple):
    """A parsed record. `notes` say in plain words what was repaired."""

    root: Element
    repaired: bool
    notes: tuple[str, ...]


class Root(NamedTuple):
    """The root start tag: `name` as written, with prefix; `start` its byte; `tag` up to `>`."""

    name: bytes
    start: int
    tag: bytes


_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?(?:.*?\?>|.*)|<!--(?:.*?-->|.*)|<!DOCTYPE"
    rb"(?:[^\[<>\"']++|\"[^\"]*+\"|'[^']*+')*+"
    rb"(?:\[(?>[^\]\"'<]++|\"[^\"]*+\"|'[^']*+'|<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)|<)*+\]\s*+)?>)*+",
    re.DOTALL,
)
# (`.*` after an unclosed comment keeps the expression linear: it cannot be tried again further on.)
_ROOT = re.compile(rb"<([A-Za-z_\x80-\xff][^\s/>]*+)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>?")
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_PREFIXES: dict[bytes, bytes] = {
    b"exch": b"http://www.epo.org/exchange",
    b"ops": b"http://ops.epo.org",
    b"reg": b"http://www.epo.org/register",
    b"xlink": b"http://www.w3.org/1999/xlink",
    b"xsi": b"http://www.w3.org/2001/XMLSchema-instance",
    b"math": b"http://www.w3.org/1998/Math/MathML",
    b"jp": b"http://www.jpo.go.jp",
    b"business": b"http://www.sipo.gov.cn/XMLSchema/business",
    b"base": b"http://www.sipo.gov.cn/XMLSchema/base",
}
"""Prefixes that records lose the declaration of when they are cut out of their container."""


@cache
def local_name(tag: object) -> str:
    """`claim-text` of `{urn:x}claim-text`; empty for comments and the like."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def root_of(data: bytes | bytearray) -> Root | None:
    """The root start tag of a record, whatever prolog precedes it; None if there is none.

    The tag may be incomplete where `data` is only the beginning of a record.
    """
    prolog = _PROLOG.match(data)
    start = prolog.end() if prolog else 0
    match = _ROOT.match(data, start)
    return Root(match[1], start, match[0]) if match else None


@opens
def parse_xml(data: bytes) -> Xml:
    """The element tree of one record, comments and processing instructions left out.

    Raises ParseError with a code that begins with `XML_`.
    """
    body, root = _body(data)
    try:
        return Xml(tree_of(body), repaired=False, notes=())
    except etree.XMLSyntaxError as error:
        return _second_try(body, root, error)


def body_of(data: bytes) -> bytes:
    """A record in UTF-8 from its root start tag on. Raises ParseError as `parse_xml` does."""
    return _body(data)[0]


def _body(data: bytes) -> tuple[bytes, Root]:
    text = _utf8(data)
    root = root_of(text)
    if root is None:
        raise ParseError("XML_SYNTAX", "There is no root element.", place="byte 0")
    return text[root.start :] if root.start else text, root


def _parser(*, recover: bool = False, huge: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        huge_tree=huge,
    )


_STRICT = _parser()


def tree_of(body: bytes, *, recover: bool = False) -> Element:
    """The tree of a record from its root start tag on.

    Raises XMLSyntaxError, or for too deep a tree ParseError.
    """
    huge = len(body) > _HUGE
    tree = etree.fromstring(
        body, _parser(recover=recover, huge=huge) if huge or recover else _STRICT
    )
    if huge:
        _check_depth(tree)
    return tree


def _check_depth(tree: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise ParseError("XML_DEPTH", f"Elements are nested more than {MAX_DEPTH} deep.")


def is_utf16(data: bytes) -> bool:
    """Whether a byte order mark says so; nothing in such bytes can be found as ASCII."""
    return data[:2] in {b"\xff\xfe", b"\xfe\xff"}


def head_of(data: bytes, size: int) -> tuple[str, bytes]:
    """Name of the root element and the first `size` bytes from its start tag on.

    Raises ParseError when there is no root element.
    """
    if is_utf16(data):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    root = root_of(data)
    if root is None:
        raise ParseError("XML_SYNTAX", "There is no root element.", place="byte 0")
    return root.name.decode("utf-8", "replace"), data[root.start : root.start + size]


def _utf8(data: bytes) -> bytes:
    if is_utf16(data):
        codec = "utf-16"
    else:
        match = _ENCODING.match(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0)
        if match is None or match[1].lower() in _UTF8:
            return data
        declared = match[1].decode("latin-1").strip()
        found = CODECS.get(declared.lower())
        if found is None:
            raise ParseError(
                "XML_ENCODING",
                f"The declared encoding {declared!r} is not supported.",
                place="byte 0",
            )
        codec = found
    try:
        return decoded(data, codec).encode()
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        raise ParseError(
            "XML_ENCODING", f"The bytes are not {codec} text.", place=f"byte {start}"
        ) from error


def _second_try(body: bytes, root: Root, error: etree.XMLSyntaxError) -> Xml:
    _refuse(body, root, error)
    text, unknown = replace_entities(body)
    if unknown:
        name, at = unknown[0]
        raise ParseError(
            "XML_ENTITY", f"The entity &{name}; is not known.", place=f"byte {root.start + at}"
        )
    text = _declared(text, root)
    try:
        return Xml(tree_of(text), repaired=False, notes=())
    except etree.XMLSyntaxError as again:
        return _repaired(text, root, again)


def _repaired(text: bytes, root: Root, error: etree.XMLSyntaxError) -> Xml:
    text, notes = _sanitised(text)
    try:
        tree = tree_of(text, recover=True)
    except etree.XMLSyntaxError as again:
        raise _syntax(again, root) from again
    if tree is None:
        raise _syntax(error, root)
    return Xml(tree, repaired=True, notes=notes or (f"repaired: {error.msg}",))


def _syntax(error: etree.XMLSyntaxError, root: Root) -> ParseError:
    line, column = error.position
    return ParseError(
        "XML_SYNTAX",
        f"Not well-formed: {error.msg}.",
        place=f"line {line}, column {column} from the root element at byte {root.start}",
    )


_CHARACTERS = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
_NUMERIC = re.compile(rb"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));")


def _bad_reference(body: bytes) -> int | None:
    """Where the first numeric reference stands that names no character of XML 1.0."""
    for match in _NUMERIC.finditer(body):
        digits = match[1] or match[2]
        code = int(digits, 16 if match[1] else 10) if len(digits) < 32 else -1
        if not is_character(code):
            return match.start()
    return None


def is_character(code: int) -> bool:
    """Whether XML 1.0 has this character."""
    return code in {9, 10, 13} or any(code in block for block in _CHARACTERS)


def _refuse(body: bytes, root: Root, error: etree.XMLSyntaxError) -> None:
    """Raise for what must not be repaired: a repair would invent or lose text."""
    at = body.find(b"\0")
    if at >= 0:
        raise _encoding("There is a NUL byte in the record.", root, at)
    try:
        body.decode()
    except UnicodeDecodeError as wrong:
        raise _encoding("The bytes are not UTF-8 text.", root, wrong.start) from wrong
    reference = _bad_reference(body)
    if reference is not None:
        raise _encoding("A character reference names no character.", root, reference)
    if "xcessive depth" in error.msg:
        raise ParseError("XML_DEPTH", f"Elements are nested more than {MAX_DEPTH} deep.")
    end = re.compile(rb"</" + re.escape(root.name) + rb"\s*>")
    if not root.tag.endswith(b"/>") and end.search(body) is None:
        name = root.name.decode("utf-8", "replace")
        raise ParseError(
            "XML_TRUNCATED", f"The end tag </{name}> is missing.", place=f"byte {len(body)}"
        )


def _encoding(message: str, root: Root, at: int) -> ParseError:
    return ParseError("XML_ENCODING", message, place=f"byte {root.start + at}")


def _declared(text: bytes, root: Root) -> bytes:
    """The record with the usual namespaces of its prefixes, where the root start tag lacks them."""
    missing = [
        b' xmlns:%b="%b"' % (prefix, uri)
        for prefix, uri in _PREFIXES.items()
        if b"xmlns:" + prefix not in root.tag and b"%b:" % prefix in text
    ]
    at = 1 + len(root.name)
    return text[:at] + b"".join(missing) + text[at:] if missing else text


_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_SUSPECT = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)"
    rb"|&(?!(?:[A-Za-z][\w.-]*|#\d+|#x[0-9A-Fa-f]+);)"
    rb"|<(?![A-Za-z_/\x80-\xff])|<[^<>]*+(?=<)",
    re.DOTALL,
)
"""What is to be left alone, then what cannot be markup: a bare `&`; a `<` that begins no name, or
whose tag is not closed before the next `<` (`<heading><First Embodiment</heading>`)."""


def _sanitised(text: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Escape what cannot be markup and drop control characters; notes count what was changed."""
    text, controls = _CONTROL.subn(b" ", text)
    counts = {b"&": 0, b"<": 0}

    def escaped(match: re.Match[bytes]) -> bytes:
        found = match[0]
        if found.startswith((b"<!", b"<?")) and len(found) > 1:
            return found
        counts[found[:1]] += 1
        return (b"&amp;" if found == b"&" else b"&lt;") + found[1:]

    text = _SUSPECT.sub(escaped, text)
    changes = (
        (controls, "control characters dropped"),
        (counts[b"&"], "bare ampersands escaped"),
        (counts[b"<"], "bare less-than signs escaped"),
    )
    return text, tuple(f"repaired: {words} ({count})" for count, words in changes if count)
