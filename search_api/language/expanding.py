"""Every way in which more is searched than what was typed, each of which can be switched off.

What makes a query find more than its letters: stems, legal forms and orders of names, simplified
and traditional characters, everything below a class, the fields of a group, the days of a month or
year, the kinds of a number; synonyms and abbreviations, where they were asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from opencc import OpenCC

from indexer.analysis import tokens
from indexer.analysis_words import CJK, CJK_RUN, WORD, narrow
from indexer.fields import BY_NAME, GROUP_BY_NAME
from indexer.query import And, DateRange, Filter, Keyword, Match, Or, Query
from parsers.han import simplified
from parsers.numbers import readings
from search_api.answers import ExpansionAnswer
from search_api.language import syntax as s
from search_api.language.dialects import canonical
from search_api.language.names import Target
from search_api.language.syntax import Span
from search_api.language.tree import (
    Branch,
    Call,
    Inverse,
    Leaf,
    Tree,
    Weighted,
    invert,
    join,
    leaves,
    to_text,
)
from search_api.language.words import spell
from search_api.messages import render

if TYPE_CHECKING:
    from search_api.language.understand import Understood

Kind: TypeAlias = Literal[
    "stem",
    "names",
    "characters",
    "classes",
    "fields",
    "dates",
    "number",
    "synonym",
    "abbreviation",
]

MOST = 40
"""Expansions told of one query; of longer ones the first."""

_WRITTEN_MOST = 20_000
"""Characters of all `without` of one query: long queries would be repeated for every word."""

_FORMS_SHOWN = 12
_NUMBERS_ASKED = 5
"""Numbers looked up, at most: lists of them have thousands."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """One widening. `text` is what was widened, canonical, at `span` of the query as typed.

    `forms` are what is found for it as well, as far as known; `count` is their number where they
    are too many to list. `without` is the whole query, canonical, without this widening: None
    where the index cannot do without. `origin` says who tells the forms, of synonyms.
    """

    kind: Kind
    text: str
    span: Span
    forms: tuple[str, ...] = ()
    without: str | None = None
    count: int | None = None
    origin: str | None = None

    def answer(self) -> ExpansionAnswer:
        """The expansion as it is answered, in both languages."""
        return ExpansionAnswer(
            kind=self.kind,
            text=self.text,
            span=self.span,
            forms=self.forms,
            count=self.count,
            without=self.without,
            origin=self.origin,
            label_zh=self._label("zh"),
            label_en=self._label("en"),
        )

    def _label(self, lang: Literal["zh", "en"]) -> str:
        text, shown = self.text, list(self.forms)
        if self.kind == "fields":
            text = getattr(GROUP_BY_NAME[text], lang)
            shown = [getattr(BY_NAME[name], lang) for name in shown]
        forms = ("、" if lang == "zh" else ", ").join(shown)
        more = " …" if (self.count or 0) > len(shown) else ""
        values: dict[str, object] = {"text": text, "forms": forms + more}
        key = f"expanded_{self.kind}" if shown else f"expanded_{self.kind}_unknown"
        return render(key, lang, values | {"origin": self.origin or ""})[0]


class Known(NamedTuple):
    """What the index tells: the written forms of a word in it, and the kinds of a number in it."""

    words: Callable[[str], tuple[str, ...]] | None = None
    numbers: Callable[[str], tuple[str, ...]] | None = None


NOTHING_KNOWN = Known()


def expansions(understood: Understood, known: Known = NOTHING_KNOWN) -> tuple[Expansion, ...]:
    """What was widened, in the order of the query; what was not is not told."""
    found: dict[tuple[str, str, str | None], Expansion] = {}
    for one in _all(understood, known):
        if len(found) == MOST:
            break
        found.setdefault((one.kind, one.text, one.without), one)
    return tuple(found.values())


def _all(understood: Understood, known: Known) -> Iterator[Expansion]:
    tree = understood.tree
    left = _WRITTEN_MOST // max(len(understood.text), 1)

    def written(new: Mapping[int, Tree]) -> str | None:
        """The query with these leaves, as long as there is room."""
        nonlocal left
        left -= 1
        return to_text(replaced(tree, new), brief=True) if left >= 0 else None

    some = list(leaves(tree))
    yield from _groups(some, written)
    asked = _NUMBERS_ASKED
    for at, leaf in enumerate(some):

        def without(value: str, at: int = at, leaf: Leaf = leaf) -> str | None:
            return written({at: replace(leaf, value=value)})

        kinds = leaf.target.kinds
        if kinds <= {"text", "name"}:
            yield from _words(leaf, understood.typed, without, known)
        elif kinds == {"symbol"}:
            yield from _classes(leaf, without)
        elif kinds == {"date"}:
            yield from _dates(leaf, without)
        elif kinds == {"number"} and known.numbers and asked:
            asked -= 1
            yield from _numbers(leaf, without, known.numbers)


def replaced(tree: Tree, new: Mapping[int, Tree]) -> Tree:
    """The tree with something else for these leaves, counted as `leaves` yields them."""
    places = iter(range(1 << 30))

    def walk(node: Tree) -> Tree:
        match node:
            case Leaf():
                return new.get(next(places), node)
            case Branch(operator, parts):
                return join(operator, tuple(map(walk, parts)))
            case Inverse(part):
                return invert(walk(part))
            case Weighted(part, factor):
                return Weighted(walk(part), factor)
            case Call(name, part):
                return Call(name, walk(part))

    return walk(tree)


Without: TypeAlias = Callable[[str], str | None]
Written: TypeAlias = Callable[[Mapping[int, Tree]], str | None]


def _words(leaf: Leaf, typed: str, without: Without, known: Known) -> Iterator[Expansion]:
    names = any(field.kind == "name" for field in leaf.target.fields)
    texts = any(field.kind == "text" for field in leaf.target.fields)
    for text, low, high in _terms(leaf):
        span = _located(text, leaf.span, typed)

        def other(spelled: str, low: int = low, high: int = high) -> str | None:
            return without(leaf.value[:low] + spelled + leaf.value[high:])

        if texts and (forms := _inflected(text, known)) is not None:
            yield Expansion("stem", text, span, forms, other(spell(text, "word")))
        if variants := _variants(text):
            yield Expansion("characters", text, span, variants)
        if names and leaf.relation == "contains":
            met = _names_met(leaf.query, text)
            if met:
                exact = other(spell(text, "case"))
                yield Expansion("names", text, span, met[:_FORMS_SHOWN], exact, len(met))


def _terms(leaf: Leaf) -> Iterator[tuple[str, int, int]]:
    """Words and phrases compared by their stems, and where they stand in the leaf's value."""
    value = leaf.value
    if leaf.relation == "contains":
        if value.startswith('"') and value.endswith('"'):
            node: s.Syntax = s.Quoted(value[1:-1], (0, len(value)))
        elif "(" in value or value.startswith("="):
            return
        else:
            node = s.Word(value, (0, len(value)))
    else:
        node = canonical.parse(value)
    for one in _stemmed(node):
        if not any(sign in one.text for sign in "*?{\\"):
            yield one.text, *one.span


def _stemmed(node: s.Syntax) -> Iterator[s.Word | s.Quoted]:
    match node:
        case s.Word(similar=str()):
            return
        case s.Word() | s.Quoted():
            if node.form == "stem":
                yield node
        case s.AllOf(parts) | s.AnyOf(parts) | s.Proximity(parts):
            for part in parts:
                yield from _stemmed(part)
        case s.Group(part):
            yield from _stemmed(part)


def _located(text: str, within: Span, typed: str) -> Span:
    at = typed.find(text, *within)
    return (at, at + len(text)) if at >= 0 else within


def _inflected(text: str, known: Known) -> tuple[str, ...] | None:
    """Other forms found for the words of a text; None where every word stands for itself alone.

    Where the index tells them, they are words that occur in it; otherwise the stems.
    """
    words = [word for word in WORD.findall(narrow(text)) if not CJK.search(word)]
    if known.words:
        forms = [one for word in words for one in known.words(word) if one != word.lower()]
        return tuple(dict.fromkeys(forms))[:_FORMS_SHOWN] or None
    stems = [f"{stem}…" for word in words for stem in _stems(word) if stem != _plain(word)]
    return tuple(dict.fromkeys(stems)) or None


def _stems(word: str) -> Iterator[str]:
    for partition in ("en",) if word.isascii() else ("de", "fr"):
        yield from tokens(word, partition)


def _plain(word: str) -> str:
    """The word without case and accents, as the partition without stems has it."""
    return "".join(tokens(word, "xx"))


def _variants(text: str) -> tuple[str, ...]:
    """The same Chinese text in the other characters, simplified or traditional."""
    if not CJK_RUN.search(text):
        return ()
    return tuple(
        dict.fromkeys(
            one for one in (simplified(text), _traditional().convert(text)) if one != text
        )
    )


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def _names_met(query: Query, text: str) -> tuple[str, ...]:
    match query:
        case Or(parts) | And(parts):
            found = [form for part in parts for form in _names_met(part, text)]
        case Filter(part):
            return _names_met(part, text)
        case Match(fields, form) if BY_NAME[fields[0]].kind == "name":
            found = [form] if form != text else []
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def _classes(leaf: Leaf, without: Without) -> Iterator[Expansion]:
    if leaf.relation != "below":
        return
    symbol = leaf.said[0]
    below = [one for one in _values(leaf.query) if one.removesuffix("/low") != symbol]
    exact = without(spell(symbol.replace(" ", ""))) if " " in symbol else None
    symbols = tuple(one.removesuffix("/low") for one in below[:_FORMS_SHOWN])
    yield Expansion("classes", symbol, leaf.span, symbols, exact, len(below) or None)


def _values(query: Query) -> tuple[str, ...]:
    match query:
        case Keyword(_, values):
            return values
        case Or(parts):
            return tuple(dict.fromkeys(value for part in parts for value in _values(part)))
        case _:
            return ()


def _dates(leaf: Leaf, without: Without) -> Iterator[Expansion]:
    """A month or a year, told as its days; the narrower query asks for the first one."""
    found = leaf.query.queries[0] if isinstance(leaf.query, Or) else leaf.query
    if leaf.relation != "is" or not isinstance(found, DateRange):
        return
    if found.low and found.high and found.low != found.high:
        low, high = (printed_day(day) for day in (found.low, found.high))
        yield Expansion("dates", leaf.value, leaf.span, (f"{low} – {high}",), without(low))


def printed_day(day: int) -> str:
    """A day as the index has it, `20190131`, as a date."""
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"


def _numbers(
    leaf: Leaf, without: Without, held: Callable[[str], tuple[str, ...]]
) -> Iterator[Expansion]:
    """A number without kind, told as what is held of it; the narrower query asks for the first."""
    if leaf.relation != "is" or any(field.name != "pn" for field in leaf.target.fields):
        return
    number = leaf.said[0]
    if any(one.kind for one in readings(number)):
        return
    found = held(number)
    if len(found) > 1:
        yield Expansion("number", number, leaf.span, found, without(spell(found[0])))


def _groups(some: Sequence[Leaf], written: Written) -> Iterator[Expansion]:
    """Groups of fields, told once for all their conditions."""
    names = [leaf.target.name.partition("@")[0] for leaf in some]
    for name in dict.fromkeys(names):
        group = GROUP_BY_NAME.get(name)
        if group is None:
            continue
        own = {at: leaf for at, leaf in enumerate(some) if names[at] == name}
        first = group.fields[0]
        fewer = {at: replace(leaf, target=_only(leaf.target, first)) for at, leaf in own.items()}
        span = next(iter(own.values())).span
        yield Expansion("fields", name, span, group.fields, written(fewer))


def _only(target: Target, field: str) -> Target:
    name = f"{field}@{target.lang}" if target.lang else field
    return replace(target, name=name, fields=(BY_NAME[field],))
