"""The base of readers of languages in which a field stands before its value: `ti:(a OR b)`.

A dialect says what its fields and truncation signs are; values of dates, classes and numbers are
put into canonical shapes here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, ClassVar, cast

from lark import Token
from lark.tree import Meta

from parsers.numbers.text import OFFICES
from search_api.language import syntax as s
from search_api.language.building import Builder, span_of, token_span
from search_api.language.context import Context
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.shapes import Order, read_open_shape
from search_api.language.trees import Step, each, hoisted, left_to_right
from search_api.language.wildcards import Wildcards

OFFICE_OF = {"pn": "cc", "an": "an.cc", "prn": "prn.cc"}
"""Number fields, and where a bare office code in them is looked for."""
_HIGH = re.compile(r"([A-HY](?:\d\d[A-Z]?)?)(?:[*?]|\{\d*,\d*\})+", re.IGNORECASE)
_MAIN = re.compile(r"([A-HY]\d\d[A-Z]\s*\d{1,4})/(?:[*?]|\{\d*,\d*\})+", re.IGNORECASE)
_SUBCLASS = re.compile(r"[A-HY]\d\d[A-Z]", re.IGNORECASE)
_GROUP = re.compile(r"\d{1,4}/(?:\d{2,6}|[*?]+)(?:/low)?")
_FOREIGN = re.compile(
    r"(?:TTL|ABST|ACLM|SPEC|CCL|ISD|APD|AN|IN|TI|AB|PA|IC|CPC|PD)/\w.*"
    r"|.*\w/(?:TI|AB|CL|CLMS?|IP|TX|FT|PA|IN|IPC|CPC)|\$[A-Z]+\d*|XOR|AROUND"
)
_FIELD_END = re.compile(r"[\s:=/]+$")


class FieldReader(Builder):
    """Rules `clause` (FIELD token, value), `query`, `step` and `negated` beside the common ones."""

    fields: ClassVar[FieldTable]
    wildcards: ClassVar[Wildcards]
    ORDER: ClassVar[Order] = "day"
    """Whether day or month stands first in dates like 03/04/2020."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._said: set[str] = set()

    def once(self, key: str, span: s.Span, instead: str | None = None, **values: object) -> None:
        """A note that is the same wherever its cause stands, at the first place only."""
        if key not in self._said:
            self._said.add(key)
            self.context.note(key, span, instead, **values)

    def query(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return left_to_right(children[0], children[1:], self.context)

    def negated(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return self.negation(meta, [one for one in children if not isinstance(one, Token)])

    def step(self, meta: Meta, children: list[Any]) -> Step:
        """`AND x`, `OR x`, `NOT x` or just `x`; operators in words or signs."""
        if isinstance(children[0], Token) and children[0].type == "BOOL":
            operator = "OR" if re.match(r"[|o]", children[0], re.IGNORECASE) else "AND"
            return Step(cast("Any", operator), children[-1], token_span(children[0]))
        return Step("AND", children[-1], span_of(meta))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """A phrase; double quotes inside single ones are no part of it."""
        text = children[0][1:-1].replace('"', " ")
        return s.Quoted(self.wildcards.read(text), token_span(children[0]))

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        self.note_foreign(children[0])
        return s.Word(self.wildcards.read(children[0]), token_span(children[0]))

    def note_foreign(self, token: Token) -> None:
        """Say so when a word looks like a field or an operator of another system."""
        if _FOREIGN.fullmatch(token):
            self.context.note(
                "note_foreign_sign", token_span(token), f'"{token}"', value=str(token)
            )

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return hoisted(cast("s.Proximity", super().proximity(meta, children)), lent=True)

    def range(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Between(children[0], children[1], span_of(meta))

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token, value = children
        name = _FIELD_END.sub("", token)
        start = token.start_pos or 0
        names = self.fields.read(name, (start, start + len(name)), self.context)
        return self.within(names, value, span_of(meta))

    def within(self, names: tuple[s.FieldName, ...], value: s.Syntax, span: s.Span) -> s.Syntax:
        """The value, each part of it in canonical shape, in these canonical fields."""
        kinds = kinds_of(name.text for name in names)
        if "symbol" in kinds:
            value = with_whole_classes(value)
        found = each(value, lambda part: self.leaf(part, names, kinds))
        return found if isinstance(found, s.Fielded) else s.Fielded(names, found, span)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        """One word, phrase or range of the fields."""
        if isinstance(part, s.Between):
            low, high = (self.end(one, kinds) for one in (part.low, part.high))
            return replace(part, low=low, high=high)
        if not isinstance(part, s.Word | s.Quoted):
            return part
        text = " ".join(part.text.split())
        if "date" in kinds:
            return replace(part, text=read_open_shape(text, self.ORDER) or text)
        if "symbol" in kinds:
            return replace(part, text=read_class(text))
        if "number" in kinds:
            return self.number(part, text, names)
        return replace(part, text=text) if kinds & {"keyword", "integer"} else part

    def end(self, value: s.Value, kinds: frozenset[Any]) -> s.Value:
        if "date" not in kinds or isinstance(value, s.Past):
            return value
        return replace(value, text=read_open_shape(value.text, self.ORDER) or value.text)

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """A number, or just an office: `PN:EP`."""
        office = text.rstrip("*").upper()
        if len(names) == 1 and names[0].text in OFFICE_OF and office in OFFICES:
            field = named([OFFICE_OF[names[0].text]], part.span)
            return s.Fielded(field, replace(part, text=office), part.span)
        return replace(part, text=text)


def any_ending(part: s.Word | s.Quoted, context: Context) -> s.Word | s.Quoted:
    """`H01M10/052?`, one more digit at most, as any ending; a note says so."""
    if not (found := re.fullmatch(r"([A-HY]\d\d[A-Z]\d+/\d+)((?:\?|\{0,\d\})+)", part.text)):
        return part
    context.note("note_class_wildcard", part.span, value=context.text[slice(*part.span)])
    return replace(part, text=f"{found[1]}*")


def with_whole_classes(node: s.Syntax) -> s.Syntax:
    """The tree with `G06F 17/40`, read as two words side by side, as one."""
    match node:
        case s.Group(part) | s.Negation(part):
            return replace(node, part=with_whole_classes(part))
        case s.AnyOf(parts):
            return replace(node, parts=tuple(map(with_whole_classes, parts)))
        case s.AllOf(parts):
            return _whole(node, [with_whole_classes(part) for part in parts])
        case _:
            return node


def _whole(node: s.AllOf, parts: list[s.Syntax]) -> s.Syntax:
    made: list[s.Syntax] = []
    for part in parts:
        last = made[-1] if made else None
        if (
            isinstance(last, s.Word)
            and isinstance(part, s.Word)
            and _SUBCLASS.fullmatch(last.text)
            and _GROUP.fullmatch(part.text)
        ):
            made[-1] = s.Word(last.text + part.text, (last.span[0], part.span[1]))
        else:
            made.append(part)
    return replace(node, parts=tuple(made)) if len(made) > 1 else made[0]


def read_class(text: str) -> str:
    """`H01M*` is all below the subclass, `H01M10/*` all below the main group; `B60L7/1*` stays."""
    if found := _HIGH.fullmatch(text):
        return found[1] + "/low"
    if found := _MAIN.fullmatch(text):
        return found[1] + "/00/low"
    return text


def written_class(text: str) -> tuple[str, bool]:
    """A canonical class as most systems write it, and whether that is all it says.

    Classes and subclasses mean all below them as they stand, `H01M10/00/low` is `H01M10/*`.
    """
    found = re.fullmatch(r"(.+)/(low|high|same)", text, re.IGNORECASE)
    if found is None:
        return text, True
    if found[2].lower() == "low" and "/" not in found[1]:
        return found[1], not re.fullmatch(r"\d[A-Z]\d{3} ?[A-Z]{2}\d+\w*", found[1])
    if found[2].lower() == "low" and found[1].endswith("/00"):
        return found[1].removesuffix("00") + "*", True
    return found[1], False
