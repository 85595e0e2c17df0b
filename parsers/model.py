"""The publication model: WIPO terms (ST.36, ST.3, ST.6, ST.16, ST.14), encoded as in the API.

Every struct encodes to exactly the JSON users see: absent values are left out, keys keep the
order of declaration. Texts are plain Unicode (NFC), without markup, entities or control characters.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct

Right = Literal["invention", "utility_model", "design", "plant", "other"]
Stage = Literal[
    "application", "grant", "search_report", "correction", "translation", "amended", "other"
]
Role = Literal["applicant", "inventor", "assignee", "agent", "agency", "examiner"]
Scheme = Literal["ipc", "cpc", "locarno", "fi", "fterm", "uspc", "ecla", "ico", "dk"]
Relation = Literal[
    "continuation",
    "continuation_in_part",
    "division",
    "pct",
    "reissue",
    "provisional",
    "correction_of",
    "earlier_publication",
    "substitution",
    "addition",
    "reexamination",
    "utility_model_basis",
    "other",
]
Origin = Literal["machine", "ocr"]
Phase = Literal["search", "examination", "applicant", "opposition", "description"]
SegmentKind = Literal["heading", "paragraph", "table", "formula"]
Part = Literal[
    "related", "government", "technical_field", "background", "summary", "drawings",
    "embodiments", "examples", "industrial_applicability", "deposits", "sequence_listing",
    "reference_signs",
]  # fmt: skip
Category = Literal["product", "process", "use"]
Mark = tuple[Literal["sub", "sup"], int, int]
"""A subscript or superscript of a text: kind, and the span of characters (from, to)."""

Office = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
PartialDate = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]

_ID = re.compile(r"^([A-Z]{2})([A-Z]{0,3}\d[0-9A-Z/]*?)(?!(?<=CN\d{12})X$)([A-Z]\d?)?$")
"""(The check character `X` of a Chinese application is no kind.)"""


class DocumentId(Struct, frozen=True, order=True):
    """Identity of a document: ST.3 office, the office's bare number, ST.16 kind ("" if none).

    `str()` joins the three without blanks (`EP1000000A1`); `parse` reads exactly that form.
    Other spellings are the business of `parsers.numbers`.
    """

    office: str
    number: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.office}{self.number}{self.kind}"

    @classmethod
    def parse(cls, text: str) -> DocumentId:
        """Read the canonical form; ValueError when it is not one."""
        match = _ID.match(text)
        if match is None:
            raise ValueError(f"not a canonical document id: {text!r}")
        return cls(match[1], match[2], match[3] or "")


class _Record(
    Struct, omit_defaults=True, kw_only=True, frozen=True, forbid_unknown_fields=True, gc=False
):
    """Frozen all the way down, so never part of a cycle: nothing for the garbage collector."""


class Reference(_Record, kw_only=True, frozen=True):
    """Another document (application, priority, citation, relative), as far as the source names it.

    `raw` is the number as printed, only where it differs from `number`.
    """

    office: Office
    number: str
    kind: str | None = None
    date: PartialDate | None = None
    raw: str | None = None


class Related(_Record, kw_only=True, frozen=True):
    relation: Relation
    document: Reference


class Text(_Record, kw_only=True, frozen=True):
    lang: str
    text: str
    origin: Origin | None = None
    marks: tuple[Mark, ...] = ()


class Claim(_Record, kw_only=True, frozen=True):
    """One claim. `number` is 1-based; without `depends_on` the claim is independent.

    `cites` are the claims that one refers to that is independent by its form ("a battery with the
    electrode of claim 1"). The text of a canceled claim is what is printed in its place.
    """

    number: int
    text: str
    depends_on: tuple[int, ...] = ()
    cites: tuple[int, ...] = ()
    lang: str
    origin: Origin | None = None
    category: Category | None = None
    canceled: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def independent(self) -> bool:
        return not self.depends_on


class ClaimSet(_Record, kw_only=True, frozen=True):
    """Claims beside the main ones: for certain contracting states, or amended ones.

    The claims of one set are numbered from 1 as the main ones of their language are.
    """

    status: Literal["amended", "limited", "corrected"] | None = None
    states: tuple[str, ...] = ()
    date: PartialDate | None = None
    statement: str | None = None
    claims: tuple[Claim, ...] = ()


class Segment(_Record, kw_only=True, frozen=True):
    """One block of the description, in reading order. `number` is the printed paragraph number.

    `part` is the section it stands in; `figures` are the `Drawing.number`s it refers to.
    """

    id: str | None = None
    number: str | None = None
    kind: SegmentKind = "paragraph"
    level: int | None = None
    text: str
    lang: str
    origin: Origin | None = None
    part: Part | None = None
    figures: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Drawing(_Record, kw_only=True, frozen=True):
    """A picture beside the source: `file` is relative to the file or archive of the record."""

    number: str | None = None
    file: str
    width: int | None = None
    height: int | None = None
    format: str


class Party(_Record, kw_only=True, frozen=True):
    role: Role
    name: str
    given: str | None = None
    family: str | None = None
    organisation: bool = False
    country: str | None = None
    city: str | None = None
    state: str | None = None
    address: str | None = None
    postcode: str | None = None
    code: str | None = None
    sequence: int | None = None
    lang: str | None = None


class Classification(_Record, kw_only=True, frozen=True):
    """A symbol as its office prints it, with one blank: `G06F 16/35`, Locarno `15-07`."""

    scheme: Scheme
    symbol: str
    version: PartialDate | None = None
    position: Literal["first", "later"] | None = None
    value: Literal["inventive", "additional"] | None = None
    office: str | None = None
    group: str | None = None
    rank: int | None = None


class Citation(_Record, kw_only=True, frozen=True):
    """What is cited: exactly one of `document` and `text` is present.

    Of a text, `doi`, `issn` and `isbn` are what it bears, and `named` the patent documents and
    international applications it names beyond doubt ("Patent Abstracts of Japan ... & JP ...").
    """

    document: Reference | None = None
    text: str | None = None
    category: str | None = None
    claims: str | None = None
    phase: Phase | None = None
    number: int | None = None
    doi: str | None = None
    issn: str | None = None
    isbn: str | None = None
    named: tuple[Reference, ...] = ()


class LegalEvent(_Record, kw_only=True, frozen=True):
    """What an office announced about a right; `date` is that of the announcement.

    `code` is the office's own, or its words where it has no codes. `effective` is the day it took
    effect, `number` that of the contract, decision or reel and frame, `country` the state it
    concerns, `before` and `after` the values it changed (names of owners, mostly).
    """

    office: Office
    code: str
    date: PartialDate
    text: str | None = None
    title: str | None = None
    effective: PartialDate | None = None
    number: str | None = None
    country: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Term(_Record, kw_only=True, frozen=True):
    """How long a right lasts, as far as its title page says: what it does not say is by law.

    `years` from the grant (US designs), `days` of adjustment or extension (35 U.S.C. 154),
    `disclaimer` in words where the end of an earlier patent holds, `text` what else is printed.
    """

    years: int | None = None
    days: int | None = None
    disclaimer: str | None = None
    text: str | None = None


class Botanic(_Record, kw_only=True, frozen=True):
    """The plant of a plant patent: genus and species claimed, and its denomination."""

    latin: str | None = None
    variety: str | None = None


class Deposit(_Record, kw_only=True, frozen=True):
    """Biological material deposited with an authority (Budapest Treaty)."""

    depositary: str
    number: str
    date: PartialDate | None = None


class Hague(_Record, kw_only=True, frozen=True):
    """The international registration a design comes from (Hague Agreement)."""

    number: str
    filed: PartialDate | None = None
    registered: PartialDate | None = None
    published: PartialDate | None = None


class Gap(_Record, kw_only=True, frozen=True):
    """A part the record does not have, and why: shown instead of the part, never hidden.

    `reason` is a code: `not_in_source`, `published_elsewhere`, `scan_only`, `removed`, `truncated`.
    """

    part: str
    reason: Literal[
        "not_in_source", "published_elsewhere", "scan_only", "removed", "truncated", "unnumbered"
    ]
    detail: str | None = None


class Source(_Record, kw_only=True, frozen=True):
    """Where the bytes came from: `offset`, `length` in bytes of the (inflated) file or member.

    `produced` is the day the office wrote this record: of two records of one publication, the
    later one holds.
    """

    format: str
    version: str | None = None
    file: str
    member: str | None = None
    offset: int
    length: int
    sha256: str
    repaired: bool = False
    notes: tuple[str, ...] = ()
    produced: PartialDate | None = None


class OtherSource(_Record, kw_only=True, frozen=True):
    """A further record of a publication, beside the one `Publication.source` names.

    `fields` are the parts of the publication that came from it (`title.en`, `claims.de`,
    `parties.inventor`, `classifications.cpc`, `citations`, `family`); none where better records
    had everything. `withdrawn`: it says that the publication was withdrawn.
    """

    format: str
    version: str | None = None
    file: str
    member: str | None = None
    offset: int
    length: int
    sha256: str
    repaired: bool = False
    notes: tuple[str, ...] = ()
    produced: PartialDate | None = None
    withdrawn: bool = False
    fields: tuple[str, ...] = ()


class Publication(_Record, kw_only=True, frozen=True):
    """A document as published: the unit that is parsed, indexed and shown.

    One with `sources` was merged of several records (`indexer.merging` has the rule).
    """

    id: str
    office: Office
    number: str
    kind: str | None = None
    date: PartialDate | None = None
    right: Right
    stage: Stage
    language: str
    application: Reference | None = None
    priorities: tuple[Reference, ...] = ()
    related: tuple[Related, ...] = ()
    family: str | None = None
    family_basis: Literal["computed"] | None = None
    title: tuple[Text, ...] = ()
    abstract: tuple[Text, ...] = ()
    claims: tuple[Claim, ...] = ()
    claim_sets: tuple[ClaimSet, ...] = ()
    description: tuple[Segment, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    parties: tuple[Party, ...] = ()
    classifications: tuple[Classification, ...] = ()
    citations: tuple[Citation, ...] = ()
    events: tuple[LegalEvent, ...] = ()
    designated_states: tuple[str, ...] = ()
    term: Term | None = None
    botanic: Botanic | None = None
    deposits: tuple[Deposit, ...] = ()
    hague: Hague | None = None
    withdrawn: bool = False
    needs_ocr: bool = False
    gaps: tuple[Gap, ...] = ()
    source: Source
    sources: tuple[OtherSource, ...] = ()

    @property
    def document_id(self) -> DocumentId:
        return DocumentId(self.office, self.number, self.kind or "")

    @property
    def filing_date(self) -> str | None:
        return self.application.date if self.application else None

    @property
    def priority_date(self) -> str | None:
        """The earliest date priority is claimed from; the filing date where none is claimed."""
        dates = [p.date for p in self.priorities if p.date]
        return min(dates) if dates else self.filing_date


class Notice(_Record, kw_only=True, frozen=True):
    """Events of a right, from a source that has no publication: gazettes, registers, assignments.

    `application` or `publication` says whose they are (one of them at least).
    """

    office: Office
    application: Reference | None = None
    publication: Reference | None = None
    events: tuple[LegalEvent, ...]
    source: Source
