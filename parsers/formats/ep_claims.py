"""Claims of European patent documents: up to three languages, sets for states, amended ones.

A set for some contracting states says so in `claim-type` (`Claim(s) for the following Contracting
State(s): AT, BE`); the numbers of each set begin with 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from parsers.formats.nodes import attribute, values
from parsers.formats.parts import number_claims, raw_claim
from parsers.languages import lang_of
from parsers.model import Claim, ClaimSet, Gap
from parsers.text import inline_text
from parsers.xml import Element

_STATES = re.compile(r"(?<![A-Za-z])[A-Z]{2}(?![A-Za-z])")
_AMENDED: Literal["amended"] = "amended"


class Claims(Struct, frozen=True):
    """The main claims of each language, the sets beside them, and what is to be said of them."""

    main: tuple[Claim, ...]
    others: tuple[ClaimSet, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]


class _Set(Struct, frozen=True):
    lang: str
    states: tuple[str, ...]
    claims: tuple[Claim, ...]


def read_claims(root: Element, language: str) -> Claims:
    """All claims of a document. The first set of each language counts as the main one.

    Where that one, too, is for some states only, a note says for which.
    """
    main: dict[str, _Set] = {}
    others: dict[tuple[str, ...], list[_Set]] = {}
    gaps: list[Gap] = []
    for element in _sorted(root.findall("claims")):
        made = _numbered(element.findall("claim"), element, language, gaps)
        if not made.claims:
            continue
        if made.lang not in main:
            main[made.lang] = made
        else:
            others.setdefault(made.states, []).append(made)
    amended, notes = _amended(root, language, gaps)
    notes = [*_limits(main.values()), *notes]
    return Claims(
        main=tuple(claim for entry in main.values() for claim in entry.claims),
        others=(*_joined(others), *amended),
        gaps=tuple(gaps),
        notes=tuple(notes),
    )


def _sorted(elements: list[Element]) -> list[Element]:
    """Sets for all states before those for some."""
    return sorted(elements, key=lambda element: bool(_states(element)))


def _states(element: Element) -> tuple[str, ...]:
    """The states that `claim-type` names, behind its colon if it has one."""
    told = attribute(element, "claim-type") or ""
    return tuple(dict.fromkeys(_STATES.findall(told.rpartition(":")[2])))


def _numbered(elements: Iterable[Element], parent: Element, language: str, gaps: list[Gap]) -> _Set:
    lang = lang_of(attribute(parent, "lang")) or language
    claims, missing = number_claims([raw_claim(element, lang) for element in elements], lang)
    gaps += missing
    return _Set(lang=lang, states=_states(parent), claims=claims)


def _joined(others: dict[tuple[str, ...], list[_Set]]) -> Iterator[ClaimSet]:
    """One set per group of states, in all its languages; a language that comes twice begins one."""
    for states, sets in others.items():
        claims: list[Claim] = []
        used: set[str] = set()
        for entry in sets:
            if entry.lang in used:
                yield ClaimSet(states=states, claims=tuple(claims))
                claims, used = [], set()
            claims += entry.claims
            used.add(entry.lang)
        yield ClaimSet(states=states, claims=tuple(claims))


def _limits(main: Iterable[_Set]) -> Iterator[str]:
    for entry in main:
        if entry.states:
            yield f"claims ({entry.lang}) for: {', '.join(entry.states)}"


def _amended(root: Element, language: str, gaps: list[Gap]) -> tuple[list[ClaimSet], list[str]]:
    """Amended claims (PCT Article 19, EPC Rule 137), each set with its statement."""
    made: list[ClaimSet] = []
    notes: list[str] = []
    statements = [*values(root, "amended-claims-statement")]
    for element in root.iterfind("amended-claims"):
        for heading, claims, statement in _groups(element):
            entry = _numbered(claims, element, language, gaps)
            if not entry.claims:
                continue
            told = statement or (statements.pop(0) if statements else None)
            made.append(ClaimSet(status=_AMENDED, statement=told, claims=entry.claims))
            kind = attribute(element, "amend-claim-type")
            words = ", ".join(part for part in (kind, heading) if part)
            if words:
                notes.append(f"amended claims ({entry.lang}): {words}")
    return made, notes


def _groups(element: Element) -> Iterator[tuple[str | None, list[Element], str | None]]:
    """Heading, claims and statement, as often as they come in one element."""
    heading: str | None = None
    claims: list[Element] = []
    statement: str | None = None
    for child in element:
        if child.tag == "heading":
            if claims:
                yield heading, claims, statement
            heading, claims, statement = inline_text(child) or None, [], None
        elif child.tag == "claim":
            claims.append(child)
        elif child.tag == "amended-claims-statement":
            statement = " ".join(part for part in (statement, inline_text(child)) if part) or None
    yield heading, claims, statement
