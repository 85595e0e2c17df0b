"""The base of writers that say a canonical tree in the words of another system.

A dialect's writer names its fields and truncation signs and writes operators, dates and classes;
what it cannot say becomes a loss, and what it cannot say at all is left out. A text of "" is
something left out, and whatever needs it goes with it.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from datetime import date, timedelta
from typing import ClassVar

from indexer.fields import GROUP_BY_NAME
from parsers.dates import days
from search_api.language import syntax as s
from search_api.language.fields_of import FieldTable, kinds_of, named
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

    # What follows from it.

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

    def fielded(self, names: tuple[str, ...], value: s.Syntax, node: s.Fielded) -> str:
        inner = bare(value)
        if isinstance(inner, s.AllOf | s.AnyOf | s.Negation) and (
            not self._is_text(names) or has_fields(inner)
        ):
            return self.write(each(inner, lambda p: s.Fielded(node.fields, p, p.span)))
        return self._text(names, inner, node) if self._is_text(names) else self._value(names, inner)

    def _is_text(self, names: tuple[str, ...]) -> bool:
        kinds = kinds_of(name.partition("@")[0] for name in names)
        return bool(kinds) and kinds <= {"text", "name"}

    def _text(self, names: tuple[str, ...], value: s.Syntax, node: s.Fielded) -> str:
        said = self.fields.say(names)
        if said is None and any("@" in name for name in names):
            self.lose("lost_language", node, field=", ".join(names))
            names = tuple(name.partition("@")[0] for name in names)
            said = self.fields.say(names)
        if said is not None:
            return self._in(said, self.write(value))
        kept = self._sayable(names, node)
        known = [name for one in kept if (name := self.fields.say((one,))) is not None]
        said = known[0] if len(known) == 1 else self.together(known)
        if said is not None or not known:
            return self._in(said, self.write(value)) if said is not None else ""
        if isinstance(value, s.AllOf | s.AnyOf | s.Negation):
            fields = named(kept, node.span)
            return self.write(each(value, lambda p: s.Fielded(fields, p, p.span)))
        return self.joined(self.OR, [self._in(one, self.write(value)) for one in known])

    def _sayable(self, names: tuple[str, ...], node: s.Syntax) -> tuple[str, ...]:
        """Canonical fields the dialect has a name for, one by one; the others are lost."""
        kept: list[str] = []
        for name in names:
            parts = (name,) if self.fields.say((name,)) is not None else self._members(name)
            kept += [part for part in parts if self.fields.say((part,)) is not None]
            for part in set(parts).difference(kept):
                self.unsaid(part, node)
        return tuple(dict.fromkeys(kept))

    def _in(self, name: str, text: str) -> str:
        return self.in_field(name, text) if text else ""

    def unsaid(self, field: str, node: s.Syntax) -> str:
        """Note that there is no such field; the condition is left out."""
        self.lose("lost_field", node, field=field)
        return ""

    def _value(self, names: tuple[str, ...], value: s.Syntax) -> str:
        said = self.fields.say(names)
        if said is not None and kinds_of(names) != {"keyword"}:
            return self._one(said, names[0], value)
        single = [part for name in names for part in self._members(name)]
        texts = [self._leaf(name, value) for name in single]
        return self.joined(self.OR, texts)

    def _members(self, name: str) -> tuple[str, ...]:
        return GROUP_BY_NAME[name].fields if name in GROUP_BY_NAME else (name,)

    def _leaf(self, field: str, value: s.Syntax) -> str:
        if kinds_of((field,)) == {"keyword"} and isinstance(value, s.Word | s.Quoted):
            return self.keyword(field, value.text, value)
        said = self.fields.say((field,))
        return self.unsaid(field, value) if said is None else self._one(said, field, value)

    def _one(self, said: str, field: str, value: s.Syntax) -> str:
        kinds = kinds_of((field,))
        match value:
            case s.Between(s.Word(low) | s.Quoted(low), s.Word(high) | s.Quoted(high)):
                if kinds == {"symbol"}:
                    return self.symbols(said, low, high, value)
                ends = (None if low == "*" else low, None if high == "*" else high)
                return self.between(said, ends, value)
            case s.Word(text) | s.Quoted(text):
                if kinds & {"date", "integer"}:
                    return self.between(said, (text, text), value)
                if kinds == {"symbol"}:
                    return self.symbol(said, text, value)
                return self.number(said, text, value)
            case _:
                return self.unsaid(field, value)

    def compared(self, node: s.Compared) -> str:
        value = node.value
        if node.operator in {">", "<"}:  # the canonical text has no open comparison of dates
            value = s.Word(_shifted(value.text, node.operator), value.span)
        anything = s.Word("*", value.span)
        low, high = (value, anything) if node.operator[0] == ">" else (anything, value)
        return self._value(self.names(node.fields), s.Between(low, high, node.span))

    def boosted(self, node: s.Boosted) -> str:
        self.lose("lost_boost", node)
        return self.write(node.part)

    def function(self, node: s.Function) -> str:
        self.lose("lost_function", node, name=node.name)
        return ""

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
        if node.form != "stem":
            self.lose("lost_form", node, value=node.text)
        text = self.wildcard(node.text, node)
        return self.quoted(text, always=isinstance(node, s.Quoted) and " " in text)

    def quoted(self, text: str, *, always: bool = False) -> str:
        """A text in quotation marks if it has to be."""
        letters = "".join(c for c in text if c not in self.wildcards.characters)
        needs = letters and not self.BARE.fullmatch(letters)
        if always or needs or self.RESERVED.fullmatch(text):
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
                self.lose("lost_proximity", operator, operator=operator.text)
        if None in said:
            kept = [operands[0]]
            for operator, operand in zip(node.operators, operands[1:], strict=True):
                kept += [] if operator.negated else [operand]
            return self.joined(self.AND, kept)
        text = operands[0]
        for operator_text, operand in zip(said, operands[1:], strict=True):
            text += f" {operator_text} {operand}"
        return text


def _shifted(text: str, operator: str) -> str:
    """The number or day next to this one."""
    by = 1 if operator == ">" else -1
    if text.isdigit() and len(text) != 4:
        return str(int(text) + by)
    edge = days(text)[operator == ">"]
    day = date(edge // 10000, edge // 100 % 100, edge % 100) + timedelta(by)
    return day.isoformat()
