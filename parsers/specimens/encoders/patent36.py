"""Patent documents in plain WIPO ST.36 (`patent-document`, version 1.6)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Citation, Classification, Party, Publication, Reference, Segment

from . import st36
from .markup import chemistry, element, plain

_PHASES = {"search": "SEA", "examination": "EXA", "applicant": "APP", "opposition": "OPP"}


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    root = (
        f'<patent-document lang="{publication.language}" dtd-version="v1-6" '
        f'country="{publication.office}" doc-number="{publication.number}" '
        f'kind="{publication.kind or ""}" date-publ="{st36.compact(publication.date)}">'
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE patent-document SYSTEM "patent-document-v1-6.dtd">',
        root,
        element("bibliographic-data", "\n".join(_bibliography(publication))),
        *(
            f'<abstract lang="{text.lang}"><p>{chemistry(text.text, text.marks)}</p></abstract>'
            for text in publication.abstract
        ),
        *_by_language(publication),
        *st36.drawings(publication.drawings),
        "</patent-document>\n",
    ]
    return "\n".join(parts).encode()


def _by_language(publication: Publication) -> Iterator[str]:
    """Descriptions and claims of each language."""
    for lang in dict.fromkeys(segment.lang for segment in publication.description):
        own: list[Segment] = [s for s in publication.description if s.lang == lang]
        yield _with(lang, "description", "".join(st36.description(own, sections=False)))
    for lang in dict.fromkeys(claim.lang for claim in publication.claims):
        claims = [c for c in publication.claims if c.lang == lang]
        yield _with(lang, "claims", "".join(st36.claims(claims)))


def _with(lang: str, tag: str, text: str) -> str:
    return text.replace(f"<{tag}>", f'<{tag} lang="{lang}">', 1)


def _bibliography(publication: Publication) -> Iterator[str]:
    own = Reference(
        office=publication.office,
        number=publication.number,
        kind=publication.kind,
        date=publication.date,
    )
    yield element("publication-reference", st36.document(own))
    if publication.application:
        yield element("application-reference", st36.document(publication.application))
    yield element("language-of-publication", publication.language)
    yield from st36.priority_claims(publication.priorities)
    yield from _classes(publication.classifications)
    for title in publication.title:
        yield element("invention-title", chemistry(title.text, title.marks), lang=title.lang)
    if publication.citations:
        yield element("references-cited", "".join(map(_citation, publication.citations)))
    yield element("parties", "".join(_parties(publication.parties)))
    listed = "".join(element("country", state) for state in publication.designated_states)
    if listed:
        yield element("designation-of-states", element("designation-epc", listed))


def _classes(found: tuple[Classification, ...]) -> Iterator[str]:
    listed = "".join(
        element("classification-ipcr", element("text", _ipc(entry)), sequence=str(place))
        for place, entry in enumerate((e for e in found if e.scheme == "ipc"), 1)
    )
    if listed:
        yield element("classifications-ipcr", listed)


def _ipc(entry: Classification) -> str:
    text = st36.st8(entry.symbol, entry.version, entry.position, entry.value)
    return f"{text}20050101BH{entry.office}" if entry.office else text


def _citation(citation: Citation) -> str:
    phase = f' srep-phase="{_PHASES[citation.phase]}"' if citation.phase else ""
    num = f' num="{citation.number}"' if citation.number else ""
    if citation.document:
        inner = f"<patcit{num}>{st36.document(citation.document)}</patcit>"
    else:
        inner = f"<nplcit{num}><text>{chemistry(citation.text or '')}</text></nplcit>"
    if citation.category:
        inner += element("category", citation.category)
    return f"<citation{phase}>{inner}</citation>"


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for role in ("applicant", "inventor", "assignee", "agent"):
        found = [p for p in parties if p.role == role or (role, p.role) == ("agent", "agency")]
        listed = "".join(
            element(role, _book(party), sequence=str(party.sequence)) for party in found
        )
        if listed:
            yield element(f"{role}s", listed)


def _book(party: Party) -> str:
    if party.family and party.given:
        name = element("last-name", plain(party.family))
        name += element("first-name", plain(party.given))
    else:
        name = element("orgname" if party.organisation else "name", plain(party.name))
    name += element("registered-number", plain(party.code)) if party.code else ""
    cells = (
        ("address-1", party.address),
        ("city", party.city),
        ("state", party.state),
        ("postcode", party.postcode),
        ("country", party.country),
    )
    place = "".join(element(tag, plain(text)) for tag, text in cells if text)
    return element("addressbook", name + (element("address", place) if place else ""))
