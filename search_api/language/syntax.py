"""The syntax tree every dialect's parser yields, before fields and values are resolved.

Spans are character offsets into the query as typed. Texts are in the canonical language whatever
the dialect: wildcards are `*` (any characters), `?` (exactly one) and `{m,n}` (m to n), a sign that
stands for itself after a backslash; dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
Comparison: TypeAlias = Literal[">=", "<=", ">", "<"]
Form: TypeAlias = Literal["stem", "word", "case"]
"""How a word is compared: by its stem, as written but for its case, exactly as written."""
Keep: TypeAlias = Literal["order", "suffix", "width"]
"""What is to matter in a name though it usually does not: the order of its words, its legal form,
its width and blanks."""


@dataclass(frozen=True, slots=True)
class FieldName:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """An unquoted word; may hold wildcards and punctuation.

    `similar` is what stands behind its `~`: how many letters it may be off.
    """

    text: str
    span: Span
    form: Form = "stem"
    keep: frozenset[Keep] = frozenset()
    similar: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A phrase without its quotation marks; may hold wildcards."""

    text: str
    span: Span
    form: Form = "stem"
    keep: frozenset[Keep] = frozenset()


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
class Boosted:
    """The same set, its scores times `factor`."""

    part: Syntax
    factor: float
    span: Span


@dataclass(frozen=True, slots=True)
class Closeness:
    """How two neighbours of a `Proximity` stand to each other.

    `near` and `adj`: at most `distance` words apart (adjacent is 1), in any order or in this one;
    None is the system's own default. `sent` and `para`: in the same, or one of `distance`
    neighbouring, sentences or paragraphs. `entry`: in one name, or one set of classes.
    `claim`: in one claim. `characters`: the distance counts characters. `negated`: there is no
    such neighbour. `text` is the operator as typed.
    """

    kind: Literal["near", "adj", "sent", "para", "entry", "claim"]
    distance: int | None
    text: str
    span: Span
    characters: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Proximity:
    """`operators[i]` stands between `operands[i]` and the next."""

    operands: tuple[Syntax, ...]
    operators: tuple[Closeness, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Function:
    """`NAME(…)`."""

    name: str
    part: Syntax
    span: Span


@dataclass(frozen=True, slots=True)
class LineSet:
    """The result of an earlier line (`L1`), or of a saved query (`##name`)."""

    name: str
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
    | Boosted
    | Proximity
    | Function
    | LineSet
)
