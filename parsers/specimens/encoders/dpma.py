"""Register extracts of the DPMA (`dpma-patent-document`)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Classification, Party, Publication, Reference

from .markup import chemistry, element, plain

_GROUPS = (("applicants", "applicant"), ("inventors", "inventor"), ("agents", "agent"))
_NAMESPACE = "http://www.dpma.de/standards/XMLSchema/DE-PATGBM-RegisterExt"


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    own = Reference(office=publication.office, number=publication.number, kind=publication.kind)
    parts = [
        element("publication-references", _numbered("publication-reference", [_document(own, 12)])),
        element("application-reference", _document(publication.application, 0))
        if publication.application
        else "",
        *(
            element("invention-title", plain(title.text), lang=title.lang.upper())
            for title in publication.title
            if title.lang == "de"
        ),
        element("classifications-ipcr", _numbered("classification-ipcr", _ipc(publication))),
        element("parties", "".join(_parties(publication.parties))),
        element(
            "priority-claims", _numbered("priority-claim", map(_claim, publication.priorities))
        ),
        element("office-specific-bib-data", "".join(_office_data(publication))),
        "<related-documents/>",
    ]
    body = element("bibliographic-data", "\n".join(parts)) + element("events", _events(publication))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<dpma-patent-document xmlns="{_NAMESPACE}" schema-version="0.10">'
        f"{body}</dpma-patent-document>\n"
    ).encode()


def _numbered(tag: str, inner: Iterator[str] | list[str]) -> str:
    return "".join(element(tag, text, sequence=str(n)) for n, text in enumerate(inner, 1))


def _document(reference: Reference, width: int) -> str:
    kind = element("kind", reference.kind) if reference.kind and width else ""
    date = element("date", reference.date) if reference.date else ""
    number = element("doc-number", (reference.raw or reference.number).zfill(width))
    return element("document-id", element("country", reference.office) + number + kind + date)


def _claim(reference: Reference) -> str:
    number = element("doc-number", plain(reference.raw or reference.number))
    return element("country", reference.office) + element("date", reference.date or "") + number


def _ipc(publication: Publication) -> Iterator[str]:
    for entry in publication.classifications:
        if entry.scheme == "ipc":
            version = (entry.version or "2006-01")[:7].replace("-", ".")
            yield element("text", key(entry)) + element("ipc-version-indicator", version)


def key(entry: Classification) -> str:
    """The 14 characters of WIPO ST.8 (`H02K0016000000`)."""
    subclass, _, rest = entry.symbol.partition(" ")
    group, _, subgroup = rest.partition("/")
    return f"{subclass}{group:0>4}{subgroup:0<6}"


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for outer, role in _GROUPS:
        shown = [_book(party) for party in parties if party.role == role]
        if shown:
            yield element(outer, _numbered(role, shown))


def _book(party: Party) -> str:
    cells = [party.name, party.city, party.address, party.country]
    text = ", ".join(cell for cell in cells if cell)
    country = element("country", party.country) if party.country else ""
    inner = element("text", plain(text)) + element("name", plain(party.name))
    return element("addressbook", inner + element("address", country))


def _office_data(publication: Publication) -> Iterator[str]:
    model = publication.right == "utility_model"
    yield element("type-of-ip-right", "gebrauchsmuster" if model else "patent")
    yield element("date-of-first-publication", publication.date or "")
    for text in publication.abstract:
        if text.lang == "de":
            yield element("abstract", chemistry(text.text))


def _events(publication: Publication) -> str:
    day = publication.date or ""
    printed = f"{publication.office}{publication.number:0>12}{publication.kind or ''}"
    step = (
        "<type-of-procedure>publikationen</type-of-procedure>"
        "<procedural-status>R200</procedural-status>"
        f"<date-of-procedural-status>{day}</date-of-procedural-status>"
    )
    info = element("publication-info", element("publication-date", day))
    named = element("published-documents", element("document", printed))
    return element("event-data", step + info + named)
