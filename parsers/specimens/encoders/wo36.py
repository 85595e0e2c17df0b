"""The PCT's edition of WIPO ST.36 (`wo-published-application`)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Citation, ClaimSet, Classification, Party, Publication, Reference

from . import st36
from .markup import chemistry, element, plain


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    number, kind = publication.number, publication.kind
    root = (
        f'<wo-published-application country="WO" doc-number="{number}" kind="{kind}" '
        f'date-published="{st36.compact(publication.date)}" lang="{publication.language}">'
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE wo-published-application SYSTEM "wo-published-application-v1-7.dtd">',
        root,
        f'<wo-bibliographic-data lang="{publication.language}" country="WO">',
        *_bibliography(publication),
        "</wo-bibliographic-data>",
        *(
            f'<abstract lang="{text.lang}"><p>{chemistry(text.text, text.marks)}</p></abstract>'
            for text in publication.abstract
        ),
        *st36.description(publication.description),
        *st36.claims(publication.claims),
        *map(_amended, publication.claim_sets),
        *st36.drawings(publication.drawings),
        *_report(publication.citations),
        "</wo-published-application>\n",
    ]
    return "\n".join(parts).encode()


def _bibliography(publication: Publication) -> Iterator[str]:
    number = f"{publication.number[:4]}/{publication.number[4:]}"
    own = Reference(office="WO", number=number, kind=publication.kind, date=publication.date)
    yield element("publication-reference", st36.document(own))
    if publication.application:
        shown = st36.document(publication.application, kind=False)
        yield element("application-reference", shown, appl_type="PCT")
    yield element("language-of-publication", publication.language)
    yield from st36.priority_claims(publication.priorities)
    yield from _classes(publication.classifications)
    for title in publication.title:
        yield element("invention-title", chemistry(title.text, title.marks), lang=title.lang)
    yield element("parties", "".join(_parties(publication.parties)))
    listed = "".join(element("country", state) for state in publication.designated_states)
    if listed:
        region = element("region", element("country", "EP"))
        national = element("national", listed)
        inner = element("designation-pct", element("regional", region) + national)
        yield element("designation-of-states", inner)


def _classes(found: tuple[Classification, ...]) -> Iterator[str]:
    listed = "".join(
        element("classification-ipcr", element("text", _ipc(entry)), sequence=str(place))
        for place, entry in enumerate(found, 1)
    )
    if listed:
        yield element("classifications-ipcr", listed)


def _ipc(entry: Classification) -> str:
    text = st36.st8(entry.symbol, entry.version, entry.position, entry.value)
    return f"{text}20050101BHEP" if entry.office else text


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for outer, role in (("applicant", "applicant"), ("inventor", "inventor"), ("agent", "agent")):
        found = [p for p in parties if p.role == role or (role == "agent" and p.role == "agency")]
        listed = "".join(
            element(outer, _book(party), sequence=str(party.sequence)) for party in found
        )
        if listed:
            yield element(f"{outer}s", listed)


def _book(party: Party) -> str:
    if party.family:
        name = element("last-name", plain(party.family))
        name += element("first-name", plain(party.given or ""))
    else:
        name = element("orgname" if party.organisation else "name", plain(party.name))
    place = ""
    for tag, text in (
        ("address-1", party.address),
        ("city", party.city),
        ("state", party.state),
        ("postcode", party.postcode),
        ("country", party.country),
    ):
        place += element(tag, plain(text)) if text else ""
    return element("addressbook", name + (element("address", place) if place else ""))


def _amended(entry: ClaimSet) -> str:
    claims = "".join(st36.claims(entry.claims)).replace("claims>", "amended-claims>")
    statement = entry.statement
    if statement:
        claims += element("amended-claims-statement", f"<p>{chemistry(statement)}</p>")
    return claims


def _report(found: tuple[Citation, ...]) -> Iterator[str]:
    listed = "".join(_cited(citation, place) for place, citation in enumerate(found, 1))
    if listed:
        inner = element("srep-for-pub", element("srep-citations", listed))
        yield element("wo-search-report", element("search-report-data", inner))


def _cited(entry: Citation, place: int) -> str:
    if entry.document:
        body = element("patcit", st36.document(entry.document), num=str(place))
    else:
        body = element("nplcit", element("text", chemistry(entry.text or "")), num=str(place))
    body += element("category", entry.category) if entry.category else ""
    body += element("rel-claims", entry.claims) if entry.claims else ""
    return element("citation", body, sequence=str(place))
