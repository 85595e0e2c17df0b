"""The page of a publication: its parts in reading order, marked with the query that led here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup

from parsers.model import Citation, Classification, Gap, Party, Publication
from search_api.service import Service
from web.claims import sets, trees
from web.drawings import Figure, FigureLinks, figures
from web.marks import Marks, Passage

_OUTLINE = 24
"""Headings listed in the outline; more would not be an outline."""


def view(
    publication: Publication, service: Service, query: str | None, dialect: str
) -> dict[str, Any]:
    """Everything the template `publication.html` shows."""
    marks = Marks(publication, query, dialect)
    held = service.publications
    pictures = figures(publication)
    texts = _texts(publication, marks, pictures)
    headings = [p for p in texts["blocks"] if p.item.kind == "heading"]
    return {
        **texts,
        "q": query,
        "p": publication,
        "parties": _by_role(publication.parties, marks),
        "marks": marks,
        "headings": headings[:_OUTLINE],
        "classes": _by_scheme(publication.classifications),
        "figures": pictures,
        "cited": list(_cited(publication.citations, service)),
        "citing": held.briefly(held.citing(publication.id)),
        "family": held.briefly(held.family(publication)),
        "descriptions": _descriptions(publication, texts["blocks"]),
        "events": held.events(publication),
        "others": held.sources(publication)[1:],
        "origins": _origins(publication),
        "gaps": _gaps(publication.gaps),
        "is_pdf": publication.source.format == "pdf",
    }


def _texts(publication: Publication, marks: Marks, pictures: list[Figure]) -> dict[str, Any]:
    """Marked passages in the order they are read, so that "next match" leads downwards."""
    titles = [
        marks.passage("title", one.text, one.lang, "title" if at == 0 else "", one)
        for at, one in enumerate(publication.title)
    ]
    abstracts = [
        marks.passage("abstract", one.text, one.lang, f"abstract-{at}", one)
        for at, one in enumerate(publication.abstract, 1)
    ]
    claims = trees(publication.claims, marks, publication.language)
    claim_sets = sets(publication.claim_sets, marks, publication.language)
    links = FigureLinks(publication, pictures)
    blocks: list[Passage] = [
        marks.passage("description", one.text, one.lang, where, one, links=links.of(one))
        for one, where in zip(publication.description, anchors(publication), strict=True)
    ]
    counts = [claim.lang for claim in publication.claims if not claim.canceled]
    return {
        "titles": titles,
        "abstracts": abstracts,
        "claims": claims,
        "claim_sets": claim_sets,
        "claim_count": max((counts.count(lang) for lang in claims), default=0),
        "blocks": blocks,
    }


def anchors(publication: Publication) -> Iterator[str]:
    """Permalinks of the description blocks: the printed number where it has one of its own."""
    seen: set[str] = set()
    for at, one in enumerate(publication.description, 1):
        printed = one.number or ""
        yield f"p{printed}" if printed and printed not in seen else f"d{at}"
        seen.add(printed)


def _by_role(parties: Iterable[Party], marks: Marks) -> dict[str, list[tuple[Party, Markup]]]:
    found: dict[str, list[tuple[Party, Markup]]] = {}
    for party in parties:
        found.setdefault(party.role, []).append((party, marks.name(party)))
    return found


def _by_scheme(classes: Iterable[Classification]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for one in classes:
        found.setdefault(one.scheme, {})[one.symbol] = None
    return {scheme: list(symbols) for scheme, symbols in found.items()}


def _origins(publication: Publication) -> dict[str, str]:
    """Where a text is not the office's own: `claims-de` or `description` → machine or ocr."""
    found: dict[str, str] = {}
    for claim in publication.claims:
        if claim.origin:
            found.setdefault(f"claims-{claim.lang}", claim.origin)
    for segment in publication.description:
        if segment.origin:
            found.setdefault("description", segment.origin)
    return found


def _descriptions(
    publication: Publication, blocks: list[Passage]
) -> list[tuple[str, list[Passage]]]:
    """The description in one piece (""), or by language where another source gave one of them."""
    given = (field for one in publication.sources for field in one.fields)
    if not any(field.startswith("description.") for field in given):
        return [("", blocks)]
    found = [(lang, list(some)) for lang, some in groupby(blocks, key=lambda block: block.lang)]
    return found if len(found) > 1 else [("", blocks)]


def _gaps(gaps: Iterable[Gap]) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.part, []).append(gap)
    return found


def _cited(
    citations: Iterable[Citation], service: Service
) -> Iterator[tuple[Citation, str, str | None]]:
    """Each citation, the number it names, and the id of the publication held here, if any."""
    every = list(citations)
    names = [
        f"{c.document.office}{c.document.number}{c.document.kind or ''}" if c.document else ""
        for c in every
    ]
    held = service.store.json(filter(None, names))
    for citation, name in zip(every, names, strict=True):
        yield citation, name, name if name in held else None
