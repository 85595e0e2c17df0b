"""From the rules of `ppubs.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark import Token
from lark.tree import Meta

from indexer.fields import Kind
from search_api.language import syntax as s
from search_api.language.building import Builder, refuse_colon, span_of, token_span
from search_api.language.context import Context
from search_api.language.dialects.patft_reading import FIELDS as OLD_FIELDS
from search_api.language.dialects.ppubs_fields import (
    DATABASES,
    FIELDS,
    GROUPS,
    STOP_WORDS,
    WILDCARDS,
)
from search_api.language.dialects.ppubs_values import (
    read_class,
    read_date,
    read_name,
    read_us_number,
)
from search_api.language.fields_of import kinds_of, named
from search_api.language.set_reading import in_one_set
from search_api.language.spellings import other_spelling
from search_api.language.trees import Step, each, either, hoisted, joined

_OPERATOR = re.compile(r"(not\s+)?([a-z]+)/?(\d*)", re.IGNORECASE)
_KINDS: dict[str, Any] = {"adj": "adj", "near": "near", "with": "sent", "same": "para"}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{1,3}")
_COMPARED = re.compile(r'(>=|<=|<>|=>|=<|>|<|=)\s*"?([^\s"<>=]+)"?')
_DATABASE = re.compile("|".join(sorted(DATABASES, key=len, reverse=True)), re.IGNORECASE)
_TURNED = {"=>": ">=", "=<": "<="}
_OLD_FIELD = re.compile(r"([A-Za-z]{2,4})/(?=[A-Za-z\"($])(.+)")
_OPEN_SUFFIX = re.compile(r"(.+)\.([A-Za-z][A-Za-z0-9]{1,3})")

_LONE_SUFFIX = re.compile(r"\.([A-Za-z][A-Za-z0-9]{1,3}(?:,[A-Za-z][A-Za-z0-9]{1,3})*)")


class Reader(Builder):
    """Values get their canonical shape where their field, which stands behind them, is known."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._said: set[str] = set()

    def _once(self, key: str, span: s.Span, instead: str | None = None, **values: object) -> None:
        if key not in self._said:
            self._said.add(key)
            self.context.note(key, span, instead, **values)

    def alternatives(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return s.AnyOf(tuple(children), span_of(meta))

    def explicit(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return cast("s.Syntax", children[1])

    def beside(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        self._once("note_beside_or", children[0].span)
        return cast("s.Syntax", children[0])

    def exclusive(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return either(children, self.context)

    def demanded(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return self._and(children[0], children[1:])

    def led(self, meta: Meta, children: list[Any]) -> s.Syntax:
        first = s.Negation(children[1], (meta.start_pos, children[1].span[1]))
        return self._and(first, children[2:])

    def _and(self, first: s.Syntax, rest: list[Any]) -> s.Syntax:
        found = first
        for operator, operand in zip(rest[::2], rest[1::2], strict=True):
            negated = "not" in str(operator).lower()
            step = Step("NOT" if negated else "AND", operand, token_span(operator))
            found = joined(found, step, self.context)
        return found

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return hoisted(cast("s.Proximity", super().proximity(meta, children)), lent=True)

    def closeness(self, token: Token) -> s.Closeness:
        """`ADJ3`, `near`, `WITH2`, `NOT SAME`; a count that is missing is 1."""
        span = token_span(token)
        found = _OPERATOR.fullmatch(token)
        negated, name, digits = found.groups() if found else (None, str(token), "")
        kind = _KINDS[name.lower()]
        if kind in {"adj", "near"}:
            self._once("note_stop_words_counted", span)
        distance = int(digits[:6]) if digits else 1 if kind in {"adj", "near"} else None
        if kind == "para" and (distance or 1) > 1:
            self.context.note("note_same_count", span, operator=str(token))
        return s.Closeness(kind, distance, str(token), span, negated=bool(negated))

    def suffixed(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`x.ti,ab.`, and `x.ti. .ab.`, which means the same; `x.us-pgpub.`; `USPAT.dbnm.`."""
        node, span = cast("s.Syntax", children[0]), span_of(meta)
        fields: tuple[s.FieldName, ...] = ()
        grouped = False
        within: list[s.Syntax] = []
        for suffix in children[1:]:
            start = suffix.start_pos or 0
            if suffix.type == "DATABASE":
                found = _DATABASE.finditer(suffix)
                names = [s.Word(m[0], (start + m.start(), start + m.end())) for m in found]
                within.append(self.databases(names))
                continue
            for name in _NAME.finditer(suffix):
                place = (start + name.start(), start + name.end())
                if name[0].lower() == "dbnm":
                    return s.Group(each(node, self._database), span)
                fields += FIELDS.read(name[0], place, self.context)
                grouped = grouped or name[0].lower() in GROUPS
        if fields:
            fields = tuple({field.text: field for field in reversed(fields)}.values())[::-1]
            node = s.Fielded(fields, self._valued(node, fields, grouped=grouped), span)
        return s.Group(s.AllOf((node, *within), span), span) if within else node

    def databases(self, names: list[s.Word]) -> s.Syntax:
        """In any of these databases."""
        parts = [self._database(name) for name in names]
        if len(parts) == 1:
            return parts[0]
        span = (parts[0].span[0], parts[-1].span[1])
        return s.Group(s.AnyOf(tuple(parts), span), span)

    def _database(self, node: s.Syntax) -> s.Syntax:
        """The conditions that stand for a database."""
        if not isinstance(node, s.Word | s.Quoted):
            return node
        span = node.span
        meant = DATABASES.get(node.text.strip().lower())
        if meant is None:
            raise self.context.fail("database_not_held", span, name=node.text)
        parts: list[s.Syntax] = [
            s.Fielded(named([field], span), s.Word(value, span), span) for field, value in meant
        ]
        shown = " AND ".join(f"{field}:{value}" for field, value in meant) or "NOT cc:US"
        self.context.note("note_databases", span, name=node.text, meant=shown)
        if not parts:
            return s.Negation(s.Fielded(named(["cc"], span), s.Word("US", span), span), span)
        return parts[0] if len(parts) == 1 else s.Group(s.AllOf(tuple(parts), span), span)

    def _valued(
        self, node: s.Syntax, fields: tuple[s.FieldName, ...], *, grouped: bool
    ) -> s.Syntax:
        kinds = kinds_of(field.text for field in fields)

        def leaf(part: s.Syntax) -> s.Syntax:
            if isinstance(part, s.Proximity):
                return self._near(part, kinds, grouped=grouped)
            if not isinstance(part, s.Word | s.Quoted):
                return part
            text = " ".join(part.text.split())
            if "date" in kinds:
                return read_date(part, text)
            if "symbol" in kinds:
                return read_class(part, text, self.context)
            if "number" in kinds:
                return read_us_number(part, text, foreign=fields[0].text == "prn")
            return replace(part, text=read_name(part.text)) if kinds == {"name"} else part

        return each(node, leaf)

    def _near(self, part: s.Proximity, kinds: frozenset[Kind], *, grouped: bool) -> s.Syntax:
        if "set" in kinds:
            return in_one_set(part, self.context)
        return _in_entry(part) if grouped or kinds == {"name"} else part

    def numeric(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`@pd>=20240101<=20240131`."""
        token, span = children[0], span_of(meta)
        start = token.start_pos or 0
        name = re.search(r"\w+", token)
        shown = name[0] if name else ""
        at = start + (name.start() if name else 0)
        fields = FIELDS.read(shown, (at, at + len(shown)), self.context)
        dates = "date" in kinds_of(field.text for field in fields)
        found: list[tuple[str, s.Word]] = []
        for m in _COMPARED.finditer(token):
            word = s.Word(WILDCARDS.read(m[2]), (start + m.start(2), start + m.end(2)))
            value = cast("s.Word", read_date(word, word.text)) if dates else word
            found.append((_TURNED.get(m[1], m[1]), value))
        return _compared(fields, found, span)

    def line(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.LineSet(str(children[0]).upper(), token_span(children[0]))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(WILDCARDS.read(children[0][1:-1]), token_span(children[0]))

    def classed(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`"H01L21"/$`."""
        token = children[0]
        return s.Word(WILDCARDS.read(token.replace('"', "")), token_span(token))

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        span = token_span(token)
        refuse_colon(token, self.context, ".", after=True)
        if token.endswith("/") and (meant := _prefix(token[:-1])):
            mended = f"….{FIELDS.say(meant) or token[:-1]}."
            raise self.context.fail("dialect_colon", span, value=str(token), mended=mended)
        if (found := _OLD_FIELD.fullmatch(token)) and (meant := OLD_FIELDS.find(found[1])):
            mended = f"{found[2]}.{FIELDS.say(meant) or found[1]}."
            raise self.context.fail("dialect_colon", span, mended, value=str(token), mended=mended)
        if (found := _LONE_SUFFIX.fullmatch(token)) and all(
            name in FIELDS for name in found[1].split(",")
        ):
            mended = f"….{found[1]}."
            raise self.context.fail("dialect_colon", span, value=str(token), mended=mended)
        if (found := _OPEN_SUFFIX.fullmatch(token)) and found[2] in FIELDS:
            self.context.note("note_open_suffix", span, f"{token}.", value=str(token))
        if token.lower() in STOP_WORDS:
            self.context.note("note_stop_word", span, value=str(token))
        if other := other_spelling(token):
            both = f"({token} or {other})"
            self.context.note("note_spellings", span, both, value=str(token), other=other)
        return s.Word(WILDCARDS.read(token), span)


def _prefix(name: str) -> tuple[str, ...] | None:
    """What a field means that stands in front, `TTL/` or `ti/`."""
    return OLD_FIELDS.find(name) or FIELDS.find(name)


def _in_entry(node: s.Proximity) -> s.Syntax:
    """SAME (and WITH) in a group of names means one of its entries."""
    operators = tuple(
        replace(one, kind="entry", distance=None) if one.kind in {"sent", "para"} else one
        for one in node.operators
    )
    operands = tuple(_in_entry(o) if isinstance(o, s.Proximity) else o for o in node.operands)
    return replace(node, operators=operators, operands=operands)


def _compared(
    fields: tuple[s.FieldName, ...], found: list[tuple[str, s.Word]], span: s.Span
) -> s.Syntax:
    if [operator for operator, _ in found] == [">=", "<="]:
        return s.Fielded(fields, s.Between(found[0][1], found[1][1], span), span)
    parts: list[s.Syntax] = []
    for operator, value in found:
        if operator in {"=", "<>"}:
            one: s.Syntax = s.Fielded(fields, value, span)
            parts.append(s.Negation(one, span) if operator == "<>" else one)
        else:
            parts.append(s.Compared(fields, cast("s.Comparison", operator), value, span))
    return parts[0] if len(parts) == 1 else s.Group(s.AllOf(tuple(parts), span), span)
