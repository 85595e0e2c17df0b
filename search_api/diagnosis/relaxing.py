"""How one condition can be asked for more loosely, from the least that is given up to the most.

A ladder is a row of canonical conditions, each of which finds all that those before it find; so the
nearest of a ladder is the first that finds anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from indexer.analysis_words import CJK_RUN, WORD
from indexer.classes import Classes
from indexer.query import Range
from parsers.numbers import readings
from parsers.symbols import ancestors, printed
from search_api.language import syntax as s
from search_api.language.classes import scheme_of
from search_api.language.dialects import canonical
from search_api.language.nearness import MAX_DISTANCE, MAX_OPERANDS
from search_api.language.tree import Leaf
from search_api.language.trees import bare
from search_api.language.words import spell

Kind: TypeAlias = Literal[
    "spelling", "form", "number", "order", "distance", "unit", "apart", "exception",
    "period", "class", "field", "language", "word", "filter", "clause",
]  # fmt: skip
"""What is given up; in this order, from the least to the most."""

RANKS: dict[str, int] = {
    "spelling": 0, "form": 1, "number": 1, "order": 2, "distance": 3, "unit": 4, "apart": 5,
    "exception": 6, "period": 6, "class": 7, "field": 8, "language": 9, "word": 10, "filter": 11,
    "clause": 12,
}  # fmt: skip

_DISTANCES = (5, 10, 20, 50)
_WIDER = {
    "ti": ("ta", "tac", "full"), "ab": ("ta", "tac", "full"), "clm": ("tac", "full"),
    "desc": ("full",), "ta": ("tac", "full"), "tac": ("full",), "pa": ("names",),
    "in": ("names",), "ipc": ("class",), "cpc": ("class",),
}  # fmt: skip
_FORMED = re.compile(r'(?:NOSTEM|EXACT|KEEP_[A-Z]+)\(([^()]*)\)|(?<![\w"])=(?=["\w])')
_OTHER_NUMBERS = {"pn": ("an", "prn"), "an": ("pn", "prn"), "prn": ("an", "pn"), "ct": ()}
_LONG_RUN = 4
_CUTS = 5
_SHORT_WORD = 5


class Rung(NamedTuple):
    """A looser condition, canonical."""

    kind: Kind
    text: str


Ladder: TypeAlias = tuple[Rung, ...]


class Chained(NamedTuple):
    """The operands of a phrase or a proximity, canonical; a phrase has no operators."""

    operands: tuple[str, ...]
    operators: tuple[s.Closeness, ...] = ()


def chained(leaf: Leaf) -> Chained | None:
    """What a condition asks to stand together; None where it asks for one thing only."""
    if leaf.relation == "near":
        node = bare(canonical.parse(leaf.value))
        if not isinstance(node, s.Proximity):
            return None
        texts = tuple(leaf.value[slice(*one.span)] for one in node.operands)
        return Chained(texts, node.operators)
    if leaf.relation != "contains" or not leaf.said or "(" in leaf.value or leaf.value[0] == "=":
        return None
    words = tuple(dict.fromkeys(map(spell, _words(leaf.said[0]))))
    return Chained(words) if len(words) > 1 else None


def _words(text: str) -> Iterator[str]:
    """The words of a phrase; those with wildcards whole. A Chinese run is one word."""
    for chunk in text.split():
        if re.search(r"[*?{\\]", chunk):
            yield chunk
        else:
            yield from WORD.findall(chunk)


def _cut(leaf: Leaf) -> Iterator[Ladder]:
    """A Chinese run in two, cut near its middle first, for nothing says where its words end."""
    text, name = leaf.value, leaf.target.name
    if not CJK_RUN.fullmatch(text) or len(text) < _LONG_RUN:
        return
    places = sorted(range(2, len(text) - 1), key=lambda at: abs(2 * at - len(text)))
    for at in places[:_CUTS]:
        yield tuple(_apart(name, Chained((text[:at], text[at:])), names=False))[-3:]
    yield tuple(Rung("word", f"{name}:{text[:end]}") for end in range(len(text) - 1, 1, -1))
    yield tuple(Rung("word", f"{name}:{text[start:]}") for start in range(1, len(text) - 1))


def misspelt(leaf: Leaf) -> Iterator[Ladder]:
    """A word that finds nothing, with one letter and then two otherwise."""
    word = leaf.value
    if leaf.relation == "contains" and word.isalnum() and not CJK_RUN.search(word):
        edits = (1, 2) if len(word) > _SHORT_WORD else (1,)
        if len(word) > _SHORT_WORD - 2:
            yield tuple(Rung("spelling", f"{leaf.target.name}:{word}~{count}") for count in edits)


def ladders(leaf: Leaf, classes: Classes | None) -> Iterator[Ladder]:
    """Every way to ask for it more loosely, field by field what it allows."""
    name, kinds = leaf.target.name, leaf.target.kinds
    if kinds <= {"text", "name"}:
        if (loose := unformed(leaf.value)) != leaf.value:
            yield (Rung("form", f"{name}:{loose}"),)
        if apart := chained(leaf):
            yield tuple(_apart(name, apart, names=kinds == {"name"}))
        yield from _cut(leaf)
    elif kinds == {"symbol"}:
        yield tuple(_above(leaf, classes))
    elif kinds == {"number"}:
        yield from _numbers(leaf)
    elif kinds == {"integer"}:
        yield tuple(_counts(leaf))
    elif name == "kind" and leaf.relation == "is":
        yield (Rung("class", f"kind:{leaf.value[:1]}*"),)
    yield tuple(_fields(leaf))
    if leaf.target.lang:
        yield (Rung("language", f"{name.partition('@')[0]}:{leaf.value}"),)


def unformed(value: str) -> str:
    """The value with its words by their stems, and names in every spelling."""
    before = ""
    while value != before:
        before, value = value, _FORMED.sub(lambda found: found[1] or "", value)
    return value


def _apart(name: str, found: Chained, *, names: bool) -> Iterator[Rung]:
    operands, operators = found
    if any(one.negated for one in operators):
        yield Rung("exception", f"{name}:{operands[0]}")
        return
    kinds = {one.kind for one in operators} or {"adj"}
    tight = kinds <= {"near", "adj"}
    if tight and len(operands) <= MAX_OPERANDS:
        yield from _nearer(name, found)
    if names:
        if "entry" not in kinds:
            yield Rung("unit", f"{name}:({' ENTRY '.join(operands)})")
    else:
        if tight:
            yield Rung("unit", f"{name}:({' SENT '.join(operands)})")
        if tight or kinds == {"sent"}:
            yield Rung("unit", f"{name}:({' PARA '.join(operands)})")
    yield Rung("apart", f"{name}:({' AND '.join(operands)})")


def _nearer(name: str, found: Chained) -> Iterator[Rung]:
    operands, operators = found
    steps = [one.distance or 1 for one in operators] or [1] * (len(operands) - 1)
    if not operators or any(one.kind == "adj" for one in operators):
        yield Rung("order", f"{name}:({_chain(operands, steps)})")
    for distance in _DISTANCES:
        if min(steps) < distance <= MAX_DISTANCE:
            wider = [max(one, distance) for one in steps]
            yield Rung("distance", f"{name}:({_chain(operands, wider)})")


def _chain(operands: tuple[str, ...], distances: list[int]) -> str:
    after = (f" NEAR{d} {one}" for d, one in zip(distances, operands[1:], strict=True))
    return operands[0] + "".join(after)


def _above(leaf: Leaf, classes: Classes | None) -> Iterator[Rung]:
    """The symbol with all below it, then everything above it up to the class."""
    if not leaf.said or leaf.relation == "between":
        return
    scheme, symbol = scheme_of(leaf.target.fields[0]), leaf.said[0]
    path = (classes.path(scheme, symbol) if classes else None) or ancestors(scheme, symbol)
    upward = sorted({*path, *ancestors(scheme, symbol)}, key=len, reverse=True)
    for one in upward:
        if len(one) > 1 and (one != symbol or leaf.relation != "below"):
            shown = printed(scheme, one, "compact")
            yield Rung("class", f"{leaf.target.name}:{spell(f'{shown}/low')}")


def _numbers(leaf: Leaf) -> Iterator[Ladder]:
    number, name = leaf.said[0], leaf.target.name
    if leaf.relation != "is":
        return
    plain = dict.fromkeys(
        f"{one.office}{one.number}"
        for one in readings(number)
        if one.kind and one.what == "publication"
    )
    for one in plain:
        yield (Rung("number", f'{name}:"{one}"'),)
    for other in _OTHER_NUMBERS.get(name, ()):
        yield (Rung("field", f"{other}:{leaf.value}"),)


def _counts(leaf: Leaf) -> Iterator[Rung]:
    """A range of numbers, its ends farther and farther apart."""
    if not isinstance(leaf.query, Range):
        return
    low, high = leaf.query.low, leaf.query.high
    name = leaf.target.name
    if name == "py":  # its nearest year is looked for
        return
    for times in (2, 4, 8, 16, 32):
        less, more = (None if low is None else low // times), high and high * times
        yield Rung("period", f"{name}:{_range(less, more)}")


def _range(low: int | None, high: int | None) -> str:
    return f"[{'*' if low is None else low} TO {'*' if high is None else high}]"


def _fields(leaf: Leaf) -> Iterator[Rung]:
    name, at, lang = leaf.target.name.partition("@")
    if name.startswith("clm."):
        yield Rung("field", f"clm:{leaf.value}")
        name = "clm"
    if leaf.relation in {"contains", "near", "is", "below"}:
        for wider in _WIDER.get(name, ()):
            yield Rung("field", f"{wider}{at}{lang}:{leaf.value}")


def fewer(leaf: Leaf, without: frozenset[int]) -> Ladder:
    """The condition without some of its words: those left as they stood, then anywhere."""
    found = chained(leaf)
    if found is None:
        return ()
    kept = [at for at in range(len(found.operands)) if at not in without]
    if not kept:
        return ()
    some = [found.operands[at] for at in kept]
    name = leaf.target.name
    rungs = []
    if kept == list(range(kept[0], kept[-1] + 1)) and len(some) > 1:
        operators = found.operators[kept[0] : kept[-1]]
        if not operators:
            plain = " ".join(one.strip('"') for one in some)
            rungs.append(Rung("word", f'{name}:"{plain}"'))
        elif not any(one.negated for one in operators):
            row = some[0] + "".join(
                f" {op.text} {one}" for op, one in zip(operators, some[1:], strict=True)
            )
            rungs.append(Rung("word", f"{name}:({row})"))
    rungs.append(Rung("word", f"{name}:({' AND '.join(some)})"))
    return tuple(rungs)


def each_word(leaf: Leaf) -> tuple[str, ...]:
    """Its words as conditions of their own, canonical; empty where it is a single thing."""
    found = chained(leaf)
    if found is None or any(one.negated for one in found.operators):
        return ()
    return tuple(f"{leaf.target.name}:{one}" for one in found.operands)


def is_date(leaf: Leaf) -> bool:
    """Whether the nearest date with hits can be looked for."""
    fields = leaf.target.fields
    return len(fields) == 1 and (fields[0].kind == "date" or fields[0].name == "py")
