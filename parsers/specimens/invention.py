"""One invented invention: what it is about and all it says, before any language or office.

The same plan rendered in two languages gives true translations, as in a patent family.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .sentences import Sentence, Template, templates
from .vocabulary import LANGUAGES, Quantity, Term, Topic


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """A heading (`section` only), a paragraph, a table or a formula (`cells` holds its text).

    A table has one column per entry of `columns` behind a numbered one; `cells` are its rows.
    """

    kind: Literal["heading", "paragraph", "table", "formula"]
    section: str
    sentences: tuple[Sentence, ...] = ()
    cells: tuple[str, ...] = ()
    columns: tuple[Quantity, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class PlannedClaim:
    """`opening` names the claim it refers to; each of `details` is one feature."""

    opening: Sentence
    details: tuple[Sentence, ...] = ()
    depends_on: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Invention:
    topic: Topic
    subject: Term
    numerals: dict[Term, int]
    title: Sentence
    abstract: tuple[Sentence, ...]
    claims: tuple[PlannedClaim, ...]
    description: tuple[Block, ...]
    figures: int


class Inventor:
    """Draws statements about one topic from a seeded generator."""

    def __init__(self, topic: Topic, rng: random.Random) -> None:
        self.rng = rng
        self.topic = topic
        self.subject, self.other = topic.subjects[:: 1 if rng.random() < 0.7 else -1]
        self.components = rng.sample(topic.components, rng.randint(4, 7))
        step, first = rng.choice((1, 2, 10)), rng.choice((10, 11, 100, 101, 110))
        self.numerals = {term: first + step * i for i, term in enumerate(self.components)}
        self._decks: dict[str, list[Template]] = {}

    def sentence(self, section: str, **numbers: int) -> Sentence:
        """The next sentence of a section: all its templates have their turn before one repeats."""
        deck = self._decks.setdefault(section, [])
        if not deck:
            deck.extend(self.rng.sample(templates()[section], len(templates()[section])))
        return self.about(deck.pop(), **numbers)

    def about(self, template: Template, **numbers: int) -> Sentence:
        rng, topic = self.rng, self.topic
        c, d, e = rng.sample(self.components, 3)
        m, o = rng.sample(topic.materials, 2)
        q, r = rng.sample(topic.quantities, 2)
        v, w = rng.sample(topic.processes, 2)
        x, y = rng.sample(topic.problems, 2)
        terms: dict[str, Term] = {"s": self.subject, "S": self.other, "c": c, "d": d, "e": e}
        terms |= {"m": m, "o": o, "q": q, "r": r, "v": v, "w": w, "x": x, "y": y}
        terms["t"] = self._token()
        values = {"q": self._figures(q), "r": self._figures(r)}
        plain = {"k": rng.randint(2, 9), "p": rng.randint(6, 60), "f": 1}
        return Sentence(template, terms, values, plain | numbers)

    def _token(self) -> Term:
        token = self.rng.choice(self.topic.tokens)
        if self.rng.random() < 0.05:
            token = token.translate(_WIDE)
        latin = next(t for t in (token, *self.topic.tokens) if not _has_han(t))
        return Term({code: token if code == "zh" else latin for code in LANGUAGES})

    def _figures(self, quantity: Quantity) -> tuple[float, float, float]:
        span = quantity.high - quantity.low
        step = 10.0 ** math.floor(math.log10(span / 30))
        low = quantity.low + span * self.rng.uniform(0, 0.3)
        high = quantity.high - span * self.rng.uniform(0, 0.3)
        middle = self.rng.uniform(low + span * 0.1, high - span * 0.1)
        low, middle, high = (round(round(x / step) * step, 6) for x in (low, middle, high))
        return low, middle, high

    def paragraph(self, section: str, low: int, high: int, **numbers: int) -> Block:
        count = self.rng.randint(low, high)
        return Block(
            "paragraph", section, tuple(self.sentence(section, **numbers) for _ in range(count))
        )

    def table(self) -> Iterator[Block]:
        number = self.rng.randint(1, 4)
        yield Block("paragraph", "table", (self.sentence("table", k=number),))
        columns = self.topic.quantities
        rows = range(1, self.rng.randint(4, 9))
        cells = (f"{self._figures(column)[1]:.10g}" for _ in rows for column in columns)
        yield Block("table", "table", cells=tuple(cells), columns=columns)

    def formula(self) -> Iterator[Block]:
        yield Block("paragraph", "formula", (self.sentence("formula"),))
        a, b, c, d = self.rng.sample("ABCDEGKLQRTVWXYZαβγλσφ", 4)
        shape = self.rng.choice(("{0}={1}/({2}·{3})", "{0}={1}+{4}{2}", "{0}=({1}−{2})/{3}"))
        yield Block(
            "formula", "formula", cells=(shape.format(a, b, c, d, self.rng.randint(2, 99)),)
        )


_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
"""ASCII to the full-width forms that older Chinese and Japanese files are full of."""


def _has_han(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def invent(
    topic: Topic, rng: random.Random, *, paragraphs: int, claims: int, features: int = 0
) -> Invention:
    """An invention whose description has about `paragraphs` paragraphs and `claims` claims.

    The first claim has `features` features more than usual.
    """
    writer = Inventor(topic, rng)
    figures = rng.randint(2, 8)
    abstract = (
        "abstract.open",
        "abstract.body",
        *rng.choice(((), ("abstract.body",))),
        "abstract.end",
    )
    return Invention(
        topic=topic,
        subject=writer.subject,
        numerals=writer.numerals,
        title=writer.sentence("title"),
        abstract=tuple(writer.sentence(section) for section in abstract),
        claims=tuple(_claims(writer, claims, features)),
        description=tuple(_description(writer, paragraphs, figures)),
        figures=figures,
    )


def _description(writer: Inventor, paragraphs: int, figures: int) -> Iterator[Block]:
    rest = max(paragraphs - figures - 6, 9)
    plan = {
        "field": [("field", 1)],
        "background": [("background", max(2, rest // 10))],
        "problem": [("problem", 1), ("summary", max(2, rest // 5))],
        "effect": [("effect", 2)],
        "figures": [("figures", figures)],
        "embodiment": [("embodiment", rest // 2)],
        "example": [("example", max(1, rest // 6)), ("closing", 1)],
    }
    for heading, parts in plan.items():
        yield Block("heading", heading)
        for section, count in parts:
            for index in range(count):
                yield from _paragraphs(writer, section, index, figures)


def _paragraphs(writer: Inventor, section: str, index: int, figures: int) -> Iterator[Block]:
    if section in ("field", "closing"):
        yield writer.paragraph(section, 1, 1)
    elif section == "figures":
        yield writer.paragraph(section, 1, 1, f=index + 1)
    else:
        yield writer.paragraph(section, 1, 5, f=writer.rng.randint(1, figures))
    if section == "example" and writer.rng.random() < 0.3:
        yield from writer.table()
    if section == "embodiment" and writer.rng.random() < 0.06:
        yield from writer.formula()


def _claims(writer: Inventor, count: int, features: int) -> Iterator[PlannedClaim]:
    rng = writer.rng
    method = count // 2 + 2 if count > 4 and rng.random() < 0.7 else count + 1
    more = tuple(writer.sentence("claim.detail") for _ in range(features))
    yield PlannedClaim(writer.sentence("claim.product"), more)
    for number in range(2, count + 1):
        details = (writer.sentence("claim.detail"),)
        if number == method:
            yield PlannedClaim(writer.sentence("claim.method"))
        elif number > method:
            parent = rng.randint(method, number - 1)
            yield PlannedClaim(writer.sentence("claim.onemethod", n=parent), details, (parent,))
        elif number > 3 and rng.random() < 0.3:
            last = rng.randint(2, number - 1)
            opening = writer.sentence("claim.any", n=1, N=last)
            yield PlannedClaim(opening, details, tuple(range(1, last + 1)))
        else:
            parent = 1 if rng.random() < 0.6 else rng.randint(1, number - 1)
            yield PlannedClaim(writer.sentence("claim.one", n=parent), details, (parent,))
