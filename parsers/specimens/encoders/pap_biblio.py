"""Bibliographic data of USPTO applications PAP 1.5 and 1.6."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Party, Publication, Reference

from .markup import chemistry, plain
from .us_columns import compact, parents, shown

_RELATIONS = {
    "division": "division-of",
    "continuation": "continuation-of",
    "continuation_in_part": "continuation-in-part-of",
    "reissue": "reissue-of",
    "substitution": "substitution-for",
    "pct": "a-371-of-international",
}


def tagged(path: str, text: str | None) -> str:
    """`<a><b>text</b></a>` of the path `a/b`; nothing without a text."""
    if not text:
        return ""
    names = path.split("/")
    opened = "".join(f"<{name}>" for name in names)
    closed = "".join(f"</{name}>" for name in reversed(names))
    return f"{opened}{plain(text)}{closed}"


def bibliography(publication: Publication) -> str:
    """The element `subdoc-bibliographic-information`."""
    title = publication.title[0]
    parts = [
        "<subdoc-bibliographic-information>",
        _own(publication),
        "<publication-filing-type>new-utility</publication-filing-type>",
        _application(publication.application),
        *map(_priority, publication.priorities),
        "<technical-information>",
        *_classes(publication),
        f"<title-of-invention>{_inline(chemistry(title.text, title.marks))}</title-of-invention>",
        "</technical-information>",
        *_related(publication),
        *_parties(publication.parties),
        *_international(publication),
        "</subdoc-bibliographic-information>",
    ]
    return "\n".join(part for part in parts if part)


def _inline(markup: str) -> str:
    for short, tag in (("sub", "subscript"), ("sup", "superscript")):
        markup = markup.replace(f"<{short}>", f"<highlight><{tag}>")
        markup = markup.replace(f"</{short}>", f"</{tag}></highlight>")
    return markup


def _own(publication: Publication) -> str:
    return (
        f"<document-id>\n{tagged('doc-number', publication.number)}\n"
        f"{tagged('kind-code', publication.kind)}\n"
        f"{tagged('document-date', compact(publication.date))}</document-id>"
    )


def document(reference: Reference) -> str:
    """A `document-id`."""
    return (
        f"<document-id>\n{tagged('doc-number', shown(reference))}\n"
        f"{tagged('kind-code', reference.kind)}\n"
        f"{tagged('document-date', compact(reference.date) if reference.date else None)}\n"
        f"{tagged('country-code', reference.office)}\n</document-id>"
    )


def _application(filed: Reference | None) -> str:
    if filed is None:
        return ""
    return (
        "<domestic-filing-data>\n"
        f"{tagged('application-number/doc-number', shown(filed))}\n"
        f"{tagged('application-number-series-code', filed.number[:2])}\n"
        f"{tagged('filing-date', compact(filed.date))}\n</domestic-filing-data>"
    )


def _priority(claim: Reference) -> str:
    return (
        "<foreign-priority-data>\n"
        f"{tagged('priority-application-number/doc-number', shown(claim))}\n"
        f"{tagged('filing-date', compact(claim.date))}\n{tagged('country-code', claim.office)}\n"
        "</foreign-priority-data>"
    )


def _squeezed(symbol: str) -> str:
    head, _, rest = symbol.partition(" ")
    main, _, sub = rest.partition("/")
    return f"{head}{main.zfill(3)}/{sub}"


def _classes(publication: Publication) -> Iterator[str]:
    listed = [c.symbol for c in publication.classifications if c.scheme == "ipc"]
    for place, symbol in enumerate(listed):
        tag = "classification-ipc-secondary" if place else "classification-ipc-primary"
        yield "<classification-ipc>" if place == 0 else ""
        yield f"<{tag}>\n{tagged('ipc', _squeezed(symbol))}\n</{tag}>"
    if listed:
        yield f"{tagged('classification-ipc-edition', '07')}\n</classification-ipc>"
    national = [c.symbol for c in publication.classifications if c.scheme == "uspc"]
    for place, symbol in enumerate(national):
        tag = "classification-us-secondary" if place else "classification-us-primary"
        name, _, subclass = symbol.partition("/")
        whole, _, decimals = subclass.partition(".")
        columns = f"{whole.zfill(3)}{decimals.ljust(3, '0')}"
        inner = tagged("class", name) + tagged("subclass", columns)
        yield "<classification-us>" if place == 0 else ""
        yield f"<{tag}><uspc>{inner}</uspc></{tag}>"
    if national:
        yield "</classification-us>"


def _related(publication: Publication) -> Iterator[str]:
    found = [*_earlier(publication)]
    if found:
        yield "\n".join(["<continuity-data>", *found, "</continuity-data>"])
    printed = [e.document for e in publication.related if e.relation == "earlier_publication"]
    if printed:
        yield f"<prior-publication>{''.join(map(document, printed))}</prior-publication>"


def _earlier(publication: Publication) -> Iterator[str]:
    for relation, application, patent in parents(publication.related):
        if relation == "provisional":
            inner = document(application)
            yield f"<non-provisional-of-provisional>{inner}</non-provisional-of-provisional>"
            continue
        tag = _RELATIONS[relation]
        status = "GRANTED" if patent else "PENDING"
        granted = f"<parent-patent>{document(patent)}</parent-patent>" if patent else ""
        child = publication.application or application
        family = (
            f"<parent-child><child>{document(child)}</child>"
            f"<parent>{document(application)}</parent>"
            f"<parent-status>{status}</parent-status>{granted}</parent-child>"
        )
        shown_ = f"<{tag}>{family}</{tag}>"
        yield f"<continuations>{shown_}</continuations>" if "continu" in tag else shown_


def _international(publication: Publication) -> Iterator[str]:
    found = [entry.document for entry in publication.related if entry.relation == "pct"]
    if not found:
        return
    yield "<international-conventions>"
    for reference in found:
        tag = "pct-application" if reference.number.startswith("PCT") else "pct-publication"
        yield f"<{tag}>{document(reference)}</{tag}>"
    yield "</international-conventions>"


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    inventors = [party for party in parties if party.role == "inventor"]
    if inventors:
        yield "<inventors>"
        for place, party in enumerate(inventors):
            tag = "inventor" if place else "first-named-inventor"
            yield f"<{tag}>{_name(party)}{_residence(party)}</{tag}>"
        yield "</inventors>"
    for party in parties:
        if party.role == "assignee":
            kind = "02" if party.country == "US" else "03"
            named = tagged("organization-name", party.name) if not party.family else _name(party)
            yield (
                f"<assignee>\n{named}\n{_address(party)}\n{tagged('assignee-type', kind)}"
                "\n</assignee>"
            )
    for party in parties:
        if party.role in {"agent", "agency"}:
            address = _address(party) or "<address></address>"
            name = tagged("name-1", party.name)
            yield f"<correspondence-address>\n{name}\n{address}\n</correspondence-address>"
            return


def _name(party: Party) -> str:
    given = tagged("given-name", party.given)
    return f"<name>{given}{tagged('family-name', party.family)}</name>"


def _residence(party: Party) -> str:
    home = "residence-us" if party.country == "US" else "residence-non-us"
    inner = (
        tagged("city", party.city)
        + tagged("state", party.state)
        + tagged("country-code", party.country)
    )
    where = f"<residence><{home}>{inner}</{home}></residence>"
    return f"{where}<authority-applicant>INV</authority-applicant>"


def _address(party: Party) -> str:
    parts = (
        tagged("address-1", party.address),
        tagged("city", party.city),
        tagged("state", party.state),
        tagged("postalcode", party.postcode),
        tagged("country/country-code", party.country),
    )
    inner = "".join(parts)
    return f"<address>{inner}</address>" if inner else ""
