"""The collection: families of publications across offices, in order of their first filing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

from msgspec import structs

from parsers.model import Publication, Reference

from . import documents, numbering
from .case import Case, open_case
from .formats import format_of, location
from .invention import invent
from .offices import america, china, elsewhere, europe
from .printed import as_printed
from .vocabulary import topics

Scheme = Callable[[Case], Iterator[Publication]]


def _china(case: Case) -> Iterator[Publication]:
    yield from china.patent(case, grant=case.rng.random() < 0.6)


def _china_first(case: Case) -> Iterator[Publication]:
    yield from china.patent(case, grant=True)
    yield from america.patent(case)
    yield from europe.patent(case, grant=case.rng.random() < 0.5)


def _china_world(case: Case) -> Iterator[Publication]:
    yield from china.patent(case, grant=False)
    yield from elsewhere.application(case, "WO")
    yield from america.patent(case, grant=False)
    yield from europe.patent(case, grant=False)


def _utility_model(case: Case) -> Iterator[Publication]:
    yield from china.utility_model(case)


def _chinese_design(case: Case) -> Iterator[Publication]:
    yield from china.design(case)


def _america(case: Case) -> Iterator[Publication]:
    drawn = case.rng.random()
    if drawn < 0.35:
        yield from america.continued(case)
    else:
        yield from america.patent(case, published=drawn > 0.6)


def _america_first(case: Case) -> Iterator[Publication]:
    yield from america.patent(case)
    yield from china.patent(case, grant=case.rng.random() < 0.5)
    yield from europe.patent(case, grant=False)


def _american_design(case: Case) -> Iterator[Publication]:
    yield from america.design(case)


def _germany_first(case: Case) -> Iterator[Publication]:
    yield from elsewhere.application(case, "DE")
    yield from europe.patent(case, grant=True)
    yield from china.patent(case, grant=False)


def _france_first(case: Case) -> Iterator[Publication]:
    yield from europe.patent(case, grant=True)
    yield from america.patent(case, grant=False)


def _japan_first(case: Case) -> Iterator[Publication]:
    found = list(elsewhere.application(case, "JP", grant=True))
    yield from found
    yield from america.patent(case, grant=False)
    yield from china.patent(case, grant=case.rng.random() < 0.5)


def _japan(case: Case) -> Iterator[Publication]:
    """Only in the Chinese edition."""
    for document in elsewhere.application(case, "JP"):
        yield elsewhere.translated(case, document)


def _korea_first(case: Case) -> Iterator[Publication]:
    yield from elsewhere.application(case, "KR", grant=True)
    yield from europe.patent(case, grant=False)


SCHEMES: tuple[tuple[str, Scheme], ...] = (
    ("CN", _china_first),
    ("US", _america),
    ("CN", _utility_model),
    ("CN", _china_world),
    ("CN", _chinese_design),
    ("FR", _france_first),
    ("JP", _japan),
    ("KR", _korea_first),
    ("US", _american_design),
    ("JP", _japan_first),
    ("CN", _china),
    ("DE", _germany_first),
    ("US", _america_first),
)
"""Country of the applicant and what is published; families take them in turn."""


FIRST_DAY, LAST_DAY = "2005-01-01", "2024-12-31"
"""What would have been published before or after is not in the collection."""


def publications(count: int = 300, seed: int = 1) -> Iterator[Publication]:
    """`count` invented publications, the same for the same seed and (for the first ones) count.

    Documents cite only documents of the collection that were published before. A publication
    holds what the format it is written in can hold: written and parsed it is the same again, but
    for its source. (PDF aside, of whose layout a reader makes what it can.)
    """
    for document in originals(count, seed):
        form = format_of(document)
        shown = as_printed(document) if form == "pdf" else document
        yield structs.replace(shown, source=documents.unread(location(document), form))


def originals(count: int, seed: int) -> Iterator[Publication]:
    """The same publications with what printed pages do not tell, pictures among it."""
    made = 0
    published: dict[int, list[Reference]] = {}
    for index in range(count * 2):
        for document in family(index, count, seed, published):
            if made == count:
                return
            made += 1
            yield document


def family(
    index: int, count: int, seed: int, published: dict[int, list[Reference]]
) -> Iterator[Publication]:
    """The documents of one family; `published` collects, by topic, what later ones may cite."""
    rng = random.Random(f"{seed}-{index}")  # noqa: S311 - reproducible, nothing secret
    known = topics()
    at = index % len(known)
    country, scheme = SCHEMES[index % len(SCHEMES)]
    long = index % 40 == 7
    many = index % 60 == 20
    invention = invent(
        known[at],
        rng,
        paragraphs=rng.randint(150, 200) if long else rng.randint(20, 60),
        claims=80 if many else rng.randint(4, 20),
        features=60 if index % 50 == 13 else 0,
    )
    years = 20 * min(index / max(count * 0.38, 1), 1)
    first = numbering.random_day(rng, 2002, 2002) + timedelta(days=int(years * 355))
    case = open_case(rng, invention, country, first, _serial(index, seed))
    case.earlier = published.setdefault(at, [])
    case.literature = _literature(case)
    for document in scheme(case):
        if not FIRST_DAY <= (document.date or "") <= LAST_DAY:
            continue
        reference = Reference(
            office=document.office, number=document.number, kind=document.kind, date=document.date
        )
        published[at].append(reference)
        yield document


def _serial(index: int, seed: int) -> int:
    """Spread over the number range, different for every family up to a million of them."""
    return (index * 7_919 + seed * 104_729 + 12_345) % 999_983


def _literature(case: Case) -> list[str]:
    rng, subject = case.rng, case.invention.subject.words["en"]
    authors = [f"{p.latin[0]} {p.latin[1][0]}." for p in case.inventors[:2]]
    volume, page = rng.randint(2, 80), rng.randint(10, 900)
    year = case.first.year - rng.randint(1, 9)
    topic = case.invention.topic.problems[0].words["en"]
    source = f"Journal of Invented Engineering, vol. {volume}, {year}, pp. {page}-{page + 9}."
    return [f"{', '.join(authors)} et al.: {topic.capitalize()} in the {subject}, {source}"]
