"""Bibliographic data of CNIPA's ST.96 files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.model import Citation, Classification, Mark, Party, Publication, Reference

from .markup import chemistry, plain

_NATIONAL = 'sourceDB="national office"'
_PHASES = {"search": "SEA", "examination": "EXA", "applicant": "APP", "opposition": "OPP"}
_EMPTY = ("AddressLine", "AddressMailCode", "PostBox", "AddressRoom", "AddressFloor")


def tagged(tag: str, inner: str, attributes: str = "") -> str:
    return f"<{tag}{' ' if attributes else ''}{attributes}>\n{inner}\n</{tag}>"


def bibliography(publication: Publication, standard: str) -> str:
    """`standard` is the application number in the office's 15 digits."""
    design = publication.right == "design"
    tag = "business:DesignBibliographicData" if design else "business:BibliographicData"
    parts = [
        *_publication(publication),
        *_application(publication, standard),
        *_priorities(publication.priorities),
        *_classes(publication.classifications),
        *_titles(publication, design=design),
        *_citations(publication.citations),
        *_related(publication),
        *_parties(publication.parties),
    ]
    return tagged(tag, "\n".join(parts))


def _document(reference: Reference, number: str, *, kind: bool = True) -> str:
    cells = [f"<base:WIPOST3Code>{reference.office}</base:WIPOST3Code>"]
    cells.append(f"<base:DocNumber>{plain(number)}</base:DocNumber>")
    if kind and reference.kind:
        cells.append(f"<base:Kind>{reference.kind}</base:Kind>")
    if reference.date:
        cells.append(f"<base:Date>{_compact(reference.date)}</base:Date>")
    return tagged("base:DocumentID", "\n".join(cells))


def _compact(date: str) -> str:
    return date.replace("-", "").ljust(8, "0")


def _publication(publication: Publication) -> Iterator[str]:
    reference = Reference(
        office=publication.office,
        number=publication.number,
        kind=publication.kind,
        date=publication.date,
    )
    document = _document(reference, reference.number)
    for form in (
        f'dataFormat="original" sequence="1" {_NATIONAL}',
        'dataFormat="standard" sequence="1"',
    ):
        yield tagged("business:PublicationReference", document, form)
    day = _compact(publication.date or "")
    gazette = f"<business:GazetteNumber>{int(day[:4]) - 1984}-{day[4:6]}02</business:GazetteNumber>"
    inner = tagged("business:GazetteReference", f"{gazette}\n<base:Date>{day}</base:Date>")
    yield tagged("business:PublicAvailabilityDate", inner)


def _application(publication: Publication, standard: str) -> Iterator[str]:
    found = publication.application
    if found is None:
        return
    kind = {"utility_model": "20", "design": "30"}.get(publication.right, "10")
    head = f'applType="{kind}" dataFormat='
    shown = _document(found, found.raw or found.number, kind=False)
    yield tagged(
        "business:ApplicationReference", shown, f'{head}"original" sequence="1" {_NATIONAL}'
    )
    shown = _document(found, standard, kind=False)
    yield tagged("business:ApplicationReference", shown, f'{head}"standard" sequence="1"')


def _priorities(references: tuple[Reference, ...]) -> Iterator[str]:
    found = []
    for number, reference in enumerate(references, 1):
        cells = _document(reference, reference.raw or reference.number)
        inner = cells.removeprefix("<base:DocumentID>\n").removesuffix("\n</base:DocumentID>")
        head = f'kind="national" dataFormat="original" {_NATIONAL} sequence="{number}"'
        found.append(tagged("business:Priority", inner, head))
    if found:
        yield tagged("business:PriorityDetails", "\n".join(found))


def _classes(classifications: tuple[Classification, ...]) -> Iterator[str]:
    ipc = [entry for entry in classifications if entry.scheme == "ipc"]
    if ipc:
        listed = "\n".join(_ipc(entry, number) for number, entry in enumerate(ipc, 1))
        yield tagged(
            "business:ClassificationIPCRDetails", listed, 'creator="03" processingType="original"'
        )
    indexed = [entry for entry in classifications if entry.scheme == "fi"]
    if indexed:
        listed = "\n".join(
            f'<base:FI type="{"main" if entry.position == "first" else "secondary"}">'
            f"{entry.symbol.replace(' ', '')}</base:FI>"
            for entry in indexed
        )
        yield tagged("business:JPClassification", listed)
    locarno = [entry for entry in classifications if entry.scheme == "locarno"]
    if locarno:
        main = f"<base:MainClassification>{locarno[0].symbol}</base:MainClassification>"
        edition = "<base:LocarnoEdition>10</base:LocarnoEdition>"
        yield tagged("business:ClassificationLocarno", f"{edition}\n{main}")


def _ipc(entry: Classification, number: int) -> str:
    head, _, rest = entry.symbol.partition(" ")
    main, _, sub = rest.partition("/")
    version = entry.version or "2006-01-01"
    letter = {"inventive": "I", "additional": "N"}.get(entry.value or "", "")
    office = f"<base:WIPOST3Code>{entry.office or 'CN'}</base:WIPOST3Code>"
    year = f"({version[:4]}.{version[5:7]}){letter}"
    cells = (
        f"<base:IPCVersionDate>{_compact(version)}</base:IPCVersionDate>",
        f"<base:Section>{head[0]}</base:Section>",
        f"<base:MainClass>{head[1:3]}</base:MainClass>",
        f"<base:Subclass>{head[3]}</base:Subclass>",
        f"<base:MainGroup>{main}</base:MainGroup>",
        f"<base:Subgroup>{sub}</base:Subgroup>",
        f"<base:GeneratingOffice>{office}</base:GeneratingOffice>",
        "<base:ClassificationDataSource>H</base:ClassificationDataSource>",
        f"<base:Text>{head}{main:>5}/{sub:<6}{year}</base:Text>",
    )
    return tagged("business:ClassificationIPCR", "\n".join(cells), f'sequence="{number}"')


def based(text: str, marks: tuple[Mark, ...]) -> str:
    """Text with its scripts, in the namespace of the office."""
    shown = chemistry(text, marks)
    for tag in ("sub", "sup"):
        shown = shown.replace(f"<{tag}>", f"<base:{tag.title()}>")
        shown = shown.replace(f"</{tag}>", f"</base:{tag.title()}>")
    return shown


def _titles(publication: Publication, *, design: bool) -> Iterator[str]:
    tag = "business:DesignTitle" if design else "business:InventionTitle"
    for title in publication.title:
        made = f'dataFormat="original" {_NATIONAL} processingType="original" creator="03"'
        head = f'lang="{title.lang}" {made}'
        yield f"<{tag} {head}>{based(title.text, title.marks)}</{tag}>"


def _citations(citations: tuple[Citation, ...]) -> Iterator[str]:
    found = []
    for place, citation in enumerate(citations, 1):
        if citation.document:
            reference = citation.document
            shown = _document(reference, reference.raw or reference.number)
            both = [
                tagged("business:PublicationReference", shown, f'dataFormat="{form}" sequence="1"')
                for form in ("standard", "original")
            ]
            head = f'id="pcit{place:06d}" num="{place:04d}"'
            inner = tagged("business:ApplicationCitation", "\n".join(both), head)
        else:
            text = f"<base:Text>{chemistry(citation.text or '')}</base:Text>"
            inner = tagged("business:NPLCitation", text, f'id="ncit{place:06d}" num="{place:04d}"')
        phase = _PHASES.get(citation.phase or "", "SEA")
        head = f'srepPhase="{phase}" sequence="{citation.number or place}"'
        found.append(tagged("business:Citation", inner, head))
    if found:
        yield tagged("business:ReferencesCited", "\n".join(found), _NATIONAL)


def _related(publication: Publication) -> Iterator[str]:
    earlier = [e.document for e in publication.related if e.relation == "earlier_publication"]
    if earlier:
        shown = "\n".join(_document(found, found.raw or found.number) for found in earlier)
        inner = tagged("business:RelatedPublicationDoc", shown)
        yield tagged("business:RelatedDocuments", inner)


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    by_role: dict[str, list[Party]] = {}
    for party in parties:
        by_role.setdefault(party.role, []).append(party)
    groups = [
        *_group("Applicant", by_role.get("applicant", []), 'appType="applicant" '),
        *_group("Inventor", by_role.get("inventor", []), 'publicationMark="0" '),
        *_agents(by_role.get("agency", []), by_role.get("agent", [])),
    ]
    if groups:
        yield tagged("business:Parties", "\n".join(groups))
    yield from _group("Assignee", by_role.get("assignee", []), "")
    yield from _group("Examiner", by_role.get("examiner", []), "")


def _group(name: str, parties: Iterable[Party], extra: str) -> Iterator[str]:
    found = []
    for party in parties:
        place, lang = party.sequence or 1, party.lang or "zh"
        head = f'sequence="{place}" {extra}dataFormat="original" lang="{lang}" creator="03"'
        named = f"<base:Name>{plain(party.name)}</base:Name>"
        inner = named if name == "Examiner" else _book(party)
        found.append(tagged(f"business:{name}", inner, head))
    if found:
        yield tagged(f"business:{name}Details", "\n".join(found))


def _book(party: Party) -> str:
    lang = f'lang="{party.lang or "zh"}"'
    named = f"<base:Name>{plain(party.name)}</base:Name>"
    if not party.address and not party.country:
        return tagged("base:AddressBook", named, lang)
    text = f"{party.postcode} {party.address}" if party.postcode else party.address or "0"
    cells = [f"<base:{tag}>0</base:{tag}>" for tag in _EMPTY]
    cells += [
        f"<base:City>{party.city or '0'}</base:City>",
        f"<base:Province>{party.state or '0'}</base:Province>",
        f"<base:PostCode>{party.postcode or '0'}</base:PostCode>",
        f"<base:WIPOST3Code>{party.country}</base:WIPOST3Code>",
        f"<base:Text>{plain(text)}</base:Text>",
    ]
    return tagged(
        "base:AddressBook", f"{named}\n{tagged('base:Address', chr(10).join(cells))}", lang
    )


def _agents(agencies: list[Party], agents: list[Party]) -> Iterator[str]:
    if not agents:
        return
    cells = []
    firm = ""
    if agencies:
        name = f"{plain(agencies[0].name)} {agencies[0].code or '00000'}"
        firm_name = f"<base:OrganizationName>{name}</base:OrganizationName>"
        firm = tagged("business:Agency", tagged("base:AddressBook", firm_name, 'lang="zh"'))
        cells.append(
            f"<business:CustomerNumber>{agencies[0].code or '00000'}</business:CustomerNumber>"
        )
    for number, agent in enumerate(agents, 1):
        lang = f'lang="{agent.lang or "zh"}"'
        named = f"<base:Name>{plain(agent.name)}</base:Name>"
        book = tagged("base:AddressBook", named, lang)
        place = agent.sequence or number
        head = f'sequence="{place}" {lang} dataFormat="original" repType="agent"'
        cells.append(tagged("business:Agent", f"{firm}\n{book}", head))
    yield tagged("business:AgentDetails", "\n".join(cells))
