"""The plain words of pages for codes of the model: kinds, rights, roles, facets, places."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.kinds import meaning
from parsers.model import Publication
from search_api.answers import HitAnswer, Snippet
from web import i18n
from web.links import claim_anchor

Translate = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate me later"
    """Marks a string for translation where it is declared; it is translated where it is shown."""
    return text


FACETS = {
    "office": N_("Office"), "right": N_("Type"), "stage": N_("Stage"), "kind": N_("Kind code"),
    "year": N_("Year"), "applicant": N_("Applicant"), "ipc4": N_("IPC subclass"),
    "cpc4": N_("CPC subclass"), "language": N_("Language"),
}  # fmt: skip
VALUES = {
    "invention": N_("invention"), "utility_model": N_("utility model"), "design": N_("design"),
    "plant": N_("plant"), "other": N_("other"), "application": N_("application"),
    "grant": N_("grant"), "search_report": N_("search report"), "correction": N_("correction"),
    "translation": N_("translation"), "amended": N_("amended"),
}  # fmt: skip
ROLES = {
    "applicant": N_("Applicant"), "inventor": N_("Inventor"), "assignee": N_("Owner"),
    "agent": N_("Agent"), "agency": N_("Agency"), "examiner": N_("Examiner"),
}  # fmt: skip
INID = {"applicant": "71", "inventor": "72", "assignee": "73", "agent": "74", "agency": "74"}
ROLE_FIELDS = {
    "applicant": "pa", "assignee": "pa", "inventor": "in", "agent": "ag", "agency": "agy",
}  # fmt: skip
SCHEMES = {
    "ipc": "IPC", "cpc": "CPC", "locarno": N_("Locarno"), "fi": "FI", "fterm": "F-term",
    "uspc": N_("US class"), "ecla": "ECLA", "dk": "DK",
}  # fmt: skip
SCHEME_FIELDS = {
    "ipc": "ipc", "cpc": "cpc", "locarno": "loc", "fi": "fi", "fterm": "fterm", "uspc": "uspc",
}  # fmt: skip
PARTS = {
    "title": N_("title"), "abstract": N_("abstract"), "claims": N_("claims"),
    "description": N_("description"), "drawings": N_("drawings"), "parties": N_("parties"),
    "search_report": N_("search report"), "sequence_listing": N_("sequence listing"),
    "pictures_in_text": N_("pictures in the text"), "tables": N_("tables"),
    "priorities": N_("priorities"), "inventors": N_("inventors"), "citations": N_("citations"),
    "date": N_("date"), "right": N_("type of right"), "stage": N_("stage"),
    "language": N_("language"), "application": N_("application number"), "family": N_("family"),
    "designated_states": N_("designated states"), "classifications": N_("classes"),
    "events": N_("events"), "related": N_("related documents"), "claim_sets": N_("sets of claims"),
}  # fmt: skip
REASONS = {
    "not_in_source": N_("This source does not carry it."),
    "published_elsewhere": N_("The office published it elsewhere."),
    "scan_only": N_("The source has it only as scanned pages."),
    "removed": N_("The office removed it."),
    "truncated": N_("It was longer than can be kept; the rest is in the original."),
    "unnumbered": N_("The source does not number it."),
}
MOVES = {
    "transferred": N_("transferred to"), "covered": N_("covered by"),
    "concordant": N_("the same as"),
}  # fmt: skip
CATEGORIES = {"product": N_("product"), "process": N_("process"), "use": N_("use")}
CLAIM_SETS = {
    "amended": N_("Amended claims"), "limited": N_("Claims after limitation"),
    "corrected": N_("Corrected claims"), "other": N_("Another set of claims"),
}  # fmt: skip
ORIGINS = {"machine": N_("machine translation"), "ocr": N_("text recognised from scanned pages")}
RELATIONS = {
    "continuation": N_("continuation"), "continuation_in_part": N_("continuation in part"),
    "division": N_("division"), "pct": N_("international application"), "reissue": N_("reissue"),
    "provisional": N_("provisional application"), "correction_of": N_("correction of"),
    "earlier_publication": N_("earlier publication"), "substitution": N_("substitution"),
    "addition": N_("addition"), "reexamination": N_("re-examination"),
    "utility_model_basis": N_("based on utility model"), "other": N_("related document"),
}  # fmt: skip
PHASES = {
    "search": N_("search"), "examination": N_("examination"), "applicant": N_("applicant"),
    "opposition": N_("opposition"), "description": N_("description"),
}  # fmt: skip
SORTS = {
    "score": N_("relevance"), "-pd": N_("newest publication"), "pd": N_("oldest publication"),
    "-ad": N_("newest filing"), "ad": N_("oldest filing"), "-prd": N_("newest priority"),
    "prd": N_("oldest priority"), "pn": N_("number"),
}  # fmt: skip
NUMBERS = {
    "publication": N_("publication number"), "application": N_("application number"),
    "priority": N_("priority number"), "registration": N_("registration number"),
    "mark": N_("patent mark"),
}  # fmt: skip
CHECKS = {
    "valid": N_("check digit valid"), "invalid": N_("check digit does not fit"),
    "corrected": N_("check digit corrected"),
}  # fmt: skip

_CLAIM_PLACE = N_("claim %s")
_CLAIM = re.compile(r"claim (\d+)$")
_PARAGRAPH = re.compile(r"\[([^\]]+)\]$")
_SECTIONS = {"abstract": "abstract-1", "claims": "claims", "description": "description"}

RULES = {
    text: text
    for text in (
        N_("computed from the priorities"),
        N_("counted in the order of the source"),
        N_("follows from number and date, by the table of kind codes"),
        N_("follows from office, kind code and date, by the table of kind codes"),
        N_("follows from references in the claim, or its words"),
        N_("follows from the element or its form"),
        N_("follows from the element or the words of the announcement"),
        N_("follows from the headings and the elements around it"),
        N_("follows from the list or element it stands in"),
        N_("follows from the state or the address"),
        N_("in the name of the file or its folder"),
        N_("office, number and kind together"),
        N_("read from the words of the text"),
        N_("the language of the document, or of its office"),
        N_("the meaning of the code"),
        N_("the office whose format this is"),
        N_("there are images of pages only"),
    )
}
"""What values follow from that are not text of the source (`parsers.tracing.leaves`)."""


class Words:
    """The words in one language; templates call it `words`."""

    def __init__(self, language: str, translate: Translate) -> None:
        self._language = language
        self._translate = translate

    def of(self, table: str, code: str) -> str:
        """The word for a code of one of the tables above; the code itself where there is none."""
        word = globals()[table.upper()].get(code)
        return self._translate(word) if word else code

    def inid(self, role: str) -> str:
        """The INID code (WIPO ST.9) of a role, "" where there is none."""
        return INID.get(role, "")

    def role_field(self, role: str) -> str:
        """The search field for names of a role."""
        return ROLE_FIELDS.get(role, "")

    def scheme_field(self, scheme: str) -> str:
        """The search field for symbols of a scheme."""
        return SCHEME_FIELDS.get(scheme, "")

    def value(self, facet: str, value: str) -> str:
        """A facet value as people read it."""
        if facet == "office":
            return f"{value} {i18n.country_name(value, self._language)}"
        if facet == "language":
            return i18n.language_name(value, self._language)
        return self.of("values", value) if facet in {"right", "stage"} else value

    def kind(self, document: HitAnswer | Publication) -> str:
        """What a kind code means at that office and time, else the type of right."""
        found = meaning(
            document.office or "", document.kind, document.date, self._language,
            document.number or "",
        )  # fmt: skip
        return found or self.of("values", document.right or "other")

    def fragment(self, snippet: Snippet, own: str | None) -> str:
        """The anchor of a snippet's place on the page of its publication."""
        place, lang = snippet.place or "", snippet.lang or own or ""
        if claim := _CLAIM.match(place):
            return claim_anchor(int(claim[1]), lang, own or lang)
        if paragraph := _PARAGRAPH.match(place):
            return f"p{paragraph[1]}"
        return _SECTIONS.get(snippet.field, "")

    def place(self, place: str | None, field: str) -> str:
        """Where a passage stands, in words."""
        if place and (claim := _CLAIM.match(place)):
            return self._translate(_CLAIM_PLACE) % claim[1]
        return place or self.of("parts", field)
