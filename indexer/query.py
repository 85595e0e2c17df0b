"""What can be asked: a small closed set of frozen nodes, one meaning on every engine.

Names of fields are index fields of `indexer.fields` (never aliases or groups: those are resolved
before). Text in nodes is as the user typed it; it is analysed once per partition by
`indexer.analysis`, the same way on every engine and in the oracle.

A document belongs to exactly one partition (its primary language); every node is evaluated with
the analysis of the document's own partition.

Scores: `Match` by stems scores BM25 (k1 1.2, b 0.75), term-centric: the best of its fields plus
`tie` times the others, each times the field's weight. `Match` of another form, `Near`, `Together`,
`Wildcard` and `Similar` on text fields count 1.0. Everything else, and everything on fields that
are not text, counts 0. `And` and `Or` add up.

A text field is searched by the stems of its words; `form` says otherwise: "word" as written but
for case and accents, "case" exactly as written. Names have no stems, so "word" is what they do
anyway, and their case is not kept; "typed" is for them alone: with the width and blanks of the
text as well, in any case. CJK text has neither stems nor case.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Form: TypeAlias = Literal["stem", "word", "case", "typed"]
Unit: TypeAlias = Literal["sentence", "paragraph", "entry"]


class _Node(Struct, frozen=True, tag=True):
    pass


class Match(_Node, frozen=True):
    """The words of `text`, adjacent and in order, in one sentence of at least one of `fields`.

    A run of CJK characters matches wherever it stands inside a longer run; beside other words of
    the text, where its run meets them. A text with a run of one CJK character scores 1.0, as a
    wildcard does. A text without letter or digit matches nothing.
    """

    fields: tuple[str, ...]
    text: str
    form: Form = "stem"


class Wildcard(_Node, frozen=True):
    """A word with `*` (any characters), `?` (exactly one) and `{m,n}` (m to n of them).

    Compared with words as written, in lower case and without accents. A run of CJK characters with
    `*` at its ends means what it means without; wildcards inside one stand for CJK characters.
    """

    fields: tuple[str, ...]
    pattern: str


class Similar(_Node, frozen=True):
    """A word at most `edits` (1 or 2) edits from `word`, as `indexer.edits` counts them.

    Compared with words as written, in lower case and without accents. `word` is one run of letters
    and digits that are not CJK, of three at least, of four for two edits.
    """

    fields: tuple[str, ...]
    word: str
    edits: int


class Words(_Node, frozen=True):
    """Operand: adjacent words as in `Match`."""

    text: str
    form: Form = "stem"


class Pattern(_Node, frozen=True):
    """Operand: one word with wildcards as in `Wildcard`.

    But where only `*` and `?` stand behind two letters or more, on stemmed fields: the words of
    `indexer.analysis.wildcards(pattern, partition)`, stems that fit the pattern and those of
    inflected forms that do.
    """

    pattern: str


class Alike(_Node, frozen=True):
    """Operand: one word as in `Similar`."""

    word: str
    edits: int


class Flag(_Node, frozen=True):
    """Operand on claims: where a claim begins that is `independent`, or that has this number."""

    name: str


class AnyOf(_Node, frozen=True):
    """Operand: any one of the alternatives."""

    operands: tuple[Operand, ...]


class Chain(_Node, frozen=True):
    """Operand: from the first to the last word of a chain as in `Near`."""

    operands: tuple[Operand, ...]
    steps: tuple[Step, ...]


class Sentence(_Node, frozen=True):
    """Operand of `Together` in a paragraph: a whole sentence that has every operand."""

    operands: tuple[Operand, ...]


Operand: TypeAlias = "Words | Pattern | Alike | Flag | AnyOf | Chain | Sentence"


class Step(_Node, frozen=True):
    """How a span follows its neighbour: at most `distance` positions on (adjacent = 1).

    `ordered`: the right operand comes after the left one; otherwise on either side.
    """

    distance: int
    ordered: bool


class Near(_Node, frozen=True):
    """A chain: one span per operand, in one sentence of one field, neighbours as `steps` say.

    The spans of neighbours do not overlap; the distance of two spans is counted from the last
    word of the earlier one to the first word of the later one. `len(steps) == len(operands) - 1`.
    """

    fields: tuple[str, ...]
    operands: tuple[Operand, ...]
    steps: tuple[Step, ...]


class Together(_Node, frozen=True):
    """Every operand in one sentence, paragraph (or claim) or name; their words may be the same.

    `within`: in one of as many neighbouring sentences (3 at most).
    """

    fields: tuple[str, ...]
    operands: tuple[Operand, ...]
    unit: Unit
    within: int = 1


class Unless(_Node, frozen=True):
    """An occurrence of `operand` with none of `other` near it, or in its unit."""

    fields: tuple[str, ...]
    operand: Operand
    other: Operand
    step: Step | None = None
    unit: Unit | None = None


class Keyword(_Node, frozen=True):
    """One of `values` is among the values of the keyword or symbol field, exactly as indexed."""

    field: str
    values: tuple[str, ...]


class Prefix(_Node, frozen=True):
    """A value of the keyword field starts with `prefix`."""

    field: str
    prefix: str


class Range(_Node, frozen=True):
    """A value of the integer field lies between `low` and `high`, both inclusive; None is open."""

    field: str
    low: int | None
    high: int | None


class DateRange(_Node, frozen=True):
    """The period of the date field (a day, month or year) overlaps the days low..high, inclusive.

    Days are integers `YYYYMMDD`; None is open. A document without the date never matches.
    """

    field: str
    low: int | None
    high: int | None


class Documents(_Node, frozen=True):
    """The documents with these ids, each with the same score."""

    ids: tuple[str, ...]
    score: float = 0.0


class Linked(_Node, frozen=True):
    """The documents that cite one of those the query finds, are cited by one, or of its family."""

    relation: Literal["cites", "cited_by", "family"]
    query: Query


class And(_Node, frozen=True):
    queries: tuple[Query, ...]


class Or(_Node, frozen=True):
    queries: tuple[Query, ...]


class Not(_Node, frozen=True):
    """Everything the query does not match; alone, it means everything else."""

    query: Query


class Filter(_Node, frozen=True):
    """The same documents, each with the same score."""

    query: Query
    score: float = 0.0


class Boost(_Node, frozen=True):
    """The same documents, scores times `factor` (> 0)."""

    query: Query
    factor: float


class MatchAll(_Node, frozen=True):
    pass


class MatchNone(_Node, frozen=True):
    pass


Query: TypeAlias = (
    Match
    | Wildcard
    | Similar
    | Near
    | Together
    | Unless
    | Keyword
    | Prefix
    | Range
    | DateRange
    | Documents
    | Linked
    | And
    | Or
    | Not
    | Filter
    | Boost
    | MatchAll
    | MatchNone
)
