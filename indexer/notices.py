"""Events told without a publication (`parsers.model.Notice`): whose they are, and where they lie.

A notice is of an application or of a publication. Keys say which: `a` and the index token of the
application, `p` and the publication's office and number and what sort of right its kind stands
for: `u` utility model, `s` design, `-` other, `?` in a notice that tells no kind. So the events of
a granted patent are shown with its application, too, where both have one number, and those of a
utility model are not taken for those of the patent of the same number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from parsers.model import Notice, Reference
from parsers.numbers import index_forms

_DECODER = msgspec.json.Decoder(Notice)
_SORTS = {**dict.fromkeys("UYZ", "u"), **dict.fromkeys("SL", "s")}
_OTHER = "-"
_ANY = "?"
_AFTER_LETTERS = "["
"""The character behind "Z": ids from a number and "A" up to here are that number with a kind."""


def notice_keys(notice: Notice) -> tuple[str, ...]:
    """The keys of what a notice is about."""
    keys = []
    if notice.application is not None:
        filed = notice.application
        keys += [f"a{one}" for one in index_forms(filed.office, filed.number, filed.kind, "an")]
    if notice.publication is not None:
        kind = notice.publication.kind
        keys.append(f"p{_base(notice.publication)}{_sort(kind) if kind else _ANY}")
    return tuple(keys)


def record_keys(one: str, office: str, kind: str, application: str | None) -> tuple[str, ...]:
    """The keys that notices about a publication may have."""
    number = one[len(office) : len(one) - len(kind)]
    base = _base(Reference(office=office, number=number))
    mine = f"a{application}" if application else ""
    return tuple(filter(None, (mine, f"p{base}{_sort(kind)}", f"p{base}{_ANY}")))


def _base(reference: Reference) -> str:
    return index_forms(reference.office, reference.number, None, "pn")[0]


def _sort(kind: str) -> str:
    return _SORTS.get(kind[:1], _OTHER)


class Notices:
    """Reads and writes notices over a connection; opens no transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        row = connection.execute("SELECT 1 FROM notices LIMIT 1").fetchone()
        self.any = row is not None

    def add(self, digest: bytes, file: str, keys: Iterable[str], data: bytes) -> bool:
        """Keep one event, unless it is known; whether it is new.

        Of an event that several files tell, the file whose name sorts first is its source.
        """
        if not self.any:
            self._connection.execute(
                "CREATE INDEX IF NOT EXISTS applications ON records (application)"
                " WHERE application IS NOT NULL"
            )
            self.any = True
        known = self._connection.execute(
            "SELECT number, file FROM notices WHERE digest = ?", (digest,)
        ).fetchone()
        if known is not None:
            if file < known[1]:
                self._connection.execute(
                    "UPDATE notices SET file = ?, json = ? WHERE number = ?", (file, data, known[0])
                )
            return False
        number = self._connection.execute(
            "INSERT INTO notices (digest, file, json) VALUES (?, ?, ?)", (digest, file, data)
        ).lastrowid
        self._connection.executemany(
            "INSERT OR IGNORE INTO notice_keys VALUES (?, ?)", [(key, number) for key in keys]
        )
        return True

    def concerned(self, keys: Iterable[str]) -> dict[str, bool]:
        """Publications that keys of a notice are about -> whether they are known to have notices.

        Withdrawn ones count as having some: they need no work.
        """
        found: dict[str, bool] = {}
        for key in keys:
            found.update(self._of_key(key))
        return found

    def _of_key(self, key: str) -> dict[str, bool]:
        name = key[1:]
        if key[0] == "a":
            rows = self._connection.execute(
                "SELECT id, noticed OR gone IS NOT NULL, kind FROM records WHERE application = ?",
                (name,),
            ).fetchall()
            return {one: bool(noticed) for one, noticed, _ in rows}
        base, sort = name[:-1], name[-1]
        rows = self._connection.execute(
            "SELECT id, noticed OR gone IS NOT NULL, kind FROM records"
            " WHERE id = ? OR (id >= ? AND id < ?)",
            (base, f"{base}A", base + _AFTER_LETTERS),
        ).fetchall()
        return {
            one: bool(noticed)
            for one, noticed, kind in rows
            if one == base + kind and sort in {_ANY, _sort(kind)}
        }

    def about(self, keys: Iterable[str]) -> tuple[Notice, ...]:
        """The events told about a publication with these keys, in the order of their dates."""
        found: dict[int, bytes] = {}
        for key in keys:
            found.update(
                self._connection.execute(
                    "SELECT number, json FROM notice_keys JOIN notices USING (number)"
                    " WHERE key = ?",
                    (key,),
                )
            )
        notices = [_DECODER.decode(data) for data in found.values()]
        return tuple(
            sorted(notices, key=lambda n: (n.events[0].date, n.events[0].code, n.source.file))
        )

    def tells(self, keys: Iterable[str]) -> bool:
        """Whether there are notices about a publication with these keys."""
        if not self.any:
            return False
        return any(
            self._connection.execute("SELECT 1 FROM notice_keys WHERE key = ?", (key,)).fetchone()
            for key in keys
        )

    def mark(self, keys: Iterable[str]) -> None:
        """Note that the notices with these keys belong to a publication that is held."""
        for key in keys:
            self._connection.execute(
                "UPDATE notices SET matched = 1 WHERE matched = 0 AND number IN"
                " (SELECT number FROM notice_keys WHERE key = ?)",
                (key,),
            )

    def counts(self) -> tuple[int, int]:
        """Events kept, and those of them that belong to no publication held here."""
        one = self._connection.execute
        (every,) = one("SELECT count(*) FROM notices").fetchone()
        (alone,) = one("SELECT count(*) FROM notices WHERE matched = 0").fetchone()
        return every, alone
