"""From the rules of `espacenet.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark import Token
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import Builder, refuse_colon, span_of, token_span
from search_api.language.context import Context
from search_api.language.field_reading import read_class
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.set_reading import in_one_set
from search_api.language.shapes import read_shape
from search_api.language.trees import Step, bare, each, hoisted, left_to_right
from search_api.language.wildcards import Wildcards

# What reads alike is written with the first name.
FIELDS = FieldTable(
    {
        "ti": "ti title",
        "ab": "ab abstract",
        "clm": "claims claim",
        "desc": "desc description",
        "full": "ftxt txt fulltext",
        "ti ab": "ta titleandabstract",
        "ti ab clm": "ctxt",
        "ti ab pa in": "ntxt",
        "full names": "nftxt",
        "pa": "pa applicant",
        "in": "in inventor",
        "names": "ia inventorandapplicant",
        "ag agy": "rep representative",
        "pn": "pn publicationnumber spn",
        "an": "ap applicationnumber sap",
        "prn": "pr prioritynumber spr",
        "pn an prn": "num",
        "ct": "ct citation ex op rf oc",
        "pd": "pd publicationdate",
        "ad": "ad applicationdate filingdate",
        "prd": "prd prioritydate",
        "cpc": "cpc cpci cpca",
        "cpcset": "cpcc",
        "ipc": "ipc ic ci cn ai ipci ipca",
        "class": "cl",
        "fi": "fi",
        "fterm": "fterm ft",
        "fam": "famn",
        "lang": "lang",
    },
    absent="ec>cpc ecla>cpc opp>pa cpcex>cpc isc uc>class",
    wider="cpci cpca ci cn ai ipci ipca ex op rf oc",
)
WILDCARDS = Wildcards({"*": "*", "?": "{0,1}", "#": "?"})
OFFICES_OF = {"pn": "cc", "an": "an.cc", "prn": "prn.cc"}
"""Number fields, and where a bare office code in them is looked for."""

_MAIN_GROUP = re.compile(r"[A-HY]\d\d[A-Z]\s?\d{1,4}", re.IGNORECASE)
_TWO_DAYS = re.compile(r"\s*\"?\d{4}")
_MODIFIER = re.compile(r"/\s*(\w+)(?:\s*(<=|>=|=|<|>)\s*(\w+))?")
_DISTANCE = {"<": -1, "<=": 0, "=": 0}


class Reader(Builder):
    """Words without a field are left as they are: `espacenet_guessing` gives them one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def query(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return left_to_right(children[0], children[1:], self.context)

    def negated(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return self.negation(meta, children[1:])

    def step(self, meta: Meta, children: list[Any]) -> Step:
        """`AND x`, `OR x`, `NOT x`, `AND NOT x` or just `x`."""
        operand, span = children[-1], span_of(meta)
        operator = "AND"
        if isinstance(children[0], Token) and children[0].type == "BOOL":
            operator = str(children[0]).upper()
            span = token_span(children[0])
        return Step(cast("Any", operator), operand, span)

    def word(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        refuse_colon(token, self.context, "=")
        if token.lower() in {"/low", "/high", "/same"}:
            raise self.context.fail("misplaced_low", token_span(token), value=str(token))
        if token.lower() == "within" and _TWO_DAYS.match(self.context.text, token_span(token)[1]):
            raise self.context.fail("dialect_within", token_span(token))
        return s.Word(WILDCARDS.read(token), token_span(token))

    def quoted(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        return s.Quoted(WILDCARDS.read(children[0][1:-1]), token_span(children[0]))

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        field, relation, value = children
        names = FIELDS.read(str(field), token_span(field), self.context)
        if field.lower() == "txt":
            place = token_span(field)
            self.context.note("note_field_text", place, "nftxt", name="txt", other="nftxt")
        symbol, _, modifier = "".join(relation.split()).lower().partition("/")
        span = span_of(meta)
        read = _Clause(names, span, self.context)
        if modifier:
            value = each(value, lambda leaf: _ending(leaf, f"/{modifier}"))
        match symbol:
            case "=" | "==" | "exact" | "<>":
                if symbol in {"==", "exact"} and read.kinds <= {"text", "name"}:
                    self.context.note("note_exact_field", token_span(relation), relation=symbol)
                found = read.equal(value)
                return s.Negation(found, span) if symbol == "<>" else found
            case "all" | "any":
                return read.listed(value, symbol)
            case "within":
                return read.within(value)
            case _:
                return read.compared(value, cast("s.Comparison", symbol))

    def proximity(self, meta: Meta, children: list[Any]) -> s.Syntax:
        return hoisted(cast("s.Proximity", super().proximity(meta, children)), lent=True)

    def closeness(self, token: Token) -> s.Closeness:
        """`prox/distance<3/ordered=true`, `prox/unit=sentence`."""
        span = token_span(token)
        unit, ordered, distance = "word", False, None
        for name, sign, value in _MODIFIER.findall(token):
            match name.lower(), value.lower():
                case "distance", digits if digits.isdigit() and sign in _DISTANCE:
                    distance = max(1, int(digits[:6]) + _DISTANCE[sign])
                case "unit", "word" | "sentence" | "paragraph":
                    unit = value.lower()
                case "ordered", "" | "true" | "false":
                    ordered = value.lower() != "false"
                case "unordered", "":
                    ordered = False
                case _:
                    raise self.context.fail("dialect_operator", span, operator=str(token))
        if unit != "word":
            return s.Closeness("sent" if unit == "sentence" else "para", distance, token, span)
        if distance is None:
            distance = 1  # what CQL says of words
            self.context.note("note_prox_default", span, operator=str(token), distance=distance)
        return s.Closeness("adj" if ordered else "near", distance, token, span)


class _Clause:
    """A field with its relation and value."""

    def __init__(self, names: tuple[s.FieldName, ...], span: s.Span, context: Context) -> None:
        self.names = names
        self.span = span
        self.context = context
        self.kinds = kinds_of(name.text for name in names)

    def equal(self, value: s.Syntax) -> s.Syntax:
        return self._fielded(each(value, self._leaf))

    def listed(self, value: s.Syntax, relation: str) -> s.Syntax:
        """`all` and `any`: the words of a phrase, parted by commas or blanks."""
        value = bare(value)
        if not isinstance(value, s.Word | s.Quoted):
            return self.equal(value)
        words = [self._leaf(word) for word in split(value, self.context)]
        if len(words) == 1:
            return self._fielded(words[0])
        kind = s.AllOf if relation == "all" else s.AnyOf
        return self._fielded(s.Group(kind(tuple(words), value.span), value.span))

    def within(self, value: s.Syntax) -> s.Syntax:
        value = bare(value)
        parts = split(value, self.context) if isinstance(value, s.Word | s.Quoted) else []
        if len(parts) == 1 and isinstance(value, s.Word | s.Quoted):
            found = self._leaf(parts[0])
            if isinstance(found, s.Word):
                self.context.note("note_within_one", value.span, value=found.text)
            return self._fielded(found)
        if len(parts) != 2:
            raise self.context.fail("dialect_within", value.span)
        return self._fielded(self._range(parts, value.span))

    def compared(self, value: s.Syntax, operator: s.Comparison) -> s.Syntax:
        whole, value = value.span, bare(value)
        if not isinstance(value, s.Word | s.Quoted):
            raise self.context.fail("dialect_comparison", whole, operator=operator)
        leaf = cast("s.Value", self._leaf(value))
        return s.Compared(self.names, operator, leaf, self.span)

    def _fielded(self, value: s.Syntax) -> s.Syntax:
        if isinstance(value, s.Fielded):
            return value
        return s.Fielded(self.names, value, self.span)

    def _range(self, ends: list[s.Word], span: s.Span) -> s.Syntax:
        low, high = (cast("s.Value", self._leaf(end)) for end in ends)
        return s.Between(low, high, span)

    def _leaf(self, leaf: s.Syntax) -> s.Syntax:
        """One value of the field, in canonical shape."""
        if isinstance(leaf, s.Proximity) and self.kinds & {"symbol", "set"}:
            return self._set(leaf)
        if not isinstance(leaf, s.Word | s.Quoted) or self.kinds <= {"text", "name"}:
            return leaf
        text = " ".join(leaf.text.split())
        if "date" in self.kinds:
            return self._date(leaf, text)
        if "symbol" in self.kinds:
            return replace(leaf, text=whole_group(read_class(text), leaf.span, self.context))
        offices = [OFFICES_OF[n.text] for n in self.names if n.text in OFFICES_OF]
        if offices and re.fullmatch(r"[A-Za-z]{2}", text):
            return s.Fielded(named(offices[:1], leaf.span), replace(leaf, text=text), leaf.span)
        return replace(leaf, text=text)

    def _set(self, leaf: s.Proximity) -> s.Syntax:
        """`cpc=(C08F220/38 prox/unit=sentence (EP))`: in one combination set."""
        if {name.text for name in self.names} - {"cpc", "cpcset"}:
            raise self.context.fail("class_set_not_held", leaf.span)
        found = in_one_set(leaf, self.context)
        if "set" in self.kinds:
            return found
        return s.Fielded(named(["cpcset"], leaf.span), found, leaf.span)

    def _date(self, leaf: s.Word | s.Quoted, text: str) -> s.Syntax:
        parts = re.split(r"[\s,]+|(?<=\d):(?=\d)", text)
        if len(parts) == 2 and all(map(read_shape, parts)):
            return self._range([s.Word(part, leaf.span) for part in parts], leaf.span)
        return replace(leaf, text=read_shape(text) or text)


def whole_group(text: str, span: s.Span, context: Context) -> str:
    """`A61B8`, a main group without a subgroup, stands for all in it."""
    if not _MAIN_GROUP.fullmatch(text):
        return text
    context.note("note_main_group", span, value=text)
    return f"{text}/00/low"


def split(value: s.Word | s.Quoted, context: Context) -> list[s.Word]:
    """The single words of a list."""
    start, end = value.span
    text = context.text[start:end].replace('"', " ")
    mark = r"[^,\s][^,]*" if "," in text else r"\S+"
    found = list(re.finditer(mark, text))
    if not found:
        raise context.fail("no_words", value.span, value=value.text)
    words = [(m[0].strip(), start + m.start()) for m in found]
    return [s.Word(WILDCARDS.read(word), (at, at + len(word))) for word, at in words]


def _ending(leaf: s.Syntax, end: str) -> s.Syntax:
    return replace(leaf, text=leaf.text + end) if isinstance(leaf, s.Word | s.Quoted) else leaf
