"""Any number of specimens for benchmarks, at constant memory.

Texts are put together from a fixed stock of paragraphs, rendered and marked up once; numbers,
dates, parties and the choice of paragraphs differ from document to document.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from msgspec import structs

from parsers.model import Publication, Segment

from . import numbering
from .families import SCHEMES, family
from .formats import ENCODERS, format_of

_SCHEMES = {"us4": (1, 12), "ep": (11, 5), "cn96": (0, 10), "cn36": (0, 10), "docdb": (11, 9)}
"""Kinds of families (places in `families.SCHEMES`) that hold documents of a format."""
_TOPICS = 24
_STOCK = 2500
_MARKUP = 1.16
"""Bytes of a file per byte of text, roughly."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Model documents of one format and, per document, the paragraphs of its topic."""

    models: tuple[Publication, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]


def stream(count: int, form: str, *, size: int = 74_000, seed: int = 1) -> Iterator[bytes]:
    """`count` records of a format with about `size` bytes on average; for DOCDB without effect."""
    write = ENCODERS[form]
    for publication in documents(count, form, size=size, seed=seed):
        yield write(publication)


def documents(count: int, form: str, *, size: int = 74_000, seed: int = 1) -> Iterator[Publication]:
    """The publications `stream` writes."""
    stock = _stock(form, seed)
    rng = random.Random(f"{seed}-{form}")  # noqa: S311 - reproducible, nothing secret
    first = date(2005, 1, 4)
    for index in range(count):
        place = rng.randrange(len(stock.models))
        model = stock.models[place]
        owner = stock.models[rng.randrange(len(stock.models))]
        day = first + timedelta(days=7 * (index * 1000 // max(count, 1)))
        wanted = int(size * rng.uniform(0.4, 1.6) / _MARKUP)
        yield structs.replace(
            model,
            **renumbered(model, index, day),
            description=tuple(_description(stock.paragraphs[place], wanted, rng)),
            parties=owner.parties,
            citations=owner.citations,
            drawings=(),
        )


def _description(
    paragraphs: tuple[Segment, ...], wanted: int, rng: random.Random
) -> Iterator[Segment]:
    """Paragraphs drawn from the stock, numbered anew, until there is enough text."""
    if not paragraphs:
        return
    made = 0
    number = 0
    while made < wanted:
        chosen = paragraphs[rng.randrange(len(paragraphs))]
        number += 1
        made += len(chosen.text.encode()) + 30
        yield structs.replace(chosen, id=f"p-{number + 1:04d}", number=f"{number:04d}")


def renumbered(model: Publication, index: int, day: date) -> dict[str, object]:
    """What a copy of a publication with a number and date of its own differs in."""
    number = _number(model, index, day)
    filed = model.application
    found: dict[str, object] = {"number": number, "date": day.isoformat()}
    found["id"] = f"{model.office}{number}{model.kind}"
    if filed is not None:
        applied = (day - timedelta(days=500)).isoformat()
        number = f"{filed.number[:2]}{index % 1_000_000:06d}"
        if filed.office == "CN":
            digits = f"{applied[:4]}1{index % 10_000_000:07d}"
            number = digits + numbering.cn_check_digit(digits)
        bare = structs.replace(filed, number=number, date=applied, raw=None)
        found["application"] = numbering.printed(bare, filed.office)
    return found


def _number(model: Publication, index: int, day: date) -> str:
    if model.office == "US" and model.right == "design":
        return f"D{400_000 + index}"
    if model.office == "US":
        return f"{day.year}{index:07d}" if model.kind == "A1" else str(6_000_000 + index)
    if model.office == "EP":
        return str(1_000_000 + index)
    if model.office == "CN":
        return str(101_000_000 + index) if day.year > 2007 else str(1_100_000 + index)
    if model.office in {"DE", "WO", "JP"}:
        width = 6
        return f"{'10' if model.office == 'DE' else ''}{day.year}{index % 10**width:0{width}d}"
    return f"{day.year}{index % 10_000_000:07d}"


@lru_cache(maxsize=4)
def _stock(form: str, seed: int) -> Stock:
    """Three families of each kind and topic; the earliest ones for the oldest Chinese format."""
    models: list[Publication] = []
    paragraphs: list[tuple[Segment, ...]] = []
    for topic in range(_TOPICS):
        indices = (_index(topic, scheme, turn) for scheme in _SCHEMES[form] for turn in range(3))
        count = 10**6 if form == "cn36" else _STOCK
        found = [document for i in indices for document in family(i, count, seed, {})]
        own = [document for document in found if format_of(document) == form]
        pooled = tuple(s for d in own for s in d.description if s.kind == "paragraph")
        models += own
        paragraphs += [pooled] * len(own)
    return Stock(tuple(models), tuple(paragraphs))


def _index(topic: int, scheme: int, turn: int) -> int:
    """The family number `turn` that is about `topic` and of this kind (24 and 13 are coprime)."""
    kinds = len(SCHEMES)
    period = _TOPICS * kinds
    found = next(i for i in range(period) if i % _TOPICS == topic and i % kinds == scheme)
    return found + turn * period
