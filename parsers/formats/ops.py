"""Responses of the EPO's Open Patent Services 3.2, as XML or as JSON (`ops:world-patent-data`).

Bibliographic data, abstracts, texts, families with legal events, searches, inquiries and the
European Patent Register. What tells of no publication (errors, conversions of numbers, classes)
is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.errors import ParseError
from parsers.formats import ops_documents, ops_fulltext, ops_register
from parsers.formats.nodes import attribute, localise, value
from parsers.formats.ops_json import tree
from parsers.model import Notice, Publication, Source
from parsers.record import Record
from parsers.xml import Element, parse_xml

NAME = "ops"
OFFICES: frozenset[str] = frozenset()
YEARS = "1782-"
CONTENT = "bibliography, full text, events"
TRIED = "responses of every service, XML and JSON"

_ROOTS = rb"world-patent-data|fulltext-documents?|register-documents?"
_START = re.compile(rb"<(?:[\w.-]+:)?(?:%b)[\s/>]" % _ROOTS)
_FAULT = re.compile(rb"<(?:[\w.-]+:)?fault[\s>]")
_JSON = re.compile(rb'\{\s*"(?:[\w.-]+:)?(?:%b)"\s*:' % _ROOTS)

_Reader = Callable[[Element, Source], Iterator[Publication | Notice]]
_READERS: tuple[_Reader, ...] = (
    ops_documents.documents,
    ops_documents.families,
    ops_documents.found,
    ops_documents.inquiries,
    ops_fulltext.texts,
    ops_register.registered,
)
_REFUSED = {
    "standardization": "is a conversion of numbers",
    "classification-scheme": "is a part of a classification scheme",
    "classification-search": "is a search in a classification scheme",
    "equivalents-inquiry": "lists equivalents without the kinds that would identify them",
    "ccd": "is a citation record of the Common Citation Document",
}


def sniff(head: bytes) -> bool:
    if _FAULT.match(head):
        return b"epo.org" in head
    return bool(_START.match(head) or _JSON.match(head))


def parse(record: Record) -> Iterator[Publication | Notice]:
    """All publications and notices of a response. Raises ParseError when it has none.

    Documents the service did not find are told by a ParseError after the others.
    """
    if record.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        root, source = tree(record.data), record.source(NAME)
    else:
        xml = parse_xml(record.data)
        root = localise(xml.root)
        source = record.source(NAME, repaired=xml.repaired, notes=xml.notes)
    if root.tag == "fault":
        raise ParseError("NO_PUBLICATION", _fault(root), place="fault")
    count = 0
    for reader in _READERS:
        for item in reader(root, source):
            count += 1
            yield item
    absent = ops_documents.absent(root)
    if absent:
        message = f"The service had no data on {', '.join(absent)}."
        raise ParseError("NO_PUBLICATION", message, place="exchange-document")
    if not count:
        raise ParseError("NO_PUBLICATION", _reason(root), place=root.tag)


def _fault(root: Element) -> str:
    """`404 Document not found: …`: what the service said in place of an answer."""
    words = " ".join(text for tag in ("code", "message") if (text := value(root, tag)))
    more = value(root, "description")
    return f"The service answered with an error: {words}{f': {more}' if more else ''}."


def _reason(root: Element) -> str:
    for child in root:
        if isinstance(child.tag, str) and child.tag in _REFUSED:
            return f"The response {_REFUSED[child.tag]}: there is no publication in it."
    for search in (*root.iter("biblio-search"), *root.iter("register-search")):
        if attribute(search, "total-result-count") == "0":
            return f"The search for {value(search, 'query') or '?'} found nothing."
    names = ", ".join(dict.fromkeys(str(child.tag) for child in root)) or "nothing"
    return f"The response holds {names}: there is no publication in it."
