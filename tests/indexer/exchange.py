"""DOCDB records of the invented grants: what a second source knows of the same publications."""

from pathlib import Path

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
