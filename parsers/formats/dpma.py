"""DPMAregister and DPMAconnect: extracts and hit lists of patents, utility models and designs.

Patents come in the register's own schema on the lines of WIPO ST.36, designs in WIPO ST.86.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.errors import ParseError
from parsers.formats import dpma_designs, dpma_lists, dpma_register
from parsers.formats.nodes import localise
from parsers.model import Notice, Publication
from parsers.record import Failure, Record
from parsers.xml import parse_xml

NAME = "dpma"
OFFICES = frozenset({"DE"})
YEARS = "1877-"
CONTENT = "bibliography, events"
TRIED = "one register extract and one hit list each of patents and designs"

_START = re.compile(
    rb"<(?:[\w.-]+:)?(?:dpma-patent-document|PatentHitList|DesignHitList)[\s/>]"
    rb"|<(?:[\w.-]+:)?Transaction\s[^>]*wipo\.int/standards/XMLSchema/designs"
)
_READERS = {
    "dpma-patent-document": dpma_register.read,
    "PatentHitList": dpma_lists.patents,
    "DesignHitList": dpma_lists.designs,
    "Transaction": dpma_designs.read,
}


def sniff(head: bytes) -> bool:
    return _START.match(head) is not None


def parse(record: Record) -> Iterator[Publication | Notice | Failure]:
    """Publications, the events of a register as a notice, and failures of rows of a hit list.

    Raises ParseError when there is neither number nor application.
    """
    xml = parse_xml(record.data)
    root = localise(xml.root)
    read = _READERS.get(root.tag)
    if read is None:
        raise ParseError("FORMAT_MISMATCH", f"The root element is <{root.tag}>.", place=root.tag)
    version = root.get("schema-version")
    source = record.source(NAME, version, repaired=xml.repaired, notes=xml.notes)
    found = 0
    for item in read(root, source):
        found += 1
        yield Failure.of(record, item) if isinstance(item, ParseError) else item
    if not found and root.tag in {"PatentHitList", "DesignHitList"}:
        raise ParseError("NO_PUBLICATION", "The list has no hits.", place=root.tag)
    if not found:
        raise ParseError("IDENTITY_INCOMPLETE", "There is no number.", place=root.tag)
