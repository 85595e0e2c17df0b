"""From a canonical syntax tree to text: what the writers of all dialects share.

A dialect's writer is a subclass of `Writer` that says how it spells fields, words, operators and
ranges. What it cannot say it passes to `lose`, which keeps a note and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from search_api.language import syntax as s
from search_api.language.context import Notice
from search_api.language.tree import decimal
from search_api.language.trees import bare


@dataclass(slots=True)
class Losses:
    """What a translation could not keep: notes whose spans are in the text translated from."""

    notices: list[Notice] = field(default_factory=list)

    def add(self, key: str, span: s.Span, **values: object) -> None:
        notice = Notice(key, span, values)
        if notice not in self.notices:
            self.notices.append(notice)


class Writer:
    """Writes the canonical language; a dialect overrides what it says otherwise.

    Precedence is made explicit with brackets wherever two different operators meet, so that no
    reader needs to know a system's rules. Fields come as canonical names (`ti`, `ab@zh`, `pa.cc`).
    """

    AND, OR, NOT = " AND ", " OR ", "NOT "

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def write(self, node: s.Syntax) -> str:
        """The node as text, without brackets around it."""
        match node:
            case s.Group(part):
                text = self.write(part)
            case s.AllOf(parts):
                text = self.all_of(parts)
            case s.AnyOf(parts):
                text = self.any_of(parts)
            case s.Negation(part):
                text = self.negation(part)
            case _:
                text = self.condition(node)
        return text

    def condition(self, node: s.Syntax) -> str:
        """A node that is no Boolean operator."""
        match node:
            case s.Fielded(names, value):
                text = self.fielded(self.names(names), value, node)
            case s.Compared():
                text = self.compared(node)
            case s.Boosted():
                text = self.boosted(node)
            case s.Proximity():
                text = self.proximity(node)
            case s.Function():
                text = self.function(node)
            case s.Word() | s.Quoted() | s.Past() | s.Between() | s.LineSet():
                text = self.value(node)
            case _:
                text = self.inside(node)
        return text

    def inside(self, node: s.Syntax) -> str:
        """The node as one operand: in brackets if it is more than one thing."""
        node = bare(node)
        text = self.write(node)
        several = isinstance(node, s.AllOf | s.AnyOf | s.Negation | s.Proximity)
        return f"({text})" if several and text else text

    def joined(self, operator: str, texts: Iterable[str]) -> str:
        """Texts under one operator; empty ones, which a dialect cannot say, are left out."""
        return operator.join(text for text in texts if text)

    def lose(self, key: str, node: s.Syntax | s.Closeness, **values: object) -> None:
        self.losses.add(key, node.span, **values)

    def names(self, names: Iterable[s.FieldName]) -> tuple[str, ...]:
        return tuple(name.text for name in names)

    def value(self, node: s.Value | s.Between | s.LineSet) -> str:
        match node:
            case s.Word() | s.Quoted():
                return self.word(node)
            case s.Past(text):
                return text
            case s.Between(low, high):
                return f"[{self.value(low)} TO {self.value(high)}]"
            case s.LineSet(name):
                return name

    def word(self, node: s.Word | s.Quoted) -> str:
        text = f'"{node.text}"' if isinstance(node, s.Quoted) else node.text
        if isinstance(node, s.Word) and node.similar is not None:
            text += f"~{node.similar}"
        if node.form == "case":
            text = f"={text}"
        elif node.form == "word":
            text = f"NOSTEM({text})"
        for one in sorted(node.keep):
            text = f"KEEP_{one.upper()}({text})"
        return text

    def fielded(self, names: tuple[str, ...], value: s.Syntax, node: s.Fielded) -> str:
        """`names` are canonical; `node` is there for its span."""
        del node
        name = names[0] if len(names) == 1 else f"({','.join(names)})"
        text = self.inside(value)
        nested = isinstance(bare(value), s.Fielded | s.Compared | s.Boosted)
        return f"{name}:({text})" if nested else f"{name}:{text}"

    def compared(self, node: s.Compared) -> str:
        names = self.names(node.fields)
        return f"{names[0]}{node.operator}{self.value(node.value)}"

    def all_of(self, parts: tuple[s.Syntax, ...]) -> str:
        return self.joined(self.AND, map(self.inside, parts))

    def any_of(self, parts: tuple[s.Syntax, ...]) -> str:
        return self.joined(self.OR, map(self.inside, parts))

    def negation(self, part: s.Syntax) -> str:
        text = self.inside(part)
        return self.NOT + text if text else ""

    def boosted(self, node: s.Boosted) -> str:
        text = self.inside(node.part)
        twice = isinstance(bare(node.part), s.Boosted)
        weight = decimal(node.factor)
        return f"({text})^{weight}" if twice else f"{text}^{weight}"

    def proximity(self, node: s.Proximity) -> str:
        text = self.inside(node.operands[0])
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            text += f" {self.closeness(operator)} {self.inside(operand)}"
        return text

    def closeness(self, operator: s.Closeness) -> str:
        distance = "" if operator.distance is None else operator.distance
        unit = "c" if operator.characters else ""
        before = "NOT " if operator.negated else ""
        return f"{before}{operator.kind.upper()}{distance}{unit}"

    def function(self, node: s.Function) -> str:
        return f"{node.name}({self.write(node.part)})"


def plain(text: str) -> str:
    """A canonical text with its escaped signs as themselves, for systems without such signs."""
    return re.sub(r"\\(.)", r"\1", text)
