"""From the rules of `patentscope.lark` to the syntax tree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from search_api.language import syntax as s
from search_api.language.building import token_span
from search_api.language.fields_of import FieldTable, named
from search_api.language.lucene_reading import LuceneReader
from search_api.language.wildcards import Wildcards

LANGUAGES = (
    *("EN", "FR", "DE", "ES", "ZH", "JA", "KO", "RU", "PT"),
    *("IT", "AR", "PL", "DA", "SV"),
)
TEXTS = {"ti": "TI", "ab": "AB", "clm": "CL", "desc": "DE", "full": "ALLTXT ALL"}
_BY_LANGUAGE = {
    f"{field}@{lang.lower()}": " ".join(f"{lang}_{name}" for name in names.split())
    for lang in LANGUAGES
    for field, names in TEXTS.items()
}
FIELDS = FieldTable(
    {
        "full": "ALL ALLTXT",
        "front": "FP",
        "pa": "PA PAA PAN",
        "in": "IN INA",
        "names": "ALLNAMES",
        "ag agy": "RP RPA",
        "pn": "PN WO GN PCN",
        "an": "AN ANA",
        "prn": "NP NPAN",
        "pn an prn": "ALLNUM",
        "cc": "CTR OF",
        "prn.cc": "NPCC",
        "pa.cc": "PAC ADC",
        "in.cc": "INC IADC",
        "lang": "LGP LGF",
        "kind": "DTY",
        "ipc": "IC IC_EX ICI ICF ICN",
        "cpc": "CPC CPC_EX",
        "pd": "DP",
        "ad": "AD",
        "prd": "PD PRIORITYDATE",
        "fam": "FAMILY",
        **_BY_LANGUAGE,
    },
    absent="DS SIS ISA ISR RAD RCN CHEM EXACT LI NPED NPEN PCTR",
    wider="ICI ICF ICN LGF",
)
WILDCARDS = Wildcards({"*": "*", "?": "?"})
_NARROWER = {"PAA", "INA", "RPA"}
_EQUALS = {"country": "CTR", "title": "EN_TI", "abstract": "EN_AB", "applicant": "PA"}
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
)


@v_args(meta=True)
class Reader(LuceneReader):
    """Fields of one language; words in a script it lacks are searched where they can stand."""

    fields = FIELDS
    wildcards = WILDCARDS

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
        return super().clause(meta, children)

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
