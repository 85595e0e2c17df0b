"""The topics specimens are written about: terms in six languages with their genders."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources

LANGUAGES = ("en", "zh", "de", "fr", "ja", "ko")


@dataclass(frozen=True, eq=False, slots=True)
class Term:
    """One notion; `words` and `genders` by ISO 639-1 code (genders only for de and fr)."""

    words: dict[str, str]
    genders: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Quantity(Term):
    """A measurable property and its plausible range, in `unit`."""

    unit: str = ""
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Topic:
    ipc: tuple[str, ...]
    cpc: tuple[str, ...]
    tokens: tuple[str, ...]
    subjects: tuple[Term, ...]
    components: tuple[Term, ...]
    materials: tuple[Term, ...]
    quantities: tuple[Quantity, ...]
    processes: tuple[Term, ...]
    problems: tuple[Term, ...]


@cache
def topics() -> tuple[Topic, ...]:
    folder = resources.files(__package__) / "topics"
    found: list[Topic] = []
    for name in ("energy", "life", "computing", "machines", "matter"):
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        found.extend(_topic(block) for block in text.split("\ntopic |")[1:])
    return tuple(found)


def _topic(block: str) -> Topic:
    head, *lines = block.strip().splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    ipc, cpc = (_listed(cell) for cell in head.split("|"))
    tokens = next(_listed(row[1]) for row in rows if row[0] == "tokens")
    kinds = {kind: tuple(_term(row) for row in rows if row[0] == kind) for kind in "scmvx"}
    quantities = tuple(_quantity(row) for row in rows if row[0] == "q")
    return Topic(
        ipc, cpc, tokens, kinds["s"], kinds["c"], kinds["m"], quantities, kinds["v"], kinds["x"]
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _words(row: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    words = dict(zip(LANGUAGES, row[1:7], strict=True))
    genders = {}
    for language in ("de", "fr"):
        words[language], genders[language] = words[language].rsplit(" ", 1)
    return words, genders


def _term(row: list[str]) -> Term:
    return Term(*_words(row))


def _quantity(row: list[str]) -> Quantity:
    unit, low, high = row[7:10]
    return Quantity(*_words(row), unit, float(low), float(high))
