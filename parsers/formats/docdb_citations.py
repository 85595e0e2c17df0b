"""Citations of DOCDB records."""

from __future__ import annotations

from parsers.formats.st36 import citation
from parsers.model import Citation
from parsers.xml import Element


def citations(biblio: Element | None) -> tuple[Citation, ...]:
    """All citations with phase, category and claims concerned, in the order of the record."""
    if biblio is None:
        return ()
    found = biblio.iterfind("references-cited/citation")
    return tuple(made for element in found for made in citation(element))
