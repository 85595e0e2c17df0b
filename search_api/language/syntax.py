"""The syntax tree every dialect's parser yields, before fields and values are resolved.

Spans are character offsets into the query as typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
Comparison: TypeAlias = Literal[">=", "<=", ">", "<"]


@dataclass(frozen=True, slots=True)
class FieldName:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """An unquoted word; may hold wildcards and punctuation."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """A phrase without its quotation marks."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Past:
    """A stretch of time up to today: `past 3 months`."""

    text: str
    span: Span


Value: TypeAlias = Word | Quoted | Past


@dataclass(frozen=True, slots=True)
class Between:
    """`[low TO high]`; `*` is an open end."""

    low: Value
    high: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Compared:
    fields: tuple[FieldName, ...]
    operator: Comparison
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Fielded:
    """The value (often a group) searched in the named fields unless it names its own."""

    fields: tuple[FieldName, ...]
    value: Syntax
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """Something in brackets of its own."""

    part: Syntax
    span: Span


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Syntax, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Syntax, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Negation:
    part: Syntax
    span: Span


@dataclass(frozen=True, slots=True)
class Proximity:
    """`operators[i]` stands between `operands[i]` and the next, as typed ("NEAR3", "ADJ")."""

    operands: tuple[Syntax, ...]
    operators: tuple[tuple[str, Span], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Function:
    """`NAME(…)`: known to the language, resolved by none of its parts yet."""

    name: str
    part: Syntax
    span: Span


Syntax: TypeAlias = (
    Word
    | Quoted
    | Past
    | Between
    | Compared
    | Fielded
    | Group
    | AllOf
    | AnyOf
    | Negation
    | Proximity
    | Function
)
