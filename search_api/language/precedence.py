"""The base of readers of languages in which AND binds tighter than OR, with fields on either side.

Beside those of `FieldReader` a grammar has the rules `conjunction` (a part, then `follow`),
`follow` (AND token and part, or just a part), `suffixed` (value, SUFFIX) and `word`, which may
end in its field after a slash.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from lark import Token
from lark.tree import Meta

from search_api.errors import QueryError
from search_api.language import syntax as s
from search_api.language.building import span_of, token_span
from search_api.language.day_ranges import read_day, read_days
from search_api.language.field_reading import FieldReader
from search_api.language.trees import bare


class PrecedenceReader(FieldReader):
    """For systems in which AND binds tighter than OR and a field may stand behind its value."""

    SUFFIXED: ClassVar[re.Pattern[str]] = re.compile(r"(.+)/([A-Za-z]{2,4}(?:,[A-Za-z]{2,4})*)")
    """A word with its fields: text, names."""
    OPERATORS: ClassVar[frozenset[str]] = frozenset()
    """Words that are operators, in lower case, and so are no words unless quoted."""

    def start(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        found: s.Syntax = children[0]
        return found

    def follow(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`AND x`, or just `x`, which is noted."""
        operand: s.Syntax = children[-1]
        if not isinstance(children[0], Token) and not isinstance(operand, s.Negation):
            self.once("note_beside_and", operand.span)
        return operand

    def conjunction(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AllOf(tuple(children), span_of(meta))

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """Operands with fields of their own stand without brackets, so that fields compare."""
        inner = [child if isinstance(child, Token) else bare(child) for child in children]
        fielded = [isinstance(child, s.Fielded) for child in inner]
        kept = [i if f else c for i, f, c in zip(inner, fielded, children, strict=True)]
        return super().proximity(meta, kept)

    def group(self, meta: Meta, children: list[Any]) -> s.Syntax:
        inner = [child for child in children if not isinstance(child, Token)]
        return s.Group(inner[0], span_of(meta))

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """A word, which may end in its fields: `Schulte/PA`."""
        token = children[0]
        if token.lower() in self.OPERATORS:
            raise QueryError("unexpected", position=token_span(token), token=str(token))
        found = self.SUFFIXED.fullmatch(token)
        if found is None or not all(name in self.fields for name in found[2].split(",")):
            return super().word(meta, children)
        start = token.start_pos or 0
        word = s.Word(self.wildcards.read(found[1]), (start, start + len(found[1])))
        return self.named_after(word, found[2], start + found.start(2), token_span(token))

    def suffixed(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`(太陽電池+光電池)/TX`."""
        value, suffix = children
        names = suffix[1:].lstrip()
        start = (suffix.start_pos or 0) + len(suffix) - len(names)
        return self.named_after(value, names, start, span_of(meta))

    def named_after(self, value: s.Syntax, names: str, start: int, span: s.Span) -> s.Syntax:
        """The value in the fields named behind it; `names` begin at `start`."""
        fields: tuple[s.FieldName, ...] = ()
        for found in re.finditer(r"[^\s,]+", names):
            place = (start + found.start(), start + found.end())
            fields += self.fields.read(found[0], place, self.context)
        return self.within(fields, value, span)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        if "date" in kinds and isinstance(part, s.Word | s.Quoted):
            return read_days(part)
        return super().leaf(part, names, kinds)

    def end(self, value: s.Value, kinds: frozenset[Any]) -> s.Value:
        if "date" in kinds and isinstance(value, s.Word):
            return s.Word(read_day(value.text) or value.text, value.span)
        return value
