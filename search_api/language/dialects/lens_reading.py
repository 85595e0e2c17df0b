"""From the rules of `lens.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark import v_args
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import span_of, token_span
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.lucene_reading import LuceneReader
from search_api.language.patterns import MOST, written_out
from search_api.language.trees import bare
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "full_text",
        "ti": "title title.exact",
        "ab": "abstract",
        "clm": "claim claims",
        "desc": "description",
        "pa": "applicant.name applicant.name.exact applicant applicant.orgname "
        "owner_all.name owner_all owner.name",
        "in": "inventor.name inventor.name.exact inventor inventor.orgname",
        "ag": "agent.name agent",
        "exm": "examiner.name examiner primary_examiner.name assistant_examiner.name",
        "cc": "jurisdiction",
        "kind": "kind",
        "lang": "lang language publication_language",
        "stage": "publication_type",
        "pd": "date_published pub_date publication_date year_published pub_year",
        "ad": "application_reference.date filing_date date_filed app_date",
        "an": "application_reference.doc_number application_reference.number filing_key",
        "an.cc": "application_reference.jurisdiction",
        "prd": "priority_claim.earliest_claim.date earliest_priority_date priority_claim.date",
        "prn": "priority_claim.doc_number priority_claim.number",
        "prn.cc": "priority_claim.jurisdiction",
        "pn": "ids doc_key doc_number pub_key",
        "cpc": "class_cpc.symbol class_cpc",
        "ipc": "class_ipcr.symbol class_ipcr class_ipc.symbol class_ipc",
        "uspc": "class_national.symbol class_national",
        "pa.cc": "applicant.residence owner_all.country owner.country",
        "in.cc": "inventor.residence",
    },
    absent=(
        "lens_id docdb_id record_lens_id created has_sequence has_owner has_inventor "
        "has_applicant has_cites has_cited_by has_docdb has_inpadoc has_doi "
        "legal_status.granted legal_status.patent_status legal_status.anticipated_term_date "
        "legal_status.grant_date legal_status.application_expiry_date legal_status.has_spc "
        "legal_status.discontinued_date legal_status.has_disclaimer "
        "legal_status.calculation_log legal_status.has_grant_event "
        "legal_status.has_entry_into_national_phase cited_by_patent_count cites_patent_count "
        "npl_count npl_resolved_count cited_by.patent.lens_id cited_by.patent_count "
        "reference_cited.npl.text reference_cited.patent.count reference_cited.patent.lens_id "
        "families.simple.size families.extended.size simple_family_size extended_family_size "
        "family.simple.size family.extended.size sequence.count sequence.type "
        "sequence.organism.name inventor.orcid inventor.count applicant.count "
        "owner_all.execution_date owner_all.recorded_date inventor.sequence "
        "applicant.sequence"
    ),
    wider="title.exact applicant.name.exact inventor.name.exact owner_all.country owner.country"
    " primary_examiner.name assistant_examiner.name owner_all.name owner_all owner.name",
)
WILDCARDS = Wildcards({"*": "*", "?": "?"})
HAS = {
    "has_title": "title",
    "has_abstract": "abstract",
    "has_claim": "claims",
    "has_claims": "claims",
    "has_description": "description",
    "has_full_text": "description",
    "has_npl": "literature",
    "has_npl_citations": "literature",
    "has_patent_citations": "citations",
    "cites_patent": "citations",
    "cites_npl": "literature",
}
"""Lens filters that are true or false, and what `has:` calls them."""
STAGES = {
    "grant": "granted_patent",
    "application": "patent_application",
    "search_report": "search_report",
    "amended": "amended_patent",
}
_TYPES = {name: stage for stage, name in STAGES.items()} | {
    "granted": "grant",
    "grant": "grant",
    "application": "application",
    "limited_patent": "amended",
    "amended_application": "amended",
}
_KEY = re.compile(r"([A-Z]{2})[_ -](\w+?)[_ -]([A-Z]\d?)(?:[_ -]\d{8})?")
_LENS_ID = re.compile(r"(?:\d{3}-){4}\d{2}[\dX]")
_NOW = re.compile(r"now(?:-(\d+)([dwMy])(?:/[dwMy])?)?")


@v_args(meta=True)
class Reader(LuceneReader):
    """Reads filters (`has_claim:true`), document keys, small regular expressions and `now-1y`."""

    fields = FIELDS
    wildcards = WILDCARDS
    ORDER = "day"

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token, value = children
        name = token.rstrip(": \t\n").lower()
        if name.startswith(("has_", "cites_")) and name in HAS:
            return self._has(name, token_span(token), bare(value), span_of(meta))
        return super().clause(meta, children)

    def _has(self, name: str, at: s.Span, value: s.Syntax, span: s.Span) -> s.Syntax:
        said = value.text.lower() if isinstance(value, s.Word | s.Quoted) else ""
        if said not in {"true", "false"}:
            raise self.context.fail(
                "bad_keyword", value.span, field=name, value=said, expected="true, false"
            )
        found = s.Fielded(named(["has"], at), s.Word(HAS[name], value.span), span)
        return found if said == "true" else s.Negation(found, span)

    def than(self, meta: Meta, children: list[Any]) -> s.Syntax:
        """`year_published:>=2010`."""
        token, sign, value = children
        name = token.rstrip(": \t\n")
        start = token.start_pos or 0
        names = FIELDS.read(name, (start, start + len(name)), self.context)
        kinds = kinds_of(one.text for one in names)
        operator = cast("s.Comparison", str(sign))
        return s.Compared(names, operator, self.end(value, kinds), span_of(meta))

    def regex(self, _meta: Meta, children: list[Any]) -> s.Syntax:
        """`/A[2-4]/` is `(A2 OR A3 OR A4)`; what stands for too many words is refused."""
        token, span = children[0], token_span(children[0])
        words = written_out(token[1:-1])
        if not words or not all(words):
            raise self.context.fail("regex_too_wide", span, value=str(token), limit=MOST)
        made = tuple(s.Word(word, span) for word in words)
        return s.Group(s.AnyOf(made, span), span) if len(made) > 1 else made[0]

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        found = super().leaf(part, names, kinds)
        if not isinstance(found, s.Word | s.Quoted):
            return found
        if "date" in kinds:
            return self.end(found, kinds)
        if names[0].text == "stage":
            key = re.sub(r"[\s-]", "_", found.text.strip().lower())
            return replace(found, text=_TYPES.get(key, found.text))
        if names[0].text == "lang":
            return replace(found, text=found.text.lower())
        return found

    def end(self, value: s.Value, kinds: frozenset[Any]) -> s.Value:
        """`now`, `now-6M` beside dates."""
        found = _NOW.fullmatch(value.text) if "date" in kinds else None
        if found is None:
            return super().end(value, kinds)
        text = f"-{found[1]}{found[2].lower()}" if found[1] else "today"
        return s.Word(text, value.span)

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """Document keys `EP_0227762_B1_19900411`; a bare number of `ids` is a US one."""
        if _LENS_ID.fullmatch(text):
            raise self.context.fail("field_not_held", part.span, name="lens_id")
        if found := _KEY.fullmatch(text):
            text = "".join(found.groups())
        elif names[0].text == "pn" and re.fullmatch(r"\d[\d,]{5,}|\d{4}/\d{7}", text):
            text = f"US{re.sub(r'[,/]', '', text)}"
        return super().number(part, text, names)
