"""The base of writers that say a canonical tree in the words of another system.

A dialect's writer names its fields and truncation signs and writes operators, dates and classes;
what it cannot say becomes a loss, and what it cannot say at all is left out. A text of "" is
something left out, and whatever needs it goes with it.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar, cast

from indexer.fields import GROUP_BY_NAME
from parsers.dates import days
from search_api.language import syntax as s
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.foreign import OPERATOR
from search_api.language.forms import is_form
from search_api.language.trees import bare, each, has_fields
from search_api.language.wildcards import Wildcards
from search_api.language.writing import Writer

Ends = tuple[str | None, str | None]
"""First and last canonical date or number; None is open."""


class Translator(Writer):
    """Writes the language of one system."""

    fields: ClassVar[FieldTable]
    wildcards: ClassVar[Wildcards]
    BARE: ClassVar[re.Pattern[str]] = re.compile(r"[\w]+(?:[\-.'][\w]+)*")
    """A word that needs no quotation marks, its truncation signs taken out."""
    RESERVED: ClassVar[re.Pattern[str]] = re.compile(r"and|or|not", re.IGNORECASE)
    """Words that are operators unless quoted."""
    BUT = " NOT "
    """The operator between what is demanded and what is excluded."""
    DEFAULT: ClassVar[str] = ""
    """What it calls the field of words that have none."""
    BOOSTS: ClassVar[bool] = False
    """Whether it has weights, `^2`."""
    SIMILAR: ClassVar[bool] = False
    """Whether it has words a few letters off, `colour~1`."""

    # What a dialect says.

    @abstractmethod
    def in_field(self, name: str, text: str) -> str:
        """Words, a group or a value in one of the dialect's fields; "" is its default field."""

    @abstractmethod
    def between(self, name: str, ends: Ends, node: s.Syntax) -> str:
        """Dates or numbers in a field; two equal ends are one of them, which may be partial."""

    @abstractmethod
    def near(self, operator: s.Closeness) -> str | None:
        """A proximity operator, or None if there is none like it."""

    def symbol(self, name: str, text: str, node: s.Syntax) -> str:
        """A class: `H01M10/05`, `H01M/low`, `B60L7/1*`."""
        return self.in_field(name, self.quoted(self.wildcard(text, node)))

    def symbols(self, name: str, low: str, high: str, node: s.Syntax) -> str:
        """A range of classes."""
        self.lose("lost_class_range", node, low=low, high=high)
        return self.in_field(name, self.quoted(low))

    def class_set(self, name: str, node: s.Syntax) -> str:
        """A condition on one combination set of classes."""
        del name
        return self.unsaid("cpcset", node)

    def number(self, name: str, text: str, node: s.Syntax) -> str:
        return self.in_field(name, self.quoted(self.wildcard(text, node)))

    def keyword(self, field: str, text: str, node: s.Syntax) -> str:
        """A value of a keyword field, by its canonical name."""
        name = self.fields.say((field,))
        if name is None:
            return self.unsaid(field, node)
        return self.in_field(name, self.quoted(self.wildcard(text, node)))

    def together(self, names: list[str]) -> str | None:
        """One name for several fields of the dialect, if it can say that."""
        del names
        return None

    def says(self, field: str) -> bool:
        """Whether it can say this canonical field at all."""
        return self.fields.say((field,)) is not None

    def lose_office(self, text: str, node: s.Syntax) -> None:
        """Note a number of any office, where one without an office is of the system's own."""
        if re.fullmatch(r"\d[\d\-*]+", text):
            self.lose("lost_any_office", node, value=text)

    # What follows from it.

    def translate(self, node: s.Syntax) -> str:
        """The whole query."""
        prepared = self.prepared(node)
        return "" if prepared is None else self.write(prepared)

    def prepared(self, node: s.Syntax) -> s.Syntax | None:
        """The tree with fields the dialect has, each around what it takes; None is left out."""
        found: s.Syntax | None = node
        match node:
            case s.Group(part):
                found = self.prepared(part)
            case s.AllOf() | s.AnyOf():
                found = _kept(node, [self.prepared(part) for part in node.parts])
            case s.Negation(part):
                found = _negated(node, self.prepared(part))
            case s.Boosted(part):
                found = self.prepared(part)
                if self.BOOSTS and found is not None:
                    found = replace(node, part=found)
                else:
                    self.lose("lost_boost", node)
            case s.Function():
                found = self._function(node)
            case s.Proximity(operands):
                prepared = map(self.prepared, operands)
                kept = tuple(one for one in prepared if one is not None)
                found = replace(node, operands=kept) if len(kept) == len(operands) else None
            case s.Compared():
                found = self._fields(self.names(node.fields), _between(node), node.span)
            case s.Fielded(names, value):
                whole = kinds_of(self.names(names)) == {"set"}
                inner = bare(value) if whole else self.prepared(value)
                found = inner and self._fields(self.names(names), inner, node.span)
        return found

    def _function(self, node: s.Function) -> s.Syntax | None:
        if is_form(node.name):
            self.lose("lost_form", node, value=_shown(node.part))
            return self.prepared(node.part)
        self.lose("lost_function", node, name=node.name)
        return None

    def _fields(self, names: tuple[str, ...], value: s.Syntax, span: s.Span) -> s.Syntax | None:
        """The value in these fields: in one name of the dialect, or in each part by itself."""
        if isinstance(value, s.Fielded):
            return value
        if names == ("py",) and not self.says("py"):
            names, value = ("pd",), each(value, self._dated)
        names = self._sayable(names, span)
        if not names:
            return None
        boolean = isinstance(value, s.AllOf | s.AnyOf | s.Negation)
        together = _is_text(names) or not boolean
        if self._said(names) is not None and together and not (boolean and has_fields(value)):
            return s.Fielded(named(names, span), value, span)
        match value:
            case s.Negation(part):
                return _negated(value, self._fields(names, part, span))
            case s.AllOf(parts) | s.AnyOf(parts):
                return _kept(value, [self._fields(names, part, span) for part in parts])
        fielded = [s.Fielded(named((name,), span), value, span) for name in names]
        return _kept(s.AnyOf((), span), list(fielded))

    def _dated(self, node: s.Syntax) -> s.Syntax:
        """Years as dates; those no date has become the first or last that one has."""
        if isinstance(node, s.Between):
            ends = [cast("s.Value", self._dated(end)) for end in (node.low, node.high)]
            return replace(node, low=ends[0], high=ends[1])
        if not isinstance(node, s.Word) or not node.text.isdigit():
            return node
        year = str(min(max(int(node.text), 1000), 9999))
        if year != node.text:
            self.lose("lost_range", node, instead=year)
        return replace(node, text=year)

    def _said(self, names: tuple[str, ...]) -> str | None:
        """What the dialect calls these fields together."""
        if (said := self.fields.say(names)) is not None:
            return said
        if len(names) == 1:
            return "" if self.says(names[0]) else None
        if not _is_text(names):
            return None
        return self.together([self.fields.say((name,)) or "" for name in names])

    def _sayable(self, names: tuple[str, ...], span: s.Span) -> tuple[str, ...]:
        """Canonical fields the dialect has a name for; languages and fields may be lost."""
        if self.fields.say(names) is not None:
            return names
        if any("@" in name for name in names):
            self.losses.add("lost_language", span, field=", ".join(names))
            return self._sayable(tuple(name.partition("@")[0] for name in names), span)
        kept: list[str] = []
        for name in names:
            group = GROUP_BY_NAME.get(name)
            parts = (name,) if self.says(name) or group is None else group.fields
            kept += [part for part in parts if self.says(part)]
            for part in parts:
                if not self.says(part):
                    self.losses.add("lost_field", span, field=part)
        return tuple(dict.fromkeys(kept))

    def inside(self, node: s.Syntax) -> str:
        node = bare(node)
        names = self.names(node.fields) if isinstance(node, s.Fielded) else ()
        if (
            isinstance(node, s.Fielded)
            and _is_text(names)
            and self._said(names) in {"", self.DEFAULT}
        ):
            return self.inside(node.value)
        return super().inside(node)

    def fielded(self, names: tuple[str, ...], value: s.Syntax, node: s.Fielded) -> str:
        del node
        said = self._said(names) or ""
        if _is_text(names):
            text = self.write(value)
            return self.in_field(said, text) if text else ""
        return self._one(said, names[0], value)

    def _one(self, said: str, field: str, value: s.Syntax) -> str:
        if kinds_of((field,)) == {"set"}:
            return self.class_set(said, value)
        match value:
            case s.Between(s.Word(low) | s.Quoted(low), s.Word(high) | s.Quoted(high)):
                if kinds_of((field,)) == {"symbol"}:
                    return self.symbols(said, low, high, value)
                ends = (None if low == "*" else low, None if high == "*" else high)
                return self.between(said, ends, value)
            case s.Word(text) | s.Quoted(text):
                return self._single(said, field, text, value)
            case _:
                return self.unsaid(field, value)

    def _single(self, said: str, field: str, text: str, node: s.Syntax) -> str:
        kinds = kinds_of((field,))
        if kinds & {"date", "integer"}:
            return self.between(said, (text, text), node)
        if kinds == {"symbol"}:
            return self.symbol(said, text, node)
        if kinds == {"keyword"}:
            return self.keyword(field, text, node)
        return self.number(said, text, node)

    def unsaid(self, field: str, node: s.Syntax) -> str:
        """Note that there is no such field, or value of it; the condition is left out."""
        self.lose("lost_field", node, field=field)
        return ""

    def all_of(self, parts: tuple[s.Syntax, ...]) -> str:
        """What is demanded first: NOT is an operator between two conditions."""
        nodes = [bare(part) for part in parts]
        demanded = [self.inside(node) for node in nodes if not isinstance(node, s.Negation)]
        text = self.joined(self.AND, demanded)
        for node in nodes:
            if isinstance(node, s.Negation) and (inner := self.inside(node.part)):
                if not text:
                    self.lose("lost_negation", node)
                text += self.BUT + inner if text else self.NOT + inner
        return text

    def negation(self, part: s.Syntax) -> str:
        self.lose("lost_negation", part)
        return super().negation(part)

    def closed(self, text: str) -> str:
        """A text in brackets unless it is one word or phrase."""
        return text if re.fullmatch(r'[^\s()"]+|"[^"]*"', text) else f"({text})"

    def value(self, node: s.Value | s.Between | s.LineSet) -> str:
        match node:
            case s.Word() | s.Quoted():
                return self.word(node)
            case s.LineSet(name):
                self.lose("lost_function", node, name=name)
            case _:
                self.lose("lost_function", node, name="[…]")
        return ""

    def word(self, node: s.Word | s.Quoted) -> str:
        if node.form != "stem" or node.keep:
            self.lose("lost_form", node, value=node.text)
        text = self.wildcard(node.text, node)
        if isinstance(node, s.Word) and node.similar is not None:
            if self.SIMILAR:
                return f"{text}~{node.similar}"
            self.lose("lost_similar", node, value=node.text)
        return self.quoted(text, always=isinstance(node, s.Quoted) and " " in text)

    def quoted(self, text: str, *, always: bool = False) -> str:
        """A text in quotation marks if it has to be."""
        letters = "".join(c for c in text if c not in self.wildcards.characters)
        needs = letters and not self.BARE.fullmatch(letters)
        if always or needs or self.RESERVED.fullmatch(text) or OPERATOR.fullmatch(text):
            return f'"{text}"'
        return text

    def wildcard(self, text: str, node: s.Syntax) -> str:
        """A canonical text in the dialect's truncation signs."""

        def lose(sign: str, instead: str) -> None:
            self.lose("lost_wildcard", node, sign=sign, value=text, instead=instead)

        return self.wildcards.write(text, lose).strip()

    def proximity(self, node: s.Proximity) -> str:
        operands = [self.inside(operand) for operand in node.operands]
        if not all(operands):
            return ""
        said = [self.near(operator) for operator in node.operators]
        for operator, text in zip(node.operators, said, strict=True):
            if text is None:
                key = "lost_exclusion" if operator.negated else "lost_proximity"
                self.lose(key, operator, operator=operator.text)
        if None in said:
            kept = [operands[0]]
            for operator, operand in zip(node.operators, operands[1:], strict=True):
                kept += [] if operator.negated else [operand]
            return self.joined(self.AND, kept)
        text = operands[0]
        for operator_text, operand in zip(said, operands[1:], strict=True):
            text += f" {operator_text} {operand}"
        return text


def _is_text(names: tuple[str, ...]) -> bool:
    kinds = kinds_of(name.partition("@")[0] for name in names)
    return bool(kinds) and kinds <= {"text", "name"}


def _kept(node: s.AllOf | s.AnyOf, parts: list[s.Syntax | None]) -> s.Syntax | None:
    """The operator over what is left of its parts."""
    kept = tuple(part for part in parts if part is not None)
    if len(kept) > 1:
        return replace(node, parts=kept)
    return kept[0] if kept else None


def _negated(node: s.Negation, part: s.Syntax | None) -> s.Syntax | None:
    return None if part is None else replace(node, part=part)


def _between(node: s.Compared) -> s.Between:
    """A comparison as a range."""
    value, anything = node.value, s.Word("*", node.value.span)
    if node.operator in {">", "<"}:  # a range has its ends in it
        value = s.Word(shifted(value.text, node.operator), value.span)
    low, high = (value, anything) if node.operator[0] == ">" else (anything, value)
    return s.Between(low, high, node.span)


def _shown(node: s.Syntax) -> str:
    return node.text if isinstance(node, s.Word | s.Quoted) else "…"


def shifted(text: str, operator: str) -> str:
    """The number or day next to this one."""
    by = 1 if operator == ">" else -1
    if text.isdigit() and len(text) != 4:
        return str(int(text) + by)
    edge = days(text)[operator == ">"]
    day = date(edge // 10000, edge // 100 % 100, edge % 100) + timedelta(by)
    return day.isoformat()
