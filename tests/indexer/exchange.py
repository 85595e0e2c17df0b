"""What other sources know of the invented grants: DOCDB records, and events told by OPS."""

from pathlib import Path

from parsers.model import LegalEvent, Notice, Reference, Source
from parsers.specimens.formats import EVENT_ENCODERS

_NOWHERE = Source(format="ops", file="", offset=0, length=0, sha256="")
_RECORD = """<exch:exchange-document country="US" doc-number="{number}" kind="B2" \
date-publ="20200107" family-id="{family}"{status} date-of-last-exchange="{produced}">
<exch:bibliographic-data><exch:publication-reference data-format="docdb"><document-id lang="en">\
<country>US</country><doc-number>{number}</doc-number><kind>B2</kind><date>20200107</date>\
</document-id></exch:publication-reference>
<exch:invention-title lang="fr" data-format="docdba">Appareil {number}</exch:invention-title>
</exch:bibliographic-data>
<exch:abstract lang="en" data-format="docdba"><exch:p>{text}</exch:p></exch:abstract>
</exch:exchange-document>
"""
_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" dtd-version="2.5.9">
{records}</exch:exchange-documents>
"""


def exchange(path: Path, numbers, *, produced="20240101", withdrawn=False, text="Summary.") -> Path:
    """A file of the exchange: family, French title, abstract; or withdrawals."""
    status = ' status="D"' if withdrawn else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = "".join(
        _RECORD.format(number=n, family=70000 + n, status=status, produced=produced, text=text)
        for n in numbers
    )
    path.write_text(_FILE.format(records=records))
    return path


def events(path: Path, numbers, *told: LegalEvent) -> Path:
    """A response of OPS with events of grants' applications; numbers as DOCDB has them."""
    members = b""
    for number in numbers:
        application = Reference(office="US", number=f"201815{number:06}")
        notice = Notice(office="US", application=application, events=told, source=_NOWHERE)
        found = EVENT_ENCODERS["ops"](notice)
        start, end = found.index(b"<ops:family-member>"), found.index(b"</ops:patent-family>")
        head, member, tail = found[:start], found[start:end], found[end:]
        members += member
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + members + tail)
    return path
