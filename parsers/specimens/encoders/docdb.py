"""DOCDB exchange records (`exch:exchange-document`): bibliography, titles and abstracts.

Numbers come in the forms docdb, epodoc and original, names in docdb and docdba.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Citation, Classification, Party, Publication, Reference

from .ep_biblio import st8_list
from .markup import chemistry, plain

NAMESPACE = "http://www.epo.org/exchange"
_PHASES = {"search": "SEA", "examination": "EXA", "applicant": "APP", "opposition": "OPP"}


def encode(publication: Publication, *, container: bool = True) -> bytes:
    """One record in its container, or (without `container`) the bare element of a longer file."""
    record = _record(publication)
    if not container:
        return record.encode()
    return f"{head(publication.date)}{record}\n{FOOT}".encode()


FOOT = "</exch:exchange-documents>\n"


def head(date: str | None) -> str:
    """Declaration and start tag of a container."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<exch:exchange-documents xmlns:exch="{NAMESPACE}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'date-of-exchange="{_compact(date)}" '
        'dtd-version="2.5.7" file="specimens.xml" no-of-documents="1" originating-office="EP">\n'
    )


def _compact(date: str | None) -> str:
    return (date or "").replace("-", "")


def _record(publication: Publication) -> str:
    day = _compact(publication.date)
    attributes = (
        f'country="{publication.office}" doc-number="{publication.number}" '
        f'kind="{publication.kind}" doc-id="{300_000_000 + int(publication.number[-6:])}" '
        f'date-publ="{day}" family-id="{publication.family or ""}" is-representative="NO" '
        f'date-of-last-exchange="{day}" date-added-docdb="{day}" originating-office="EP" status="A"'
    )
    parts = [
        f"<exch:exchange-document {attributes}>",
        "<exch:bibliographic-data>",
        *_publication(publication),
        *_classes(publication.classifications, day),
        *_application(publication),
        f"<exch:language-of-publication>{publication.language}</exch:language-of-publication>",
        *_priorities(publication.priorities),
        *_parties(publication.parties),
        *_titles(publication),
        *_availability(publication),
        *_citations(publication.citations),
        "</exch:bibliographic-data>",
        *_abstracts(publication),
        "</exch:exchange-document>",
    ]
    return "".join(parts)


def _document(reference: Reference, *, kind: bool = True) -> str:
    cells = [f"<country>{reference.office}</country>"]
    cells.append(f"<doc-number>{plain(reference.raw or reference.number)}</doc-number>")
    if kind and reference.kind:
        cells.append(f"<kind>{reference.kind}</kind>")
    if reference.date:
        cells.append(f"<date>{_compact(reference.date)}</date>")
    return f"<document-id>{''.join(cells)}</document-id>"


def _publication(publication: Publication) -> Iterator[str]:
    own = Reference(
        office=publication.office,
        number=publication.number,
        kind=publication.kind,
        date=publication.date,
    )
    yield _form("exch:publication-reference", "docdb", _document(own))
    epodoc = f"{publication.office}{publication.number}"
    yield _form("exch:publication-reference", "epodoc", _bare(epodoc))


def _form(tag: str, form: str, inner: str, attributes: str = "") -> str:
    return f'<{tag} {attributes}data-format="{form}">{inner}</{tag}>'


def _bare(number: str) -> str:
    return f"<document-id><doc-number>{plain(number)}</doc-number></document-id>"


def _application(publication: Publication) -> Iterator[str]:
    """An international application counts as one of its receiving office, with kind W."""
    filed = publication.application
    if filed is None:
        return
    own = Reference(office=filed.office, number=filed.number, kind=filed.kind, date=filed.date)
    if filed.office == "WO":
        office, digits = filed.number[4:6], filed.number[6:].replace("/", "")
        own = Reference(office=office, number=digits, kind="W", date=filed.date)
    yield _form(
        "exch:application-reference", "docdb", _document(own), 'is-representative="NO" doc-id="1" '
    )
    if filed.raw:
        yield _form("exch:application-reference", "original", _bare(filed.raw))


def _priorities(references: tuple[Reference, ...]) -> Iterator[str]:
    """US numbers as serial and two digits of the year; the original form stands beside."""
    found = []
    for number, reference in enumerate(references, 1):
        shown, original = reference, ""
        if reference.office == "US":
            serial = reference.number[-6:].lstrip("0") + (reference.date or "")[2:4]
            shown = Reference(office="US", number=serial, kind="A", date=reference.date)
            original = reference.raw or ""
        active = "<exch:priority-active-indicator>Y</exch:priority-active-indicator>"
        place = f'sequence="{number}" '
        found.append(_form("exch:priority-claim", "docdb", _document(shown) + active, place))
        if original:
            found.append(_form("exch:priority-claim", "original", _bare(original), place))
    if found:
        yield f"<exch:priority-claims>{''.join(found)}</exch:priority-claims>"


def _classes(entries: tuple[Classification, ...], day: str) -> Iterator[str]:
    ipc = [entry for entry in entries if entry.scheme == "ipc"]
    cpc = [entry for entry in entries if entry.scheme == "cpc"]
    if ipc:
        yield f"<exch:classifications-ipcr>{st8_list(ipc, day)}</exch:classifications-ipcr>"
    if cpc:
        alone = [entry for entry in cpc if entry.group is None]
        listed = "".join(_cpc(entry, n, day) for n, entry in enumerate(alone, 1))
        listed += "".join(_sets(cpc, day))
        yield f"<exch:patent-classifications>{listed}</exch:patent-classifications>"


def _sets(entries: list[Classification], day: str) -> Iterator[str]:
    groups = dict.fromkeys(entry.group for entry in entries if entry.group)
    for number, group in enumerate(groups, 1):
        members = "".join(
            f"<combination-rank><rank-number>{entry.rank}</rank-number>"
            f"{_cpc(entry, 1, day)}</combination-rank>"
            for entry in entries
            if entry.group == group
        )
        head = f'<combination-set sequence="{number}"><group-number>{group}</group-number>'
        yield f"{head}{members}</combination-set>"


def _cpc(entry: Classification, number: int, day: str) -> str:
    head, _, rest = entry.symbol.partition(" ")
    main, _, sub = rest.partition("/")
    value = "A" if entry.value == "additional" else "I"
    return (
        f'<patent-classification sequence="{number}"><classification-scheme office="EP" '
        f'scheme="CPC{value}"><date>{_compact(entry.version)}</date></classification-scheme>'
        f"<classification-symbol>{head}{main:>4}/{sub:<10}</classification-symbol>"
        f"<symbol-position>{'F' if entry.position == 'first' else 'L'}</symbol-position>"
        f"<classification-value>{value}</classification-value>"
        "<classification-status>B</classification-status>"
        "<classification-data-source>H</classification-data-source>"
        f"<generating-office>{entry.office or 'EP'}</generating-office>"
        f"<action-date><date>{day}</date></action-date></patent-classification>"
    )


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    groups = []
    for role in ("applicant", "inventor"):
        found = []
        for party in (entry for entry in parties if entry.role == role):
            named = f"<exch:{role}-name><name>{plain(party.name)}</name></exch:{role}-name>"
            home = f"<residence><country>{party.country or ''}</country></residence>"
            place = f'sequence="{party.sequence or 1}" '
            found.append(_form(f"exch:{role}", "docdb", named + home, place))
            spelled = (
                f"<exch:{role}-name><name>{plain(party.name.title())}</name></exch:{role}-name>"
            )
            found.append(_form(f"exch:{role}", "docdba", spelled, place))
        if found:
            groups.append(f"<exch:{role}s>{''.join(found)}</exch:{role}s>")
    if groups:
        yield f"<exch:parties>{''.join(groups)}</exch:parties>"


def _titles(publication: Publication) -> Iterator[str]:
    for title in publication.title:
        head = f'<exch:invention-title lang="{title.lang}" data-format="docdba">'
        yield f"{head}{chemistry(title.text, title.marks)}</exch:invention-title>"


def _availability(publication: Publication) -> Iterator[str]:
    if publication.events:
        listed = "".join(
            f"<exch:{event.code}><document-id><date>{_compact(event.date)}</date></document-id>"
            f"</exch:{event.code}>"
            for event in publication.events
        )
        yield f"<exch:dates-of-public-availability>{listed}</exch:dates-of-public-availability>"


def _citations(citations: tuple[Citation, ...]) -> Iterator[str]:
    found = []
    for place, citation in enumerate(citations, 1):
        phase = _PHASES.get(citation.phase or "", "SEA")
        if citation.document:
            document = citation.document
            name = f"{document.office}{document.number}{document.kind or ''}"
            inner = f'<patcit num="{place}" dnum="{name}">{_document(document)}</patcit>'
        else:
            text = chemistry(citation.text or "")
            inner = f'<nplcit num="{place}" npl-type="s"><text>{text}</text></nplcit>'
        category = f"<category>{citation.category}</category>" if citation.category else ""
        number = citation.number or place
        start = f'<exch:citation cited-phase="{phase}" sequence="{number}">'
        found.append(f"{start}{inner}{category}</exch:citation>")
    if found:
        yield f"<exch:references-cited>{''.join(found)}</exch:references-cited>"


def _abstracts(publication: Publication) -> Iterator[str]:
    for text in publication.abstract:
        inner = f"<exch:p>{chemistry(text.text, text.marks)}</exch:p>"
        head = f'<exch:abstract lang="{text.lang}" data-format="docdba" '
        yield f'{head}abstract-source="national office">{inner}</exch:abstract>'
