"""Applicants, inventors, assignees, firms and examiners on a US front page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.model import Party, Role
from parsers.pdf.inid import Item, all_of
from parsers.pdf.joining import Joiner

_LABEL = re.compile(r"^(?:Applicants?|Inventors?(?:/Applicants?)?|Assignees?)(?:\s*:|\s(?=\S))\s*")
_ENTRY = re.compile(r";\s*(?:and\s+)?|(?<=\([A-Z]{2}\)),\s*|(?<=\([A-Z]{2}\))\s+and\s+")
_PLACE = re.compile(r"^(.+?),\s*([^,]+?)(?:,\s*([A-Z]{2}))?\s*\(([A-Z]{2})\)$")
"""Name, city, state (in the United States and Canada), country."""
_PARTICLES = frozenset({
    "de", "da", "di", "do", "dos", "del", "della", "der", "den", "van", "von", "vom", "zu", "zur",
    "la", "le", "el", "al", "bin", "ibn", "ten", "ter",
    "st.",
})  # fmt: skip
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_EXAMINER = re.compile(r"(?:Primary|Assistant)\s+Examiner\s*[\u2014\u2013:-]+\s*(.+)$")
_FIRM = re.compile(r"^Attorney,\s*Agent,?\s*or\s*Firm\s*[\u2014\u2013:-]*\s*")


def parties(items: Sequence[Item], joiner: Joiner) -> Iterator[Party]:
    """Every party, applicants and assignees first, places as printed."""
    inventors = [
        party
        for code in ("72", "75", "76")
        for item in all_of(items, code)
        for party in _people(item, joiner)
    ]
    people = {party.name for party in inventors}
    owners: tuple[tuple[str, Role], ...] = (("71", "applicant"), ("73", "assignee"))
    for code, role in owners:
        for item in all_of(items, code):
            yield from _owners(item, joiner, role, people)
    yield from inventors
    for item in all_of(items, "74"):
        name = _FIRM.sub("", joiner.join(item.lines, "en"))
        if name:
            yield Party(role="agency", name=name, organisation=True)
    for item in items:
        for line in item.lines:
            found = _EXAMINER.match(line.text.strip())
            if found:
                yield _person(found[1].strip(), "examiner", None)


def _entries(item: Item, joiner: Joiner) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Names, with the match of their place where it is printed."""
    text = _LABEL.sub("", joiner.join(item.lines, "en"))
    for entry in _ENTRY.split(text):
        printed = entry.strip(" ,")
        if printed:
            found = _PLACE.match(printed)
            yield (found[1] if found else printed), found


def _people(item: Item, joiner: Joiner) -> Iterator[Party]:
    for name, place in _entries(item, joiner):
        yield _person(name if place else name.split(",")[0], "inventor", place)


def _person(name: str, role: Role, place: re.Match[str] | None) -> Party:
    """A natural person: printed with the given name in front."""
    suffix = _SUFFIX.search(name)
    words = (name[: suffix.start()] if suffix else name).split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    family, given = " ".join(words[cut:]), " ".join(words[:cut])
    if suffix:
        family += f" {suffix[0].strip(' ,')}"
    return Party(
        role=role,
        name=f"{family}, {given}" if given else family,
        given=given or None,
        family=family if given else None,
        city=place[2] if place else None,
        state=place[3] if place else None,
        country=place[4] if place else None,
    )


def _owners(item: Item, joiner: Joiner, role: Role, people: set[str]) -> Iterator[Party]:
    for name, place in _entries(item, joiner):
        person = _person(name, role, place)
        if person.name in people:
            yield person
            continue
        yield Party(
            role=role,
            name=name,
            organisation=True,
            city=place[2] if place else None,
            state=place[3] if place else None,
            country=place[4] if place else None,
        )
