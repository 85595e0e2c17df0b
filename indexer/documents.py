"""A publication as the engines index it: which values go into which column.

Columns hold, per kind of field (`indexer.fields`):

- text: every text of that part, whatever its language, analysed as the publication's own
  language: a document is in one partition, and a title in three languages is found by all three.
- name: one string per distinct name, and a second one in simplified characters for a name in
  traditional or Japanese ones; `pa.entry` and `in.entry` have the address behind each. The facet
  `pa_name` counts `parsers.names.facet_name`, so that width, blanks and case do not part what is
  one name.
- keyword: values as in the publication; `has` holds names of `HAS`.
- number: every exact form of `parsers.numbers.index_forms`.
- symbol: the symbol itself (`A61K 31/12`), and for it and each ancestor the symbol followed by
  `LOW` (`A61K 31/12/low`, `A61K 31/00/low`, ..., `A/low`): both "exactly" and "this and below"
  are one exact term on every engine.
- set: one string of words per combination set (`indexer.class_sets`).
- date: two integer columns `NAME_low` and `NAME_high`, first and last day as YYYYMMDD. One period
  a document, so that the pair cannot mix two dates; `prd` is the earliest priority date, or the
  filing date where no priority is claimed.
- integer: as it is. The columns of `KEYS` hold numbers in the order of the scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec.structs import replace

from indexer.analysis import flag, partition_of, prepare, prepare_name
from indexer.analysis_lexicon import lexicon
from indexer.class_sets import entries
from indexer.engine import IndexDocument
from indexer.fields import FACETS, FIELDS, SORTS
from parsers.dates import days
from parsers.family import computed_family
from parsers.model import Claim, Party, Publication, Reference, Role, Scheme
from parsers.names import facet_name
from parsers.names import index_forms as index_forms_of_name
from parsers.numbers import index_forms
from parsers.symbols import ancestors, sort_number
from parsers.terms import end_of_term

LOW = "/low"
"""Ends the value of a symbol column that stands for a symbol and everything below it."""

HAS: dict[str, Callable[[Publication], bool]] = {
    "title": lambda p: bool(p.title),
    "abstract": lambda p: bool(p.abstract),
    "claims": lambda p: bool(p.claims),
    "description": lambda p: bool(p.description),
    "drawings": lambda p: bool(p.drawings),
    "citations": lambda p: bool(p.citations),
    "literature": lambda p: any(c.document is None for c in p.citations),
    "family": lambda p: p.family is not None,
    "priorities": lambda p: bool(p.priorities),
    "related": lambda p: bool(p.related),
    "events": lambda p: bool(p.events),
    "applicants": lambda p: any(party.role == "applicant" for party in p.parties),
    "inventors": lambda p: any(party.role == "inventor" for party in p.parties),
    "owners": lambda p: any(party.role == "assignee" for party in p.parties),
    "agents": lambda p: any(party.role in {"agent", "agency"} for party in p.parties),
    "sets": lambda p: any(one.scheme == "cpc" and one.group for one in p.classifications),
    "claim_sets": lambda p: bool(p.claim_sets),
    "deposits": lambda p: bool(p.deposits),
    "pdf": lambda p: "pdf" in {p.source.format, *(one.format for one in p.sources)},
    "machine": lambda p: any(
        text.origin == "machine" for part in (p.title, p.abstract, p.claims) for text in part
    ),
}
"""What `has:` can ask for."""

_SCHEMES: dict[str, Scheme] = {
    "ipc": "ipc",
    "cpc": "cpc",
    "loc": "locarno",
    "fi": "fi",
    "fterm": "fterm",
    "uspc": "uspc",
}
_OWNERS: tuple[Role, ...] = ("applicant", "assignee")
_ROLES: dict[str, tuple[Role, ...]] = {
    "pa": _OWNERS,
    "in": ("inventor",),
    "ag": ("agent",),
    "agy": ("agency",),
    "exm": ("examiner",),
}
_ENTRIES: dict[str, tuple[Role, ...]] = {"pa_entry": _OWNERS, "in_entry": ("inventor",)}

_FACET_LENGTH = 1000
"""Characters of a name that count as a facet value: engines refuse values above 32,766 bytes."""

KEYWORD_COLUMNS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *(f.column for f in FIELDS if f.kind in {"keyword", "number", "symbol"}),
            *(column for column in FACETS.values() if column != "py"),
            *SORTS.values(),
        ]
    )
)
"""Every column `index_document` may fill in `IndexDocument.keywords`."""

SORT_COLUMNS: tuple[str, ...] = tuple(SORTS.values())
"""The keyword columns with exactly one value in every document."""

KEYS: dict[str, str] = {"ipc": "ipc_key", "cpc": "cpc_key", "loc": "loc_key"}
"""Symbol column -> integer column of `parsers.symbols.sort_number`, for ranges of symbols."""

INTEGER_COLUMNS: tuple[str, ...] = (
    *(f.column for f in FIELDS if f.kind == "integer"),
    *(f"{f.column}_{end}" for f in FIELDS if f.kind == "date" for end in ("low", "high")),
    *KEYS.values(),
)
"""Every column `index_document` may fill in `IndexDocument.integers`; one value at most, but for
those of `KEYS`, which have one for each symbol."""


def index_document(
    publication: Publication, version: int | None = None, *, noticed: bool = False
) -> IndexDocument:
    """The columns of one publication; all text and name fields are present, others when filled.

    `version` is the greatest `order` of the records it was merged of; `noticed`: it has events
    beside its own.
    """
    partition = partition_of(publication.language)
    columns = {c: v for c, values in _keywords(publication).items() if (v := _distinct(values))}
    document = IndexDocument(
        id=publication.id,
        partition=partition,
        order=order(publication) if version is None else version,
        texts=_texts(publication, partition),
        names={
            column: tuple(prepare_name(entry, partition) for entry in found)
            for column, found in names_of(publication).items()
        },
        words=_words(publication),
        keywords=columns,
        integers=_integers(publication),
    )
    return with_events(document) if noticed else document


def with_events(document: IndexDocument) -> IndexDocument:
    """The columns of a publication about which there are notices."""
    has = _distinct((*document.keywords.get("has", ()), "events"))
    return replace(document, keywords={**document.keywords, "has": has})


def order(publication: Publication) -> int:
    """Which of two versions of one document is the newer: the greater number.

    A record without claims and description never displaces a full one (bibliographic exchange
    records arrive long after the full text), nor a PDF what the office gives as data; then the
    publication date decides, then the day the office produced the record, then a withdrawal.
    18 decimal digits at most, never negative.
    """
    full = 2 * bool(publication.claims or publication.description or publication.withdrawn)
    full += publication.source.format != "pdf"
    day, produced = _first_day(publication.date), _first_day(publication.source.produced)
    return ((full * 10**8 + day) * 10**8 + produced) * 10 + publication.withdrawn


def names_of(publication: Publication) -> dict[str, tuple[str, ...]]:
    """The entries of every name column, before they are analysed."""
    p = publication
    found = {column: _forms_of(p, roles) for column, roles in _ROLES.items()}
    for column, roles in _ENTRIES.items():
        some = (party for party in p.parties if party.role in roles)
        found[column] = _distinct(entry for party in some for entry in _with_address(party))
    return found | {"cpcset": _distinct(entries(p))}


def application_token(publication: Publication) -> str | None:
    """The one index token of the application."""
    forms = _forms((publication.application,) if publication.application else (), "an")
    return next(iter(forms), None)


def claim_count(publication: Publication) -> int:
    """Number of claims in the publication's own language, or in the language that has most."""
    counts: dict[str, int] = {}
    for claim in standing(publication):
        counts[claim.lang] = counts.get(claim.lang, 0) + 1
    return counts.get(publication.language) or max(counts.values(), default=0)


def standing(publication: Publication) -> list[Claim]:
    """The claims but for those the office printed as canceled: these have no text to find."""
    return [claim for claim in publication.claims if not claim.canceled]


def _texts(p: Publication, partition: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    claims = standing(p)
    return {
        "ti": prepare([text.text for text in p.title], partition),
        "ab": prepare([text.text for text in p.abstract], partition),
        "clm": prepare([claim.text for claim in claims], partition, map(_flags, claims)),
        "desc": prepare([segment.text for segment in p.description], partition),
    }


def _flags(claim: Claim) -> str:
    """What stands before a claim, for searches in independent claims or in the n-th one."""
    number = flag(str(claim.number))
    return f"{flag('independent')} {number}" if claim.independent else number


def _words(p: Publication) -> dict[str, str]:
    return {
        "ti": lexicon([text.text for text in p.title]),
        "ab": lexicon([text.text for text in p.abstract]),
        "clm": lexicon([claim.text for claim in standing(p)]),
        "desc": lexicon([segment.text for segment in p.description]),
    }


def _keywords(p: Publication) -> dict[str, Iterable[str | None]]:
    return {
        "cc": (p.office,),
        "kind": (p.kind,),
        "right": (p.right,),
        "stage": (p.stage,),
        "lang": (p.language,),
        "fam": (p.family, computed_family(p)),
        "has": (name for name, test in HAS.items() if test(p)),
        "pa_cc": (party.country for party in p.parties if party.role in _OWNERS),
        "in_cc": (party.country for party in p.parties if party.role == "inventor"),
        "as_cc": (party.country for party in p.parties if party.role == "assignee"),
        "an_cc": (p.application.office if p.application else None,),
        "prn_cc": (priority.office for priority in p.priorities),
        "agy_code": (party.code for party in p.parties if party.role == "agency"),
        "pa_name": (facet_name(name)[:_FACET_LENGTH] for name in _names(p, _OWNERS)),
        "sort_pd": (_sort_key(p.date, p),),
        "sort_ad": (_sort_key(p.filing_date, p),),
        "sort_prd": (_sort_key(p.priority_date, p),),
        "sort_pn": (f"{p.office} {p.number:0>16} {p.kind or ''} {p.id}",),
        **_numbers(p),
        **_symbols(p),
    }


def _numbers(p: Publication) -> dict[str, Iterable[str]]:
    cited = (citation.document for citation in p.citations if citation.document)
    return {
        "pn": index_forms(p.office, p.number, p.kind, "pn"),
        "an": _forms((p.application,) if p.application else (), "an"),
        "prn": _forms(p.priorities, "prn"),
        "ct": _forms(cited, "ct"),
    }


def _symbols(p: Publication) -> dict[str, Iterable[str]]:
    by_scheme: dict[str, dict[str, None]] = {}
    for one in p.classifications:
        by_scheme.setdefault(one.scheme, {})[one.symbol] = None
    columns: dict[str, Iterable[str]] = {}
    for column, scheme in _SCHEMES.items():
        symbols = by_scheme.get(scheme, {})
        low = (a + LOW for symbol in symbols for a in ancestors(scheme, symbol))
        columns[column] = (*symbols, *low)
    columns["ipc4"] = (symbol[:4] for symbol in by_scheme.get("ipc", {}) if len(symbol) >= 4)
    columns["cpc4"] = (symbol[:4] for symbol in by_scheme.get("cpc", {}) if len(symbol) >= 4)
    return columns


def _integers(p: Publication) -> dict[str, tuple[int, ...]]:
    columns = _keys(p)
    ends = ("exp", end_of_term(p))
    for name, date in (("pd", p.date), ("ad", p.filing_date), ("prd", p.priority_date), ends):
        if date:
            low, high = days(date)
            columns[f"{name}_low"], columns[f"{name}_high"] = (low,), (high,)
    if p.date:
        columns["py"] = (int(p.date[:4]),)
    if p.claims:
        columns["nclm"] = (claim_count(p),)
    return columns


def _keys(p: Publication) -> dict[str, tuple[int, ...]]:
    columns = {}
    for column, key in KEYS.items():
        scheme = _SCHEMES[column]
        found = (sort_number(scheme, c.symbol) for c in p.classifications if c.scheme == scheme)
        if numbers := sorted({number for number in found if number is not None}):
            columns[key] = tuple(numbers)
    return columns


def _forms(references: Iterable[Reference], what: Literal["an", "prn", "ct"]) -> Iterable[str]:
    return (form for r in references for form in index_forms(r.office, r.number, r.kind, what))


def _names(p: Publication, roles: tuple[Role, ...]) -> tuple[str, ...]:
    return _distinct(party.name for party in p.parties if party.role in roles)


def _forms_of(p: Publication, roles: tuple[Role, ...]) -> tuple[str, ...]:
    return _distinct(form for name in _names(p, roles) for form in index_forms_of_name(name))


def _with_address(party: Party) -> Iterable[str]:
    where = (party.address, party.city, party.state, party.postcode, party.country)
    rest = " ".join(part for part in where if part)
    return (f"{form} {rest}" for form in index_forms_of_name(party.name))


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _first_day(date: str | None) -> int:
    return days(date)[0] if date else 0


def _sort_key(date: str | None, p: Publication) -> str:
    return f"{date or '0000'} {p.id}"
