"""From the rules of `lens.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import span_of, token_span
from search_api.language.fields_of import FieldTable, kinds_of, named
from search_api.language.lucene_reading import LuceneReader
from search_api.language.patterns import MOST, written_out
from search_api.language.trees import bare, each
from search_api.language.wildcards import Wildcards

_SYMBOLS = ("symbol", "first_symbol", "later_symbol", "inv_symbol", "add_symbol")


def _classes(*names: str) -> str:
    """The names of a scheme's fields, each with and without the parts of its symbols."""
    return " ".join([f"{name}.{one}" for name in names for one in _SYMBOLS] + list(names))


FIELDS = FieldTable(
    {
        "full": "full_text",
        "ti": "title title.exact",
        "ab": "abstract",
        "clm": "claim claims",
        "desc": "description",
        "pa": "applicant.name applicant.name.exact applicant applicant.orgname owner_all.name "
        "owner_all.name.exact owner_all owner.name",
        "in": "inventor.name inventor.name.exact inventor inventor.orgname",
        "ag": "agent.name agent.name.exact agent",
        "exm": "examiner.name examiner.name.exact examiner primary_examiner.name "
        "primary_examiner.name.exact assistant_examiner.name assistant_examiner.name.exact",
        "cc": "jurisdiction",
        "kind": "kind",
        "lang": "lang language publication_language",
        "stage": "publication_type",
        "pd": "date_published pub_date publication_date date_published_sort year_published "
        "pub_year",
        "ad": "application_reference.date filing_date date_filed app_date",
        "an": "application_reference.doc_number application_reference.number filing_key",
        "an.cc": "application_reference.jurisdiction",
        "prd": "priority_claim.earliest_claim.date earliest_priority_date "
        "earliest_priority_claim_date priority_claim.date",
        "prn": "priority_claim.doc_number priority_claim.number",
        "prn.cc": "priority_claim.jurisdiction",
        "pn": "ids doc_key doc_number pub_key",
        "ct": "reference_cited.patent.document_id.doc_number",
        "cpc": _classes("class_cpc", "classification_cpc"),
        "ipc": _classes("class_ipcr", "classification_ipcr", "class_ipc"),
        "uspc": "class_national.symbol class_national classification_us",
        "nclm": "claim_count claims_count",
        "pa.cc": "applicant.residence",
        "as.cc": "owner_all.country owner.country",
        "exp": "legal_status.anticipated_term_date",
        "in.cc": "inventor.residence",
    },
    absent=(
        "lens_id docdb_id record_lens_id created has_sequence "
        "has_cited_by has_docdb has_inpadoc has_doi legal_status.patent_status "
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
        "applicant.sequence application_reference.kind priority_claim.kind "
        "applicant.address>applicant.residence inventor.address>inventor.residence "
        "owner_all.address>owner_all.country agent.address agent.country agent_count "
        "applicant_count inventor_count owner_all_count examiner.department "
        "primary_examiner.department assistant_examiner.department cited_by_patent "
        "cited_by.patent.document_id.jurisdiction cited_by.patent.document_id.doc_number "
        "cited_by.patent.document_id.kind cites_resolved_npl has_agent has_examiner "
        "family.simple.member.document_id.jurisdiction family.simple.member.document_id.date "
        "family.simple.member.document_id.doc_number family.simple.member.document_id.kind "
        "family.simple.member.lens_id family.extended.member.document_id.jurisdiction "
        "family.extended.member.document_id.date family.extended.member.document_id.doc_number "
        "family.extended.member.document_id.kind family.extended.member.lens_id "
        "reference_cited.npl.external_id reference_cited.npl.lens_id "
        "reference_cited.npl.cited_phase reference_cited.npl.category reference_cited.npl_count "
        "reference_cited.npl_resolved_count reference_cited.patent_count "
        "reference_cited.patent.category reference_cited.patent.cited_phase "
        "reference_cited.patent.document_id.jurisdiction reference_cited.patent.document_id.date "
        "reference_cited.patent.document_id.kind sequence.data_source "
        "sequence.document_location sequence.length_bucket sequence.organism.tax_id "
        "sequence.organism.name.exact legal_status.discontinuation_date "
        "legal_status.term_extension_days title_abstract>title"
    ),
    wider=" ".join(f"{name}.{one}" for name in ("class_cpc", "class_ipcr") for one in _SYMBOLS[1:])
    + " agent.name.exact examiner.name.exact owner_all.name.exact title.exact "
    "applicant.name.exact inventor.name.exact"
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
    "has_cites": "citations",
    "has_owner": "owners",
    "has_inventor": "inventors",
    "has_applicant": "applicants",
}
"""Lens filters that are true or false, and what `has:` calls them."""
GRANTED = "legal_status.granted"
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
_RIGHTS = {"design_right": "design", "plant_patent": "plant"}
"""Types of publication that are kinds of right here."""
_KEY = re.compile(r"([A-Z]{2})[_ -](\w+?)[_ -]([A-Z]\d?)(?:[_ -]\d{8})?")
_LENS_ID = re.compile(r"(?:\d{3}-){4}\d{2}[\dX]")
_USPC_ALL = re.compile(r"(\w{1,4})/?\*")
_NOW = re.compile(r"now(?:-(\d+)([dwMy])(?:/[dwMy])?)?")


class Reader(LuceneReader):
    """Reads filters (`has_claim:true`), document keys, small regular expressions and `now-1y`."""

    fields = FIELDS
    wildcards = WILDCARDS
    ORDER = "day"
    _of_office = True

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token, value = children
        name = token.rstrip(": \t\n").lower()
        if name.startswith(("has_", "cites_")) and name in HAS:
            return self._has(name, token_span(token), bare(value), span_of(meta))
        if name == GRANTED:
            at = (token.start_pos or 0, (token.start_pos or 0) + len(name))
            return self._true_or_false(name, ("leg", "grant"), at, bare(value), span_of(meta))
        if name == "_exists_":
            return self._exists(token_span(token), bare(value), span_of(meta))
        if name == "publication_type":
            return super().clause(meta, [token, each(value, _right)])
        self._of_office = name != "doc_number"
        return super().clause(meta, children)

    def _has(self, name: str, at: s.Span, value: s.Syntax, span: s.Span) -> s.Syntax:
        return self._true_or_false(name, ("has", HAS[name]), at, value, span)

    def _exists(self, at: s.Span, value: s.Syntax, span: s.Span) -> s.Syntax:
        """`_exists_:claim`."""
        said = value.text.lower() if isinstance(value, s.Word | s.Quoted) else ""
        part = HAS.get(f"has_{said.partition('.')[0].removesuffix('_all')}")
        if part is None:
            raise self.context.fail("field_not_held", value.span, name=f"_exists_:{said}")
        return s.Fielded(named(["has"], at), s.Word(part, value.span), span)

    def _true_or_false(
        self, name: str, meant: tuple[str, str], at: s.Span, value: s.Syntax, span: s.Span
    ) -> s.Syntax:
        said = value.text.lower() if isinstance(value, s.Word | s.Quoted) else ""
        if said not in {"true", "false"}:
            raise self.context.fail(
                "bad_keyword", value.span, field=name, value=said, expected="true, false"
            )
        found = s.Fielded(named(meant[:1], at), s.Word(meant[1], value.span), span)
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
        if names[0].text == "uspc" and (whole := _USPC_ALL.fullmatch(found.text)):
            return replace(found, text=f"{whole[1]}/low")
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
        """Document keys `EP_0227762_B1_19900411`; a bare number of `ids` is a US one.

        A `doc_number` stands without its office, and is that of a document of any.
        """
        if _LENS_ID.fullmatch(text):
            raise self.context.fail("field_not_held", part.span, name="lens_id")
        if found := _KEY.fullmatch(text):
            text = "".join(found.groups())
        elif names[0].text == "pn" and re.fullmatch(r"\d[\d,]{5,}|\d{4}/\d{7}", text):
            office = "US" if self._of_office else ""
            text = f"{office}{re.sub(r'[,/]', '', text)}"
        return super().number(part, text, names)


def _right(node: s.Syntax) -> s.Syntax:
    """A type of publication that is a kind of right, in that field."""
    if not isinstance(node, s.Word | s.Quoted):
        return node
    right = _RIGHTS.get(re.sub(r"[\s-]", "_", node.text.strip().lower()))
    if right is None:
        return node
    return s.Fielded(named(["right"], node.span), s.Word(right, node.span), node.span)
