"""What the service answers: one struct per JSON shape, encoded by msgspec, absent keys left out.

Spans are character offsets `[from, to)` into the text beside them (or, for notes, into the query
as typed).
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from indexer.engine import EngineStatus
from indexer.manifest import Run
from parsers.model import Classification, Party, Text
from parsers.places import Place

Span = tuple[int, int]


class _Answer(Struct, omit_defaults=True, kw_only=True, frozen=True):
    pass


class Note(_Answer, kw_only=True, frozen=True):
    """Something the reader should know about how the query was read.

    `suggestion` is a whole query that says what was perhaps meant.
    """

    code: str
    message: str
    span: Span | None = None
    suggestion: str | None = None


class ClauseAnswer(_Answer, kw_only=True, frozen=True):
    """One removable part of the query as understood.

    `text` is canonical, `label_*` plain words, `without` the query without this part (absent when
    it is the only one). `count` is what the part finds alone, told where the whole finds nothing;
    `rest` what the query finds without the part, told of parts that leave nothing.
    """

    text: str
    label_zh: str
    label_en: str
    without: str | None = None
    count: int | None = None
    rest: int | None = None


class KillingAnswer(_Answer, kw_only=True, frozen=True):
    """Why nothing is found: parts of the query that have no publication in common.

    `reason`: nothing (the only part finds nothing by itself), word, words (these words of the
    condition `within` do not occur), apart (they do, but not as it asks), alternatives, linked,
    everything, excluded (NOT takes all away), filtered, together. Of several parts, the first is
    the one without which most is found.
    """

    reason: str
    parts: tuple[ClauseAnswer, ...]
    within: str | None = None
    label_zh: str
    label_en: str


class NearAnswer(_Answer, kw_only=True, frozen=True):
    """A near query that finds something, canonical; told where the one asked finds nothing.

    `kind` says what is given up: spelling, form, number, order, distance, unit, apart, exception,
    period, class, field, language, word, filter, clause. `changed` are the conditions asked for
    otherwise or left out. `filters` are the facets chosen for it, absent if they are those asked.
    """

    kind: str
    text: str
    count: int
    changed: tuple[str, ...]
    filters: dict[str, tuple[str, ...]] | None = None
    label_zh: str
    label_en: str


class ExpansionAnswer(_Answer, kw_only=True, frozen=True):
    """More that is found than what was typed.

    `kind`: stem, names, characters, classes, fields, dates, number, synonym, abbreviation. `text`
    was widened; `forms` are found for it as well, `count` of them where not all are listed.
    `without` is the whole query, canonical, without this widening, absent where there is no such
    query. `origin` tells where synonyms and abbreviations come from. `label_*` are plain words.
    """

    kind: str
    text: str
    span: Span
    forms: tuple[str, ...] = ()
    count: int | None = None
    without: str | None = None
    origin: str | None = None
    label_zh: str
    label_en: str


class RespeltAnswer(_Answer, kw_only=True, frozen=True):
    """A word of the query, at `span` of it as typed, and the one the index has."""

    word: str
    instead: str
    span: Span


class SuggestionAnswer(_Answer, kw_only=True, frozen=True):
    """The query as typed, with words spelt as the index has them, and what it then finds."""

    text: str
    count: int
    changed: tuple[RespeltAnswer, ...]


class QueryAnswer(_Answer, kw_only=True, frozen=True):
    """How a query was read. `tree` is the query tree.

    `suggestions` are other spellings where little is found, the likeliest first.
    `translated` is the query in the dialect asked for, `losses` what it does not keep: their spans
    are in `understood`. Where nothing is found, `killed_by` says why and `nearest` what is, the
    nearest first; `diagnosis_partial`: there was no time to look at everything.
    """

    text: str
    dialect: str
    understood: str
    notes: tuple[Note, ...]
    expanded: tuple[ExpansionAnswer, ...] = ()
    clauses: tuple[ClauseAnswer, ...] = ()
    suggestions: tuple[SuggestionAnswer, ...] = ()
    killed_by: tuple[KillingAnswer, ...] = ()
    nearest: tuple[NearAnswer, ...] = ()
    diagnosis_partial: bool = False
    tree: Any = None
    translated: str | None = None
    losses: tuple[Note, ...] = ()


class Total(_Answer, kw_only=True, frozen=True):
    """`exact` is False when the value is only a lower bound."""

    value: int
    exact: bool


class Snippet(_Answer, kw_only=True, frozen=True):
    """A passage of a hit; `place` is where it stands: "claim 3", "[0042]"."""

    field: str
    text: str
    spans: tuple[Span, ...] = ()
    place: str | None = None
    lang: str | None = None


class Contribution(_Answer, kw_only=True, frozen=True):
    """What one part of the query adds to the score of a hit."""

    text: str
    score: float


class HitAnswer(_Answer, kw_only=True, frozen=True):
    """One hit, as far as `fields` asked for; `title_spans[i]` marks `title[i]`."""

    id: str
    score: float | None = None
    office: str | None = None
    number: str | None = None
    kind: str | None = None
    date: str | None = None
    right: str | None = None
    stage: str | None = None
    language: str | None = None
    family: str | None = None
    title: tuple[Text, ...] = ()
    title_spans: tuple[tuple[Span, ...], ...] = ()
    abstract: tuple[Text, ...] = ()
    parties: tuple[Party, ...] = ()
    classifications: tuple[Classification, ...] = ()
    application: dict[str, Any] | None = None
    withdrawn: bool = False
    snippets: tuple[Snippet, ...] = ()
    explanation: tuple[Contribution, ...] = ()


class FacetValue(_Answer, kw_only=True, frozen=True):
    """`chosen`: the value is one of the active filters."""

    value: str
    count: int
    chosen: bool = False


class NumberReading(_Answer, kw_only=True, frozen=True):
    """One way to read a number. `found` lists publications held here that it names.

    `meaning` is the kind in plain words.
    """

    what: str
    office: str
    number: str
    kind: str | None = None
    meaning: str | None = None
    date: str | None = None
    id: str | None = None
    docdb: str | None = None
    epodoc: str | None = None
    original: str | None = None
    check_digit: str | None = None
    notes: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


class NumbersAnswer(_Answer, kw_only=True, frozen=True):
    """All readings of a number, best first; `note` says what was tried where there are none."""

    input: str
    readings: tuple[NumberReading, ...]
    note: str | None = None


class NumberHit(_Answer, kw_only=True, frozen=True):
    """The whole query is a number. `id` is the publication it opens, absent when not held here.

    `others` are further publications it may mean (other kinds of the number, same application).
    """

    readings: tuple[NumberReading, ...]
    id: str | None = None
    others: tuple[str, ...] = ()


class SearchAnswer(_Answer, kw_only=True, frozen=True):
    """One page of hits. `partial`: the time budget ran out, totals and facets are lower bounds."""

    query: QueryAnswer
    total: Total
    hits: tuple[HitAnswer, ...]
    facets: dict[str, tuple[FacetValue, ...]] | None = None
    number: NumberHit | None = None
    partial: bool = False
    cursor: str | None = None
    snapshot: str
    took_ms: int


class StatusAnswer(_Answer, kw_only=True, frozen=True):
    """The state of the service as anybody may see it: no addresses, no paths, no processes.

    `notices` are legal events told without a publication, `notices_unmatched` those about none
    held here. `engine_error` is the code of why the engine does not answer; `writing`: an index
    run goes on.
    """

    engine: EngineStatus | None = None
    engine_error: str | None = None
    documents: int
    withdrawn: int
    notices: int
    notices_unmatched: int
    set_aside: dict[str, int]
    runs: tuple[Run, ...] = ()
    writing: bool


class FieldAnswer(_Answer, kw_only=True, frozen=True):
    """A searchable field or group of fields as the language knows it."""

    name: str
    kind: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    facet: str | None = None
    sort: bool = False


class DialectAnswer(_Answer, kw_only=True, frozen=True):
    name: str
    zh: str
    en: str


class PlacesAnswer(_Answer, kw_only=True, frozen=True):
    """Where values of a publication come from, in the order of the model."""

    id: str
    places: list[Place]


class Problem(_Answer, kw_only=True, frozen=True):
    """An error after RFC 9457; `position`, `hint` and `suggestion` belong to query errors."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    position: Span | None = None
    hint: str | None = None
    suggestion: str | None = None
    errors: tuple[dict[str, Any], ...] = ()
