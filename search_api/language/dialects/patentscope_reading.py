"""From the rules of `patentscope.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import token_span
from search_api.language.field_reading import with_whole_classes
from search_api.language.fields_of import FieldTable, named
from search_api.language.lucene_reading import LuceneReader
from search_api.language.trees import bare, each
from search_api.language.wildcards import Wildcards

LANGUAGES = (
    *("EN", "FR", "DE", "ES", "ZH", "JA", "KO", "RU", "PT"),
    *("IT", "AR", "PL", "DA", "SV"),
)
TEXTS = {"ti": "TI", "ab": "AB", "clm": "CL", "desc": "DE", "full": "ALLTXT ALL"}
_BY_LANGUAGE = {
    f"{field}@{lang.lower()}": " ".join(
        f"{lang}_{name}{end}" for end in ("", "_S") for name in names.split()
    )
    for lang in LANGUAGES
    for field, names in TEXTS.items()
}
FIELDS = FieldTable(
    {
        "full": "ALL ALLTXT",
        **{field: TEXTS[field] for field in ("ti", "ab", "clm", "desc")},
        "front": "FP",
        "pa": "PA PAA PAN",
        "in": "IN INA",
        "names": "ALLNAMES",
        "ag agy": "RP RPA",
        "pn": "PN WO GN",
        "an": "AN ANA",
        "prn": "NP",
        "pn an prn": "ALLNUM",
        "cc": "CTR OF",
        "prn.cc": "PCN",
        "pa.cc": "PAC ADC AADC",
        "in.cc": "INC IADC",
        "lang": "LGP LGF",
        "kind": "DTY",
        "ipc": "IC IC_EX ICI ICI_EX ICN ICN_EX ICF ICF_EX",
        "cpc": "CPC CPC_EX",
        "pd": "DP",
        "ad": "AD",
        "prd": "PD PRIORITYDATE",
        "fam": "FAMILY",
        **_BY_LANGUAGE,
    },
    absent="DS SIS ISA ISR IPE NPCC>CTR NPAN>AN NPED>AD NPET NPEN TPO RAD RCN RPC CHEM EXACT LI "
    "NPA PCTR>CTR GNT",
    wider="ICI ICI_EX ICN ICN_EX ICF ICF_EX LGF",
)
WILDCARDS = Wildcards({"*": "*", "?": "?"})
_WITH_LOW = {"IC", "ICI", "ICN", "ICF", "CPC"}
"""Fields of classes that hold what lies below each, too; those that end in `_EX` do not."""
_GROUP = re.compile(r"[A-HY]\d\d[A-Z]\s*\d{1,4}(?:/\d{2,6})?|[A-HY](?:\d\d[A-Z]?)?", re.IGNORECASE)
_PCT = re.compile(r"([A-Z]{2})(\d{4})(0\d{5})", re.IGNORECASE)
_NARROWER = {"PAA", "INA", "RPA"}
_EQUALS = {"country": "CTR", "title": "EN_TI", "abstract": "EN_AB", "applicant": "PA"}
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
)


class Reader(LuceneReader):
    """Fields of one language; words in a script it lacks are searched where they can stand."""

    fields = FIELDS
    wildcards = WILDCARDS
    SIMILAR = "2"

    def closeness(self, token: Token) -> s.Closeness:
        """`NEAR`, `NEAR3`, `BEFORE`: five words where no number stands."""
        name, digits = re.findall(r"[a-z]+|\d+", f"{token.lower()} 5")[:2]
        kind: Any = "near" if name == "near" else "adj"
        span = token_span(token)
        if not re.search(r"\d", token):
            self.once("note_near_five", span, operator=str(token).upper())
        return s.Closeness(kind, int(digits[:6]), str(token), span)

    def word(self, meta: Meta, children: list[Any]) -> s.Syntax:
        self._equals(children[0], _EQUALS)
        return super().word(meta, children)

    def clause(self, meta: Meta, children: list[Any]) -> s.Syntax:
        token = children[0]
        if (name := token.rstrip(":/ \t\n").upper()) in _NARROWER:
            self.once("note_field_narrower", token_span(token), name=name)
        if name == "WO":
            return super().clause(meta, [token, _international(children[1])])
        if name in _WITH_LOW:
            value = with_whole_classes(bare(children[1]))
            found = each(value, _with_low)
            if found != value:
                exact = f"{name}_EX"
                self.once("note_subgroups", token_span(token), name=name, exact=exact)
            return super().clause(meta, [token, found])
        return super().clause(meta, children)

    def number(
        self, part: s.Word | s.Quoted, text: str, names: tuple[s.FieldName, ...]
    ) -> s.Syntax:
        """`AN:US2010012345` is the international application PCT/US2010/012345."""
        if names[0].text == "an" and (found := _PCT.fullmatch(text)):
            text = f"PCT/{found[1].upper()}{found[2]}/{found[3]}"
        return super().number(part, text, names)

    def within(self, names: tuple[s.FieldName, ...], value: s.Syntax, span: s.Span) -> s.Syntax:
        field, at, lang = names[0].text.partition("@")
        if not at or lang in {"zh", "ja", "ko"}:
            return super().within(names, value, span)
        scripts = {script_of(leaf.text) for leaf in leaves(value)}
        if len(scripts) == 1 and (other := scripts.pop()):
            self._note_script(names, other, span)
            return super().within(named([f"{field}@{other}"], names[0].span), value, span)
        return super().within(names, value, span)

    def leaf(
        self, part: s.Syntax, names: tuple[s.FieldName, ...], kinds: frozenset[Any]
    ) -> s.Syntax:
        found = super().leaf(part, names, kinds)
        field, _, lang = names[0].text.partition("@")
        if not isinstance(found, s.Word | s.Quoted) or lang in {"", "zh", "ja", "ko"}:
            return found
        if (other := script_of(found.text)) is None:
            return found
        self._note_script(names, other, part.span)
        return s.Fielded(named([f"{field}@{other}"], part.span), found, part.span)

    def _note_script(self, names: tuple[s.FieldName, ...], lang: str, span: s.Span) -> None:
        field = names[0].text.partition("@")[0]
        typed = self.context.text[slice(*names[0].span)]
        self.context.note("note_script", span, name=typed, field=f"{field}@{lang}")


def _with_low(node: s.Syntax) -> s.Syntax:
    """A class with all below it."""
    if not isinstance(node, s.Word | s.Quoted) or not _GROUP.fullmatch(node.text.strip()):
        return node
    group = "" if "/" in node.text or not re.search(r"\D\d{1,4}$", node.text[3:]) else "/00"
    return replace(node, text=f"{node.text.strip()}{group}/low")


def script_of(text: str) -> str | None:
    """The language a text is written in that no field of another alphabet holds."""
    return next((lang for lang, pattern in _SCRIPTS if pattern.search(text)), None)


def leaves(node: s.Syntax) -> list[s.Word | s.Quoted]:
    """Words and phrases without a field of their own."""
    match node:
        case s.Word() | s.Quoted():
            return [node]
        case s.Group(part) | s.Negation(part) | s.Boosted(part):
            return leaves(part)
        case s.AllOf(parts) | s.AnyOf(parts) | s.Proximity(parts):
            return [leaf for part in parts for leaf in leaves(part)]
        case _:
            return []


def _international(node: s.Syntax) -> s.Syntax:
    """`WO:2010123456` without the office."""
    match node:
        case s.Word(text) | s.Quoted(text) if text[:1].isdigit():
            return replace(node, text=f"WO{text}")
        case s.Group(part):
            return replace(node, part=_international(part))
        case s.AnyOf(parts) | s.AllOf(parts):
            return replace(node, parts=tuple(map(_international, parts)))
        case _:
            return node
