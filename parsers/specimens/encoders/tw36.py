"""TIPO's edition of WIPO ST.36 (`tw-patent-grant`, `tw-patent-application`)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model import Party, Publication, Reference

from . import st36
from .markup import chemistry, element, plain

_TITLES = {"zh": "chinese-title", "en": "english-title"}


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    granted = publication.stage == "grant"
    root = "tw-patent-grant" if granted else "tw-patent-application"
    front = f"tw-bibliographic-data-{'grant' if granted else 'application'}"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<{root}><{front}>",
        *_bibliography(publication),
        f"</{front}>",
        *(
            element("abstract", element("p", chemistry(text.text, text.marks)))
            for text in publication.abstract
        ),
        *st36.description(publication.description),
        *st36.claims(publication.claims),
        *st36.drawings(publication.drawings),
        f"</{root}>\n",
    ]
    return "\n".join(parts).encode()


def _bibliography(publication: Publication) -> Iterator[str]:
    yield "<volno>53</volno><isuno>9</isuno>"
    own = Reference(office="TW", number=publication.number, date=publication.date)
    yield element("publication-reference", st36.document(own))
    if publication.application:
        shown = st36.document(publication.application, kind=False)
        yield element("application-reference", shown, appl_type="invention")
    titles = "".join(
        element(_TITLES[title.lang], chemistry(title.text, title.marks))
        for title in publication.title
    )
    yield element("invention-title", titles)
    yield from st36.priority_claims(publication.priorities)
    listed = "".join(
        element(
            "further-classification" if place else "main-classification",
            entry.symbol,
            edition=(entry.version or "").replace("-", "."),
        )
        for place, entry in enumerate(publication.classifications)
    )
    yield element("classification-ipc", listed)
    yield element("parties", "".join(_parties(publication.parties)))


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for role in ("applicant", "inventor", "agent"):
        books: dict[int, list[Party]] = {}
        for party in parties:
            if party.role == role:
                books.setdefault(party.sequence or 1, []).append(party)
        listed = "".join(
            element(role, _book(found), sequence=str(sequence)) for sequence, found in books.items()
        )
        if listed:
            yield element(f"{role}s", listed)


def _book(names: list[Party]) -> str:
    body = ""
    for party in names:
        tag = "english-name" if party.lang == "en" else "chinese-name"
        given = element("first-name", plain(party.given)) if party.given else ""
        family = element("last-name", plain(party.family or party.name))
        body += element(tag, family + given)
    first = names[0]
    body += element("address", plain(first.address)) if first.address else ""
    body += element("english-country", first.country) if first.country else ""
    return element("addressbook", body)
