"""How the parts of several records become one: best of all, by language, or united.

Records are in the order of preference. Every function notes in `given` which of them gave what.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from parsers.model import (
    Citation,
    Classification,
    LegalEvent,
    Party,
    Publication,
    Role,
    Source,
)

_GROUPS: tuple[tuple[Role, ...], ...] = (
    ("applicant", "assignee"),
    ("inventor",),
    ("agent", "agency"),
    ("examiner",),
)


def best(records: list[Publication], part: str, given: dict[str, set[int]]) -> Any:
    """The part of the first record that has it."""
    for at, one in enumerate(records):
        if value := getattr(one, part):
            given.setdefault(part, set()).add(at)
            return value
    return getattr(records[0], part)


def fuller(records: list[Publication], part: str, given: dict[str, set[int]]) -> Any:
    """As `best`, or the same value of another record that says more of it."""
    value = best(records, part, given)
    for at, one in enumerate(records):
        other = getattr(one, part)
        if value and other and says_more(value, other):
            value = other
            given[part] = {at}
    return value


def says_more(one: Any, other: Any) -> bool:
    """Whether `other` says everything that `one` says, and more."""
    if isinstance(one, str):
        return other != one and bool(other.startswith(one))
    if one == other:
        return False
    return all(
        not mine or mine == its or (its and _PRECISER.get(name, _never)(mine, its))
        for name in one.__struct_fields__
        for mine, its in [(getattr(one, name), getattr(other, name))]
    )


def _never(_one: Any, _other: Any) -> bool:
    return False


_PRECISER: dict[str, Callable[[Any, Any], bool]] = dict.fromkeys(
    ("date", "version", "document"), says_more
)
"""Fields whose values can be more or less precise."""


def texts(records: list[Publication], part: str, given: dict[str, set[int]]) -> tuple[Any, ...]:
    """Each language of a part whole from one record, genuine text before machine and OCR text."""
    chosen: dict[str, tuple[bool, int]] = {}
    for at, one in enumerate(records):
        for text in getattr(one, part):
            rank = (text.origin is not None, at)
            if text.lang not in chosen or rank < chosen[text.lang]:
                chosen[text.lang] = rank
    for lang, (_, at) in chosen.items():
        given.setdefault(f"{part}.{lang}", set()).add(at)
    return tuple(
        text
        for lang, (_, at) in chosen.items()
        for text in getattr(records[at], part)
        if text.lang == lang
    )


class _Rule(NamedTuple):
    """What makes two entries the same thing, and what they are called.

    `added` is a new entry among those `found`, `kept` one that takes the place of another.
    """

    key: Callable[[Any], Hashable]
    same: Callable[[Any, Any], bool]
    added: Callable[[Any, list[Any]], Any]
    name: Callable[[Any], str]
    kept: Callable[[Any, Any], Any] = lambda entry, _before: entry


def united(records: list[Publication], part: str, given: dict[str, set[int]]) -> tuple[Any, ...]:
    """Entries of all records, each thing once and as the fullest of them says it.

    Doubles within one record are that record's own and stay.
    """
    if part == "parties":
        return tuple(_parties(records, given))
    rule = _RULES[part]
    found: list[Any] = []
    for at, entries in enumerate(_whole(part, [getattr(one, part) for one in records])):
        places: dict[Hashable, list[int]] = {}
        for place, entry in enumerate(found):
            places.setdefault(rule.key(entry), []).append(place)
        for entry in entries:
            like = [p for p in places.get(rule.key(entry), ()) if rule.same(found[p], entry)]
            if not like:
                found.append(rule.added(entry, found) if at else entry)
            elif says_more(found[like[0]], full := rule.kept(entry, found[like[0]])):
                found[like[0]] = full
            else:
                continue
            given.setdefault(rule.name(entry), set()).add(at)
    return tuple(found)


def _parties(records: list[Publication], given: dict[str, set[int]]) -> Iterable[Party]:
    """In the order of their records, so that a record which has every group stays as it is."""
    owner: dict[Role, int] = {}
    for group in _GROUPS:
        for at, one in enumerate(records):
            if found := {party.role for party in one.parties if party.role in group}:
                owner |= dict.fromkeys(group, at)
                for role in sorted(found):
                    given.setdefault(f"parties.{role}", set()).add(at)
                break
    for at, one in enumerate(records):
        yield from (party for party in one.parties if owner.get(party.role) == at)


def _whole(part: str, lists: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without the entries of later records that belong to a set an earlier one has its own of."""
    set_of = _SETS.get(part)
    if set_of is None:
        return lists
    owner: dict[Hashable, int] = {}
    for at, entries in enumerate(lists):
        for entry in entries:
            if (name := set_of(entry)) is not None:
                owner.setdefault(name, at)
    return [
        tuple(e for e in entries if (name := set_of(e)) is None or owner[name] == at)
        for at, entries in enumerate(lists)
    ]


def _agree(*names: str) -> Callable[[Struct, Struct], bool]:
    """Whether two entries contradict each other in none of these."""

    def same(one: Struct, other: Struct) -> bool:
        pairs = ((getattr(one, name), getattr(other, name)) for name in names)
        return all(not mine or not its or mine == its for mine, its in pairs)

    return same


def _cited(citation: Citation) -> Hashable:
    if citation.document is not None:
        return citation.document.office, citation.document.number
    return "".join(filter(str.isalnum, citation.text or "")).casefold()


def _same_cited(one: Citation, other: Citation) -> bool:
    if one.document is None or other.document is None:
        return True
    kinds = {one.document.kind, other.document.kind} - {None}
    return len(kinds) < 2


def _added_class(entry: Classification, found: list[Classification]) -> Classification:
    """There is one first symbol of a scheme."""
    taken = any(one.scheme == entry.scheme and one.position == "first" for one in found)
    return replace(entry, position=None) if taken and entry.position == "first" else entry


_RULES: dict[str, _Rule] = {
    "classifications": _Rule(
        key=lambda one: (one.scheme, one.symbol, one.group),
        same=lambda _one, _other: True,
        added=_added_class,
        name=lambda one: f"classifications.{one.scheme}",
    ),
    "citations": _Rule(
        key=_cited,
        same=_same_cited,
        added=lambda entry, _found: replace(entry, number=None),
        name=lambda _one: "citations",
        kept=lambda entry, before: replace(entry, number=before.number),
    ),
    "events": _Rule(
        key=lambda one: (one.office, one.code, one.date),
        same=_agree("country", "number", "effective"),
        added=lambda entry, _found: entry,
        name=lambda _one: "events",
    ),
    "related": _Rule(
        key=lambda one: (one.relation, one.document.office, one.document.number),
        same=lambda _one, _other: True,
        added=lambda entry, _found: entry,
        name=lambda _one: "related",
    ),
}
_SETS: dict[str, Callable[[Any], Hashable]] = {
    "classifications": lambda one: (one.scheme, "sets") if one.group is not None else None,
    "citations": lambda one: "literature" if one.document is None else None,
}


def apart(part: str, held: Iterable[Any], here: Iterable[Any]) -> list[Any]:
    """Entries of `here` that are not among those held, whatever else either says of them."""
    rule = _RULES[part]
    known: dict[Hashable, list[Any]] = {}
    for entry in held:
        known.setdefault(rule.key(entry), []).append(entry)
    return [
        entry
        for entry in here
        if not any(rule.same(one, entry) for one in known.get(rule.key(entry), ()))
    ]


def told_once(
    own: list[tuple[LegalEvent, Source]], told: list[tuple[LegalEvent, Source]]
) -> list[tuple[LegalEvent, Source]]:
    """Events with their sources, less those of `told` that say what is said already.

    One that says more takes the place of the other.
    """
    rule = _RULES["events"]
    found = list(own)
    places: dict[Hashable, list[int]] = {}
    for at, (event, _) in enumerate(own):
        places.setdefault(rule.key(event), []).append(at)
    for event, source in told:
        like = places.setdefault(rule.key(event), [])
        same = [at for at in like if rule.same(found[at][0], event)]
        if not same:
            like.append(len(found))
            found.append((event, source))
        elif says_more(found[same[0]][0], event):
            found[same[0]] = event, source
    return found
