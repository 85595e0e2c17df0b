"""Bibliographic data of the USPTO's XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.model import Citation, Classification, Party, Publication, Reference, Related

from .markup import american, plain

_RELATIONS = {
    "continuation": "continuation",
    "continuation_in_part": "continuation-in-part",
    "division": "division",
    "reissue": "reissue",
    "substitution": "substitution",
}
_PHASES = {"examination": "cited by examiner", "applicant": "cited by applicant"}
NEW = 43
"""Version from which parties and citations have their new names (4.3)."""


def bibliography(publication: Publication, version: str) -> str:
    """`us-bibliographic-data-grant` or `-application`; `version` as two digits (`45`)."""
    grant = not (publication.kind or "").startswith("A")
    tag = "us-bibliographic-data-grant" if grant else "us-bibliographic-data-application"
    new = int(version) >= NEW
    title = publication.title[0]
    attributes = "" if grant else ' lang="EN" country="US"'
    parts = [
        f"<{tag}{attributes}>",
        _publication(publication),
        *_application(publication),
        *_priorities(publication.priorities),
        *_term(publication, grant=grant),
        *_classes(publication, version),
        f'<invention-title id="d2e53">{american(title.text, title.marks)}</invention-title>',
        *_plant(publication),
        *_citations(publication.citations, new=new),
        *_counts(publication, grant=grant),
        *_related(publication.related),
        *_parties(publication.parties, new=new),
        *_assignees(publication.parties),
        *_examiners(publication.parties),
        *_international(publication.related),
        *_hague(publication),
        *_deposits(publication),
        f"</{tag}>",
    ]
    return "\n".join(parts)


def _document(reference: Reference, *, kind: bool = True, name: str = "") -> str:
    shown = reference.raw or reference.number
    parts = [f"<country>{reference.office}</country>", f"<doc-number>{plain(shown)}</doc-number>"]
    if kind and reference.kind:
        parts.append(f"<kind>{reference.kind}</kind>")
    if name:
        parts.append(f"<name>{plain(name)}</name>")
    if reference.date:
        parts.append(f"<date>{_compact(reference.date)}</date>")
    return "<document-id>\n" + "\n".join(parts) + "\n</document-id>"


def _compact(date: str) -> str:
    return date.replace("-", "").ljust(8, "0")


def _publication(publication: Publication) -> str:
    number = publication.number
    letters = number.rstrip("0123456789")
    shown = letters + number[len(letters) :].zfill(8 - len(letters))
    reference = Reference(office="US", number=shown, kind=publication.kind, date=publication.date)
    return f"<publication-reference>\n{_document(reference)}\n</publication-reference>"


def _application(publication: Publication) -> Iterator[str]:
    found = publication.application
    if found is None:
        return
    kind = {"design": "design", "plant": "plant"}.get(publication.right, "utility")
    yield (
        f'<application-reference appl-type="{kind}">\n{_document(found, kind=False)}\n'
        "</application-reference>"
    )
    yield f"<us-application-series-code>{found.number[:2]}</us-application-series-code>"


def _priorities(references: tuple[Reference, ...]) -> Iterator[str]:
    if not references:
        return
    yield "<priority-claims>"
    for number, reference in enumerate(references, 1):
        kind = "regional" if reference.office == "EP" else "national"
        inner = (
            _document(reference, kind=False)
            .removeprefix("<document-id>")
            .removesuffix("</document-id>")
        )
        yield f'<priority-claim sequence="{number:02d}" kind="{kind}">{inner}</priority-claim>'
    yield "</priority-claims>"


def _term(publication: Publication, *, grant: bool) -> Iterator[str]:
    """The term where one is told: of grants only."""
    term = publication.term
    if term is None or not grant:
        return
    cells = [f"<text>{plain(term.text)}</text>"] if term.text else []
    if term.years is not None:
        cells.append(f"<length-of-grant>{term.years}</length-of-grant>")
    if term.days is not None:
        cells.append(f"<us-term-extension>{term.days}</us-term-extension>")
    if term.disclaimer:
        cells.append(f"<disclaimer>\n<text>{plain(term.disclaimer)}</text>\n</disclaimer>")
    inner = "\n".join(cells)
    yield f"<us-term-of-grant>\n{inner}\n</us-term-of-grant>"


def _plant(publication: Publication) -> Iterator[str]:
    plant = publication.botanic
    if plant is not None:
        latin, variety = plain(plant.latin or ""), plain(plant.variety or "")
        inner = f"<latin-name>{latin}</latin-name>\n<variety>{variety}</variety>"
        yield f"<us-botanic>\n{inner}\n</us-botanic>"


def _hague(publication: Publication) -> Iterator[str]:
    found = publication.hague
    if found is None:
        return
    cells = (
        ("international-filing-date", found.filed),
        ("international-registration-publication-date", found.published),
        ("international-registration-number", found.number),
        ("international-registration-date", found.registered),
    )
    yield "<hague-agreement-data>"
    for tag, text in cells:
        if text:
            inner = plain(text) if tag.endswith("number") else f"<date>{_compact(text)}</date>"
            yield f"<{tag}>{inner}</{tag}>"
    yield "</hague-agreement-data>"


def _deposits(publication: Publication) -> Iterator[str]:
    for deposit in publication.deposits:
        date = f"<date>{_compact(deposit.date)}</date>" if deposit.date else ""
        yield (
            f"<bio-deposit><depositary>{plain(deposit.depositary)}</depositary>"
            f"<bio-accno>{plain(deposit.number)}</bio-accno>{date}</bio-deposit>"
        )


def _classes(publication: Publication, version: str) -> Iterator[str]:
    by_scheme: dict[str, list[Classification]] = {}
    for entry in publication.classifications:
        by_scheme.setdefault(entry.scheme, []).append(entry)
    ipc = by_scheme.get("ipc", [])
    if version == "40" and ipc:
        shown = [_squeezed(entry.symbol) for entry in ipc]
        yield _printed("classification-ipc", shown, "<edition>7</edition>")
    elif ipc:
        listed = "\n".join(_parted(entry, publication, "ipcr") for entry in ipc)
        yield f"<classifications-ipcr>\n{listed}\n</classifications-ipcr>"
    cpc = [entry for entry in by_scheme.get("cpc", []) if entry.group is None]
    if cpc and int(version) >= NEW:
        main, *further = (_parted(entry, publication, "cpc") for entry in cpc)
        further += _sets(by_scheme["cpc"], publication)
        more = "\n".join(["<further-cpc>", *further, "</further-cpc>"] if further else [])
        first = f"<main-cpc>\n{main}\n</main-cpc>"
        yield f"<classifications-cpc>\n{first}\n{more}\n</classifications-cpc>"
    if "locarno" in by_scheme:
        shown = [entry.symbol.replace("-", "") for entry in by_scheme["locarno"]]
        yield _printed("classification-locarno", shown, "<edition>9</edition>")
    if "uspc" in by_scheme:
        shown = [entry.symbol for entry in by_scheme["uspc"]]
        yield _printed("classification-national", shown, "<country>US</country>")


def _sets(entries: list[Classification], publication: Publication) -> Iterator[str]:
    """Combination sets of CPC, the members in the order of their ranks."""
    for group in dict.fromkeys(entry.group for entry in entries if entry.group):
        members = "\n".join(
            f"<combination-rank>\n<rank-number>{entry.rank}</rank-number>\n"
            f"{_parted(entry, publication, 'cpc')}\n</combination-rank>"
            for entry in entries
            if entry.group == group
        )
        number = f"<group-number>{group}</group-number>"
        yield f"<combination-set>\n{number}\n{members}\n</combination-set>"


def _printed(tag: str, shown: list[str], head: str) -> str:
    lines = [
        f"<{name}-classification>{plain(text)}</{name}-classification>"
        for name, text in zip(("main", *["further"] * len(shown)), shown, strict=False)
    ]
    return "\n".join((f"<{tag}>", head, *lines, f"</{tag}>"))


def _squeezed(symbol: str) -> str:
    """`A61B 5/00` as `A61B005/00`, the form of the first seven editions."""
    head, _, rest = symbol.partition(" ")
    main, _, sub = rest.partition("/")
    return f"{head}{main.zfill(3)}/{sub}"


def _parted(entry: Classification, publication: Publication, name: str) -> str:
    head, _, rest = entry.symbol.partition(" ")
    main, _, sub = rest.partition("/")
    version = _compact(entry.version or "2006-01-01")
    value = "A" if entry.value == "additional" else "I"
    indicator = "ipc" if name == "ipcr" else "cpc"
    origin = "" if name == "ipcr" else "\n<scheme-origination-code>C</scheme-origination-code>"
    return (
        f"<classification-{name}>\n<{indicator}-version-indicator><date>{version}</date>"
        f"</{indicator}-version-indicator>\n"
        + ("<classification-level>A</classification-level>\n" if name == "ipcr" else "")
        + f"<section>{head[0]}</section>\n<class>{head[1:3]}</class>\n"
        f"<subclass>{head[3]}</subclass>\n"
        f"<main-group>{main}</main-group>\n<subgroup>{sub}</subgroup>\n"
        f"<symbol-position>{'F' if entry.position == 'first' else 'L'}</symbol-position>\n"
        f"<classification-value>{value}</classification-value>\n"
        f"<action-date><date>{_compact(publication.date or '')}</date></action-date>\n"
        f"<generating-office><country>{entry.office or 'US'}</country></generating-office>\n"
        "<classification-status>B</classification-status>\n"
        f"<classification-data-source>H</classification-data-source>{origin}\n"
        f"</classification-{name}>"
    )


def _citations(citations: tuple[Citation, ...], *, new: bool) -> Iterator[str]:
    if not citations:
        return
    outer, inner = (
        ("us-references-cited", "us-citation") if new else ("references-cited", "citation")
    )
    yield f"<{outer}>"
    for number, citation in enumerate(citations, 1):
        if citation.document:
            body = _document(citation.document, name="Larkin et al.")
            cited = f'<patcit num="{number:05d}">\n{body}\n</patcit>'
        else:
            text = american(citation.text or "")
            cited = f'<nplcit num="{number:05d}">\n<othercit>{text}</othercit>\n</nplcit>'
        category = _PHASES.get(citation.phase or "", "cited by other")
        yield f"<{inner}>\n{cited}\n<category>{category}</category>\n</{inner}>"
    yield f"</{outer}>"


def _counts(publication: Publication, *, grant: bool) -> Iterator[str]:
    if not grant:
        return
    sheets = len(publication.drawings)
    yield f"<number-of-claims>{len(publication.claims)}</number-of-claims>"
    yield "<us-exemplary-claim>1</us-exemplary-claim>"
    yield (
        f"<figures>\n<number-of-drawing-sheets>{sheets}</number-of-drawing-sheets>\n"
        f"<number-of-figures>{sheets}</number-of-figures>\n</figures>"
    )


def _related(related: tuple[Related, ...]) -> Iterator[str]:
    documents = [entry for entry in related if entry.relation != "pct"]
    if not documents:
        return
    yield "<us-related-documents>"
    granted = {
        entry.relation: entry.document
        for entry in documents
        if entry.relation in _RELATIONS and entry.document.kind
    }
    for entry in documents:
        if entry.document is not granted.get(entry.relation):
            yield _relation(entry, granted.get(entry.relation))
    yield "</us-related-documents>"


def _international(related: tuple[Related, ...]) -> Iterator[str]:
    """The international application and its publication."""
    for entry in related:
        if entry.relation == "pct":
            filed = entry.document.number.startswith("PCT")
            tag = f"pct-or-regional-{'filing' if filed else 'publishing'}-data"
            yield f"<{tag}>\n{_document(entry.document)}\n</{tag}>"


def _relation(entry: Related, granted: Reference | None) -> str:
    body = _document(entry.document)
    if entry.relation == "earlier_publication":
        return f"<related-publication>\n{body}\n</related-publication>"
    if entry.relation == "provisional":
        return f"<us-provisional-application>\n{body}\n</us-provisional-application>"
    tag = _RELATIONS[entry.relation]
    patent = _document(granted) if granted else ""
    grant = f"<parent-grant-document>\n{patent}\n</parent-grant-document>\n" if granted else ""
    status = "GRANTED" if granted else "PENDING"
    parent = f"<parent-doc>\n{body}\n{grant}<parent-status>{status}</parent-status>\n</parent-doc>"
    return f"<{tag}>\n<relation>\n{parent}\n</relation>\n</{tag}>"


def _parties(parties: tuple[Party, ...], *, new: bool) -> Iterator[str]:
    applicants = [party for party in parties if party.role == "applicant"]
    inventors = [party for party in parties if party.role == "inventor"]
    agents = [party for party in parties if party.role in {"agent", "agency"}]
    yield "<us-parties>" if new else "<parties>"
    if new:
        yield from _group(
            "us-applicants",
            "us-applicant",
            applicants,
            'app-type="applicant" designation="us-only"',
        )
        yield from _group("inventors", "inventor", inventors, 'designation="us-only"')
    else:
        kind = 'app-type="applicant-inventor" designation="us-only"'
        yield from _group("applicants", "applicant", inventors, kind)
    yield from _group("agents", "agent", agents, 'rep-type="attorney"')
    yield "</us-parties>" if new else "</parties>"


def _group(outer: str, inner: str, parties: Iterable[Party], attributes: str) -> Iterator[str]:
    listed = []
    for party in parties:
        tail = ""
        if inner in {"applicant", "us-applicant"} and party.country:
            country = f"<country>{party.country}</country>"
            tail = f"<residence>\n{country}\n</residence>\n"
            if inner == "applicant":
                tail = f"<nationality>\n{country}\n</nationality>\n{tail}"
        head = f'<{inner} sequence="{party.sequence or 1:03d}" {attributes}>'
        listed.append(f"{head}\n{_book(party)}\n{tail}</{inner}>")
    if listed:
        yield "\n".join((f"<{outer}>", *listed, f"</{outer}>"))


def _book(party: Party, role: str = "") -> str:
    if party.family:
        name = [f"<last-name>{plain(party.family)}</last-name>"]
        if party.given:
            name.append(f"<first-name>{plain(party.given)}</first-name>")
    else:
        name = [f"<orgname>{plain(party.name)}</orgname>"]
    if role:
        name.append(f"<role>{role}</role>")
    cells = (
        ("street", party.address),
        ("city", party.city),
        ("state", party.state),
        ("postcode", party.postcode),
        ("country", party.country or "unknown"),
    )
    address = [f"<{tag}>{plain(text)}</{tag}>" for tag, text in cells if text]
    return "\n".join(
        ("<addressbook>", *name, "<address>", *address, "</address>", "</addressbook>")
    )


def _assignees(parties: tuple[Party, ...]) -> Iterator[str]:
    owners = [party for party in parties if party.role == "assignee"]
    if owners:
        yield "<assignees>"
        for party in owners:
            role = "02" if party.country == "US" else "03"
            yield f"<assignee>\n{_book(party, role)}\n</assignee>"
        yield "</assignees>"


def _examiners(parties: tuple[Party, ...]) -> Iterator[str]:
    clerks = [party for party in parties if party.role == "examiner"]
    if clerks:
        yield "<examiners>"
        for tag, party in zip(("primary-examiner", "assistant-examiner"), clerks, strict=False):
            names = f"<last-name>{plain(party.family or party.name)}</last-name>"
            given = f"<first-name>{plain(party.given)}</first-name>" if party.given else ""
            code = f"<department>{party.code or '2800'}</department>"
            yield f"<{tag}>\n{names}\n{given}\n{code}\n</{tag}>"
        yield "</examiners>"
