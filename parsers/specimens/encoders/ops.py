"""Responses of the EPO's Open Patent Services: biblio with abstract, full text, legal events.

Forms of numbers and of names stand side by side (docdb, epodoc, original); CPC symbols come in
parts and once per office. `as_json` writes any of the responses in the service's JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

import msgspec
from lxml import etree

from parsers.model import Citation, Classification, LegalEvent, Notice, Publication, Reference

from .markup import plain

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<?xml-stylesheet type="text/xsl" href="../../../../../style/exchange.xsl"?>\n'
    '<ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org" '
    'xmlns:xlink="http://www.w3.org/1999/xlink">\n'
)
_FOOT = "\n</ops:world-patent-data>\n"
_PHASES = {
    "search": 'cited-phase="national-search-report" cited-by="examiner"',
    "examination": 'cited-phase="examination" cited-by="examiner"',
    "opposition": 'cited-phase="opposition" cited-by="opponent"',
    "applicant": 'cited-phase="undefined" cited-by="applicant"',
    "description": 'cited-phase="description" cited-by="applicant"',
}
_FIELDS = {
    "country": ("L501EP", "Ref Country Code"),
    "text": ("L510EP", "Free Format Text"),
    "effective": ("L525EP", "Effective DATE"),
}


def encode(publication: Publication) -> bytes:
    """The response to a request for bibliographic data, with the abstract."""
    inner = f"<exchange-documents>{_document(publication)}</exchange-documents>"
    return f"{_HEAD}{inner}{_FOOT}".encode()


def texts(publication: Publication, part: str) -> bytes:
    """The response to a request for `claims` or the `description`: text with numbers in it."""
    own = (
        '<bibliographic-data><publication-reference data-format="docdb">'
        f"{_numbered(_own(publication), None)}</publication-reference></bibliographic-data>"
    )
    content = "".join(_claims(publication) if part == "claims" else _description(publication))
    inner = (
        '<ftxt:fulltext-documents xmlns="http://www.epo.org/fulltext" '
        'xmlns:ftxt="http://www.epo.org/fulltext"><ftxt:fulltext-document system="ops.epo.org" '
        f'fulltext-format="text-only">{own}{content}</ftxt:fulltext-document>'
        "</ftxt:fulltext-documents>"
    )
    return f"{_HEAD}{inner}{_FOOT}".encode()


def legal(notice: Notice) -> bytes:
    """The response to a request for legal events: one member of a family with its events."""
    published, filed = notice.publication, notice.application
    inner = "<ops:family-member>"
    if published:
        inner += f"<publication-reference>{_numbered(published, 'docdb')}</publication-reference>"
    if filed:
        inner += f"<application-reference>{_numbered(filed, 'docdb')}</application-reference>"
    number = filed.number if filed else ""
    inner += "".join(_event(event, number) for event in notice.events)
    family = f'<ops:patent-family legal="true">{inner}</ops:family-member></ops:patent-family>'
    return f"{_HEAD}{family}{_FOOT}".encode()


def as_json(data: bytes) -> bytes:
    """A response as JSON: `@name` for attributes, `$` for text, lists for what is repeated."""
    root = etree.fromstring(data)
    content: dict[str, object] = {
        f"@xmlns:{prefix}" if prefix else "@xmlns": {"$": uri} for prefix, uri in root.nsmap.items()
    }
    return msgspec.json.encode({_name(root): _content(root, content)})


def _name(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _content(element: etree._Element, content: dict[str, object]) -> dict[str, object]:
    for name, value in element.items():
        content[f"@{etree.QName(name).localname}"] = value
    if len(element) == 0 and element.text:
        content["$"] = element.text
    for child in element.iterchildren("*"):
        name, inner = _name(child), _content(child, {})
        held = content.get(name)
        if held is None:
            content[name] = inner
        elif isinstance(held, list):
            held.append(inner)
        else:
            content[name] = [held, inner]
    return content


def _compact(date: str | None) -> str:
    return (date or "").replace("-", "")


def _own(publication: Publication) -> Reference:
    return Reference(
        office=publication.office,
        number=publication.number,
        kind=publication.kind,
        date=publication.date,
    )


def _numbered(reference: Reference, form: str | None, *, dated: bool = True) -> str:
    """A `document-id` in docdb form: country, number, kind and date apart."""
    told = f' document-id-type="{form}"' if form else ""
    cells = (
        ("country", reference.office),
        ("doc-number", reference.number),
        ("kind", reference.kind),
        ("date", _compact(reference.date) if dated else ""),
    )
    inner = "".join(f"<{tag}>{plain(text)}</{tag}>" for tag, text in cells if text)
    return f"<document-id{told}>{inner}</document-id>"


def _stated(form: str, number: str, date: str | None = None) -> str:
    """A `document-id` in epodoc or original form."""
    day = f"<date>{_compact(date)}</date>" if date else ""
    inner = f"<doc-number>{plain(number)}</doc-number>{day}"
    return f'<document-id document-id-type="{form}">{inner}</document-id>'


def _document(publication: Publication) -> str:
    family = f' family-id="{publication.family}"' if publication.family else ""
    head = (
        f'<exchange-document system="ops.epo.org"{family} country="{publication.office}" '
        f'doc-number="{publication.number}" kind="{publication.kind or ""}">'
    )
    parts = [
        head,
        "<bibliographic-data><publication-reference>",
        _numbered(_own(publication), "docdb"),
        _stated("epodoc", f"{publication.office}{publication.number}", publication.date),
        "</publication-reference>",
        *_classes(publication.classifications),
        *_application(publication.application),
        *_priorities(publication.priorities),
        *_parties(publication),
        *_titles(publication),
        *_citations(publication.citations),
        "</bibliographic-data>",
        *(
            f'<abstract lang="{text.lang}"><p>{plain(text.text)}</p></abstract>'
            for text in publication.abstract
        ),
        "</exchange-document>",
    ]
    return "".join(parts)


def _application(filed: Reference | None) -> Iterator[str]:
    """The date stands in the epodoc form only; international ones are the receiving office's."""
    if filed is None:
        return
    docdb = filed
    if filed.office == "WO":
        digits = filed.number[6:].replace("/", "")
        docdb = Reference(office=filed.number[4:6], number=digits, kind="W")
    yield '<application-reference doc-id="1">'
    yield _numbered(docdb, "docdb", dated=False)
    yield _stated("epodoc", f"{filed.office}{filed.number}", filed.date)
    if filed.raw:
        yield _stated("original", filed.raw)
    yield "</application-reference>"


def _priorities(references: tuple[Reference, ...]) -> Iterator[str]:
    """Epodoc form only, which has the country in front."""
    if references:
        yield "<priority-claims>"
        for number, found in enumerate(references, 1):
            epodoc = _stated("epodoc", f"{found.office}{found.raw or found.number}", found.date)
            yield f'<priority-claim sequence="{number}" kind="national">{epodoc}</priority-claim>'
        yield "</priority-claims>"


def _classes(entries: tuple[Classification, ...]) -> Iterator[str]:
    ipc = [entry for entry in entries if entry.scheme == "ipc"]
    cpc = [entry for entry in entries if entry.scheme == "cpc"]
    if ipc:
        listed = "".join(
            f'<classification-ipcr sequence="{n}"><text>{_ipcr(entry)}</text></classification-ipcr>'
            for n, entry in enumerate(ipc, 1)
        )
        yield f"<classifications-ipcr>{listed}</classifications-ipcr>"
    if cpc:
        listed = "".join(
            _cpc(entry, place, office)
            for place, entry in enumerate(cpc, 1)
            for office in dict.fromkeys((entry.office or "EP", "EP"))
        )
        yield f"<patent-classifications>{listed}</patent-classifications>"


def _ipcr(entry: Classification) -> str:
    """`H04W  84/    20            A I`, as the service sets the columns of WIPO ST.8."""
    head, _, rest = entry.symbol.partition(" ")
    main, _, sub = rest.partition("/")
    value = "N" if entry.value == "additional" else "I"
    return f"{head}{main:>4}/{sub:>6}            A {value}                    "


def _cpc(entry: Classification, place: int, office: str) -> str:
    head, _, rest = entry.symbol.partition(" ")
    main, _, sub = rest.partition("/")
    value = "A" if entry.value == "additional" else "I"
    cells = (
        ("section", head[:1]),
        ("class", head[1:3]),
        ("subclass", head[3:]),
        ("main-group", main),
        ("subgroup", sub),
        ("classification-value", value),
        ("generating-office", office),
    )
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in cells)
    return (
        f'<patent-classification sequence="{place}"><classification-scheme office="EP" '
        f'scheme="CPCI"/>{inner}</patent-classification>'
    )


def _parties(publication: Publication) -> Iterator[str]:
    """Names with the country in brackets (epodoc) and, after all of these, as printed."""
    yield "<parties>"
    for role in ("applicant", "inventor"):
        members = [party for party in publication.parties if party.role == role]
        forms = []
        for form in ("epodoc", "original"):
            for place, party in enumerate(members, 1):
                home = f" [{party.country}]" if party.country else ""
                name = f"{party.name}{home}\n" if form == "epodoc" else f"{party.name.title()}, "
                forms.append(
                    f'<{role} sequence="{place}" data-format="{form}"><{role}-name>'
                    f"<name>{plain(name)}</name></{role}-name></{role}>"
                )
        if forms:
            yield f"<{role}s>{''.join(forms)}</{role}s>"
    yield "</parties>"


def _titles(publication: Publication) -> Iterator[str]:
    """The title in the language of the publication is `ol` unless it is an official one."""
    for title in publication.title:
        own = title.lang == publication.language and title.lang not in {"en", "de", "fr"}
        lang = "ol" if own else title.lang
        yield f'<invention-title lang="{lang}">{plain(title.text)}</invention-title>'


def _citations(citations: tuple[Citation, ...]) -> Iterator[str]:
    if citations:
        yield "<references-cited>"
        for place, entry in enumerate(citations, 1):
            number = entry.number or place
            yield f'<citation {_PHASES[entry.phase or "search"]} sequence="{number}">'
            if entry.document:
                epodoc = f"{entry.document.office}{entry.document.number}"
                yield f'<patcit dnum-type="publication number" num="{place}">'
                yield _stated("epodoc", epodoc, entry.document.date)
                yield f"{_numbered(_printed(entry.document), 'docdb')}</patcit>"
            else:
                yield f'<nplcit num="{place}"><text>{plain(entry.text or "")}</text></nplcit>'
            if entry.category:
                yield f"<category>{entry.category}</category>"
            if entry.claims:
                yield f"<rel-claims>{plain(entry.claims)}</rel-claims>"
            yield "</citation>"
        yield "</references-cited>"


def _printed(document: Reference) -> Reference:
    return Reference(
        office=document.office,
        number=document.raw or document.number,
        kind=document.kind,
        date=document.date,
    )


def _claims(publication: Publication) -> Iterator[str]:
    for lang in dict.fromkeys(claim.lang for claim in publication.claims):
        yield f'<claims lang="{lang.upper()}"><claim>'
        for claim in publication.claims:
            if claim.lang == lang:
                yield f"<claim-text>{claim.number}. {plain(claim.text)}</claim-text>"
        yield "</claim></claims>"


def _description(publication: Publication) -> Iterator[str]:
    """Paragraphs with `[0001]` and headings without, in the same element."""
    if publication.description:
        yield f'<description lang="{publication.description[0].lang.upper()}">'
        for segment in publication.description:
            number = f"[{segment.number}]    " if segment.number else ""
            yield f"<p>{number}{plain(segment.text)} </p>"
        yield "</description>"


def _event(event: LegalEvent, number: str) -> str:
    """One `ops:legal`; owner and lines of the free text are fields of their own."""
    told = [
        (*_FIELDS[name], text)
        for name in ("country", "text", "effective")
        if (text := getattr(event, name))
    ]
    told += [("L509EP", "OWNER", owner) for owner in event.after]
    fields = "".join(
        f'<ops:{tag} desc="{desc}">{plain(_compact(text) if "DATE" in desc else text)}</ops:{tag}>'
        for tag, desc, text in told
    )
    return (
        f'<ops:legal code="{event.code:<4}" desc={quoteattr(event.title or "")} infl="+" '
        f'dateMigr="00010101"><ops:pre line="00001">{event.office}    {number}A  {event.date}'
        f"{event.code:<4}+{plain(event.title or '')}</ops:pre>"
        f'<ops:L001EP desc="Country Code">{event.office}</ops:L001EP>'
        '<ops:L002EP desc="Filing / Published Document">F</ops:L002EP>'
        f'<ops:L003EP desc="Document Number">{number:>12}</ops:L003EP>'
        '<ops:L004EP desc="Kind Code">A </ops:L004EP><ops:L005EP desc="IPR Type">PI</ops:L005EP>'
        f'<ops:L007EP desc="Gazette DATE">{event.date}</ops:L007EP>'
        f'<ops:L008EP desc="Legal Event Code 1">{event.code}</ops:L008EP>'
        f"<ops:L500EP>{fields}</ops:L500EP></ops:legal>"
    )
