"""The field names of one dialect: read into canonical names, and canonical names said in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from indexer.fields import BY_NAME, GROUP_BY_NAME, Kind
from search_api.errors import QueryError
from search_api.language.context import Context
from search_api.language.guard import fold
from search_api.language.names import ALIASES
from search_api.language.syntax import FieldName, Span


class FieldTable:
    """Names of a dialect. Case, width and blanks do not count.

    `rows` are from canonical names (several with blanks between: any of them) to the names of the
    dialect, the one to write first; "" is what stands without a name. `absent` are names the
    dialect has for what is not held here: they are refused as such, not as misspelt, and `ic>icn`
    offers the other name instead. `wider` are names whose canonical field holds more than they do,
    which is noted.
    """

    def __init__(self, rows: Mapping[str, str], absent: str = "", wider: str = "") -> None:
        self._read: dict[str, tuple[str, ...]] = {}
        self._said: dict[frozenset[str], str] = {}
        self._spelled: dict[str, str] = {}
        for canonical, names in rows.items():
            meant = tuple(canonical.split())
            for name in names.split() or [""]:
                self._read[_key(name)] = meant
                self._spelled[_key(name)] = name
                self._said.setdefault(_parts(meant), name)
        pairs = (entry.partition(">") for entry in absent.split())
        self._absent = {_key(name): near for name, _, near in pairs}
        absences = (entry.partition(">")[0] for entry in absent.split())
        self._known = (*self._spelled.values(), *absences)
        self._wider = {_key(name) for name in wider.split()}

    def __contains__(self, typed: str) -> bool:
        """Whether the dialect has such a name, held here or not."""
        return (key := _key(typed)) in self._read or key in self._absent

    def find(self, typed: str) -> tuple[str, ...] | None:
        return self._read.get(_key(typed))

    def read(self, typed: str, span: Span, context: Context) -> tuple[FieldName, ...]:
        """Canonical names for one of the dialect; raises QueryError with the nearest ones."""
        if (meant := self.find(typed)) is None:
            raise self._unknown(typed, span, context)
        if not all(_base(name) in ALIASES for name in meant):
            raise context.fail("field_not_held", span, name=typed)
        if _key(typed) in self._wider:
            context.note("note_field_wider", span, name=typed, field=", ".join(meant))
        return named(meant, span)

    def say(self, names: Iterable[str]) -> str | None:
        """What the dialect calls exactly these canonical fields together, or None."""
        return self._said.get(_parts(tuple(names)))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in self._read if name)

    @property
    def known(self) -> frozenset[str]:
        """All names of the dialect as it spells them, held here or not, in lower case."""
        return frozenset(name.lower() for name in self._known if name)

    def _unknown(self, typed: str, span: Span, context: Context) -> QueryError:
        if (offered := self._absent.get(_key(typed))) is not None:
            if not offered:
                return context.fail("field_not_held", span, name=typed)
            return context.fail("field_not_held_near", span, name=typed, near=offered)
        near = get_close_matches(_key(typed), self.names, n=3, cutoff=0.6)
        spelled = [self._spelled[key] for key in near or self.names[:3]]
        nearest = ", ".join(spelled)
        mended = spelled[0] if near else None
        return context.fail(
            "unknown_field",
            span,
            mended,
            name=typed[:80],
            nearest=nearest,
            fields=", ".join(self._spelled[key] for key in self.names),
        )


def named(names: Iterable[str], span: Span) -> tuple[FieldName, ...]:
    """Canonical names as a dialect's reader puts them into the tree."""
    return tuple(FieldName(name, span) for name in names)


def kinds_of(names: Iterable[str]) -> frozenset[Kind]:
    """Kinds of canonical fields and groups; names nobody knows have none."""
    return _kinds(tuple(names))


@lru_cache(1_000)
def _kinds(names: tuple[str, ...]) -> frozenset[Kind]:
    parts = {_base(name) for name in _parts(names)}
    return frozenset(BY_NAME[name].kind for name in parts if name in BY_NAME)


@lru_cache(1_000)
def _parts(names: tuple[str, ...]) -> frozenset[str]:
    parts: set[str] = set()
    for name in names:
        base, at, lang = name.partition("@")
        group = GROUP_BY_NAME.get(base)
        parts |= {one + at + lang for one in group.fields} if group else {name}
    return frozenset(parts)


def _base(name: str) -> str:
    """The field itself, without a language or a kind of claims: `ab@zh`, `clm.indep`."""
    return "clm" if name.startswith("clm.") else name.partition("@")[0]


@lru_cache(1_000)
def _key(name: str) -> str:
    return re.sub(r"[\s_]", "", fold(name)).lower()
