"""From the rules of `orbit.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

from lark import Token
from lark.tree import Meta

from indexer.fields import GROUP_BY_NAME
from parsers.languages import lang_of
from search_api.language import syntax as s
from search_api.language.building import refuse_colon, span_of, token_span
from search_api.language.field_reading import FieldReader, any_ending
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.shapes import read_shape
from search_api.language.trees import each, has_fields, hoisted
from search_api.language.wildcards import Wildcards

ABSENT = (
    "KEYW OBJ ADB EC ECLA STATUS ACT LGST LST LIT LICE EXPD NPR CIT CTG CTNP CONC SIM RELV "
    "LGSTS LITI OPPO NBPR NBCT FPD STG STAN PBC"
)
"""Fields of Orbit for what is not held here."""
FIELDS = FieldTable(
    {
        "full": "TX FULL FT",
        "ti": "TI ETI OTI",
        "ab": "AB EAB OAB",
        "clm": "CLMS CLM ECLM OCLM",
        "clm.indep": "ICLM",
        "desc": "DESC ODES EDES",
        "tac": "BI TAC",
        "pa": "PA PAS OWR OWN PAH",
        "in": "IN INV",
        "ag agy": "REP AGT",
        "exm": "EXM",
        "pn": "PN XPN",
        "an": "AP APN AN XAP",
        "prn": "PR PRN XPR",
        "prn.cc": "PRC",
        "pn an prn": "NUM",
        "ct": "CT CTN",
        "cc": "CC PNC",
        "kind": "KD KC",
        "lang": "LG",
        "fam": "FAN",
        "ipc": "IPC IC ICM",
        "cpc": "CPC CPCI CPCM",
        "uspc": "PCL UC",
        "fi": "FI",
        "fterm": "FTM FTERM",
        "loc": "LOCC LOC",
        "pd": "PD EPD PDF",
        "ad": "APD EAPD AD",
        "prd": "PRD EPRD",
    },
    absent=ABSENT,
    wider="ICM CPCM CPCI PAH",
)
WILDCARDS = Wildcards({"+": "*", "*": "*", "#": "?", "?": "{0,1}"})
_OPERATOR = re.compile(r"(not)?(\d*)([a-z])")
_KINDS: dict[str, Any] = {"w": "adj", "d": "near", "s": "sent", "p": "para", "l": "claim"}
_COMPARED = re.compile(r"([A-Za-z]+)\s*(>=|<=|=>|=<|>|<)\s*(.+)")
_TURNED = {"=>": ">=", "=<": "<="}
_ENDS = re.compile(r"([\d\-/.]{4,}?)(?::|\s+|\.\.)([\d\-/.]{4,})")
_YEARS = re.compile(r"(\d{4}|\d{8})\s?-\s?((?:19|20)\d\d(?:\d{4})?)")
_CLASSES = re.compile(r"([A-HY]\d\d[A-Z][^:]*?) ?: ?([A-HY]\d\d[A-Z].*)", re.IGNORECASE)
_PADDED = re.compile(r"([A-HY]\d\d[A-Z])[- ]?0*(\d{1,4})(/.*|\*)?", re.IGNORECASE)


class Reader(FieldReader):
    """Counts of W and D are words between; `F` and `L` depend on the field behind them."""

    fields = FIELDS
    wildcards = WILDCARDS

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.same: set[s.Span] = set()
        """Spans of what `F` joins."""
        self.rows: dict[s.Span, tuple[s.Syntax, ...]] = {}
        """Words side by side that were put into one phrase, by its span."""

    def beside(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`smart card 2W reader`: side by side is next to each other, but not beside a field.

        In `smart 2W card/TI` the field is that of the whole chain.
        """
        *others, last = children
        plain = [one for one in others if not isinstance(one, Token)]
        if _behind(last) and not any(map(has_fields, plain)):
            inner = self.beside(meta, [*others, last.value])
            return self.within(last.fields, inner, span_of(meta))
        groups: list[list[Any]] = [[children[0]]]
        for one, other in pairwise(children):
            if isinstance(one, Token) or isinstance(other, Token):
                groups[-1].append(other)
            elif has_fields(one) or has_fields(other):
                self.once("note_beside_and", (one.span[0], other.span[1]))
                groups.append([other])
            else:
                self.once("note_beside_adjacent", (one.span[0], other.span[1]))
                groups[-1] += [s.Closeness("adj", 1, "W", (one.span[1], other.span[0])), other]
        parts = [self._near(group) for group in groups]
        return parts[0] if len(parts) == 1 else s.AllOf(tuple(parts), span_of(meta))

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`anode S cathode/TI`: the field is that of the whole chain."""
        *others, last = children
        plain = [one for one in others if not isinstance(one, Token)]
        if _behind(last) and not any(map(has_fields, plain)):
            inner = super().proximity(meta, [*others, last.value])
            return self.within(last.fields, inner, span_of(meta))
        return super().proximity(meta, children)

    def _near(self, group: list[Any]) -> s.Syntax:
        """Operands and operators in turn; words that only stand side by side are a phrase."""
        made: list[Any] = []
        row: list[s.Syntax] = [group[0]]
        for operator, operand in zip(group[1::2], group[2::2], strict=True):
            implied = isinstance(operator, s.Closeness)
            if implied and isinstance(row[-1], s.Word) and isinstance(operand, s.Word):
                row.append(operand)
            else:
                made += [self._phrase(row), operator]
                row = [operand]
        made.append(self._phrase(row))
        if len(made) == 1:
            return cast("s.Syntax", made[0])
        span = (made[0].span[0], made[-1].span[1])
        operators = tuple(
            one if isinstance(one, s.Closeness) else self.closeness(one) for one in made[1::2]
        )
        return hoisted(s.Proximity(tuple(made[::2]), operators, span))

    def _phrase(self, row: list[s.Syntax]) -> s.Syntax:
        if len(row) == 1:
            return row[0]
        span = (row[0].span[0], row[-1].span[1])
        self.rows[span] = tuple(row)
        return s.Quoted(" ".join(word.text for word in row if isinstance(word, s.Word)), span)

    def closeness(self, token: Token) -> s.Closeness:
        """`2W`: at most two words between, so at most three apart; `NOTW`: no such neighbour."""
        span = token_span(token)
        found = _OPERATOR.fullmatch(token.lower())
        negated, digits, letter = found.groups() if found else (None, "", "w")
        kind = _KINDS[letter]
        distance = int(digits[:6]) if digits else None
        if kind in {"near", "adj"}:
            distance = (distance or 0) + 1
        return s.Closeness(kind, distance, str(token), span, negated=bool(negated))

    def same_field(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`a F b`: both in one field; `a NOTF b`: only the first."""
        span = span_of(meta)
        self.same.add(span)
        parts: list[s.Syntax] = [children[0]]
        for token, part in zip(children[1::2], children[2::2], strict=True):
            negated = token.lower().startswith("not")
            parts.append(s.Negation(part, part.span) if negated else part)
        return s.AllOf(tuple(parts), span)

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`skate_board` is `skateboard` or `skate board`."""
        token, span = children[0], token_span(children[0])
        refuse_colon(token, self.context, "=")
        if token.startswith(".."):  # a command of a session: ..FAM, ..LI
            raise self.context.fail("operator_not_held", span, operator=str(token))
        if token.endswith(":") and token[:-1] in FIELDS:
            mended = f"{token[:-1]}="
            values = {"value": str(token), "mended": mended}
            raise self.context.fail("dialect_colon", span, mended, **values)
        self.note_foreign(token)
        parts = [part for part in token.split("_") if part]
        if "_" not in token or len(parts) < 2:
            return s.Word(self.wildcards.read(token), span)
        texts = ("".join(parts), " ".join(parts))
        self.once("note_underscore", span, value=str(token), one=texts[0], two=texts[1])
        one = s.Word(self.wildcards.read(texts[0]), span)
        two = s.Quoted(self.wildcards.read(texts[1]), span)
        return s.Group(s.AnyOf((one, two), span), span)

    def suffixed(self, meta: Meta, children: list[Any]) -> s.Syntax:
        value, token = children
        return self.within(self._names(token), value, span_of(meta))

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`PA=LG CHEM`; but only the first word can be a date or a number."""
        token, value, *others = children
        names = self._names(token)
        if not others:
            return self.within(names, value, span_of(meta))
        if kinds_of(name.text for name in names) <= {"text", "name"}:
            return self.within(names, self.beside(meta, [value, *others]), span_of(meta))
        span = (meta.start_pos, value.span[1])
        self.once("note_beside_and", span)
        rest = self.beside(meta, others) if len(others) > 1 else others[0]
        return s.Group(s.AllOf((self.within(names, value, span), rest), span_of(meta)), span)

    def _names(self, token: Token) -> tuple[s.FieldName, ...]:
        """`/TI/AB`, `TI/AB=`."""
        start = token.start_pos or 0
        names: tuple[s.FieldName, ...] = ()
        for found in re.finditer(r"[A-Za-z]+", token):
            span = (start + found.start(), start + found.end())
            names += FIELDS.read(found[0], span, self.context)
        return names

    def than(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`PD>=2010-01`."""
        token, span = children[0], span_of(meta)
        found = _COMPARED.fullmatch(token)
        name, sign, text = found.groups() if found else (str(token), ">=", "")
        start = span[0]
        names = FIELDS.read(name, (start, start + len(name)), self.context)
        kinds = kinds_of(one.text for one in names)
        shown = (read_shape(text) if "date" in kinds else None) or text
        value = s.Word(shown, (span[1] - len(text), span[1]))
        return s.Compared(names, cast("s.Comparison", _TURNED.get(sign, sign)), value, span)

    def within(self, names: tuple[s.FieldName, ...], value: s.Syntax, span: s.Span) -> s.Syntax:
        claims = tuple(name for name in names if name.text.startswith("clm."))
        if claims and len(claims) < len(names):  # some claims and whole fields do not mix
            both = (tuple(name for name in names if name not in claims), claims)
            return each(
                value,
                lambda part: s.Group(
                    s.AnyOf(tuple(self.within(one, part, part.span) for one in both), part.span),
                    part.span,
                ),
            )
        parts = [part for name in names for part in _parts(name)]
        if len(parts) > 1 and self._has_same(value):
            single = tuple(super(Reader, self).within((part,), value, span) for part in parts)
            return s.Group(s.AnyOf(single, span), span)
        return super().within(names, value, span)

    def _has_same(self, node: s.Syntax) -> bool:
        match node:
            case s.AllOf(parts) | s.AnyOf(parts):
                return node.span in self.same or any(map(self._has_same, parts))
            case s.Group(part) | s.Negation(part):
                return self._has_same(part)
            case _:
                return False

    def note_loose(self, node: s.Syntax) -> None:
        """Say so where `F` stands without a field around it."""
        if self._has_same(node):
            self.context.note("note_orbit_same", node.span)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        if isinstance(part, s.Proximity):
            if "symbol" in kinds:
                raise self.context.fail("class_set_not_held", part.span)
            return _linked(part) if kinds == {"name"} else part
        if not isinstance(part, s.Word | s.Quoted):
            return part
        if (row := self.rows.get(part.span)) and not kinds <= {"text", "name"}:
            return self._listed(row, names, kinds, part.span)
        text = " ".join(part.text.split())
        if "symbol" in kinds and (ends := _CLASSES.fullmatch(text)):
            first, last = (s.Word(_unpadded(end), part.span) for end in ends.groups())
            return s.Between(first, last, part.span)
        if "date" in kinds and (ends := _ENDS.fullmatch(text) or _YEARS.fullmatch(text)):
            low, high = (s.Word(read_shape(end) or end, part.span) for end in ends.groups())
            return s.Between(low, high, part.span)
        if "symbol" in kinds:
            part = any_ending(replace(part, text=_unpadded(text)), self.context)
        if names[0].text == "lang":  # ENG
            part = replace(part, text=lang_of(text) or text)
        return super().leaf(part, names, kinds)

    def _listed(
        self,
        row: tuple[s.Syntax, ...],
        names: tuple[s.FieldName, ...],
        kinds: frozenset[Any],
        span: s.Span,
    ) -> s.Syntax:
        """Values side by side; a list of numbers has alternatives, for no publication has two."""
        parts = tuple(self.leaf(word, names, kinds) for word in row)
        numbers = kinds == {"number"}
        self.once("note_beside_or" if numbers else "note_beside_and", span)
        return s.Group(s.AnyOf(parts, span) if numbers else s.AllOf(parts, span), span)


def _behind(node: Any) -> bool:
    """Whether a field of words stands behind its value."""
    return (
        isinstance(node, s.Fielded)
        and node.span[0] == node.value.span[0]
        and kinds_of(name.text for name in node.fields) <= {"text", "name"}
    )


def _unpadded(symbol: str) -> str:
    """`H01M-010/0525` as `H01M10/0525`."""
    found = _PADDED.fullmatch(symbol.strip())
    return "".join(filter(None, found.groups())) if found else symbol


def _parts(name: s.FieldName) -> tuple[s.FieldName, ...]:
    group = GROUP_BY_NAME.get(name.text)
    return named(group.fields, name.span) if group else (name,)


def _linked(node: s.Proximity) -> s.Proximity:
    """`L` in names means one entry."""
    operators = tuple(
        replace(one, kind="entry") if one.kind == "claim" else one for one in node.operators
    )
    operands = tuple(_linked(one) if isinstance(one, s.Proximity) else one for one in node.operands)
    return replace(node, operators=operators, operands=operands)
