"""The records of publications that several sources have, each source's own, and what is stale."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from indexer.merging import source_key
from indexer.pipeline.messages import Joined, Parsed
from indexer.store import decode, inflated

Key: TypeAlias = tuple[int, str, int, int]
"""Which of two records of one source is the newer: version, file, reading of it, place in it."""

Outcome: TypeAlias = Literal["added", "replaced", "joined", "unchanged", "outdated", "withdrawn"]

_TOGETHER = 50
"""Publications merged in one task."""

_COLUMNS = "id, source, version, file, pass, place, digest, original, json"


class Parts:
    """Reads and writes `parts` and `stale` over the writer's connection; opens no transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def store(self, parsed: Parsed, key: Key, first: int | None) -> Outcome:
        """Keep a record of a publication that other sources have, too, if it holds for its own.

        `first` is the change of the record that was alone so far.
        """
        if first is not None:
            self._copy(first, self.only_source(parsed.id))
        held = self._connection.execute(
            "SELECT version, file, pass, place, digest FROM parts WHERE id = ? AND source = ?",
            (parsed.id, parsed.source),
        ).fetchone()
        if held is not None and held[4] == parsed.digest:
            return "unchanged"
        if held is not None and tuple(held[:4]) > key:
            return "outdated"
        self._connection.execute(
            "DELETE FROM parts WHERE id = ? AND (source = ? OR (file = ? AND place = ?"
            " AND pass < ?))",
            (parsed.id, parsed.source, key[1], key[3], key[2]),
        )
        self._connection.execute(
            f"INSERT INTO parts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
            (parsed.id, parsed.source, *key, parsed.digest, parsed.original, parsed.json),
        )
        self.stale([parsed.id])
        if parsed.gone:
            return "withdrawn"
        return "joined" if held is None else "replaced"

    def _copy(self, change: int, source: str) -> None:
        self._connection.execute(
            f"INSERT INTO parts ({_COLUMNS}) SELECT id, ?, version, file, pass,"  # noqa: S608 - a constant
            " place, digest, original, json FROM records JOIN bodies USING (change)"
            " WHERE change = ?",
            (source, change),
        )
        self._connection.execute("UPDATE records SET source = '' WHERE change = ?", (change,))

    def only_source(self, one: str) -> str:
        """The source of a publication's only record; "" where its records are here.

        Records stored before sources were told apart do not say it in their row.
        """
        source, data = self._connection.execute(
            "SELECT source, json FROM records JOIN bodies USING (change) WHERE id = ?", (one,)
        ).fetchone()
        if source or self.has(one):
            return str(source)
        return source_key(decode(inflated(data, one), one))

    def has(self, one: str) -> bool:
        """Whether a publication's records are here."""
        row = self._connection.execute("SELECT 1 FROM parts WHERE id = ?", (one,)).fetchone()
        return row is not None

    def under_rule(self, rule: str) -> None:
        """Have everything merged under another rule than this one made again."""
        known = self._connection.execute(
            "SELECT value FROM facts WHERE name = 'merging rule'"
        ).fetchone()
        if known is not None and known[0] == rule:
            return
        self._connection.execute("INSERT OR IGNORE INTO stale SELECT DISTINCT id FROM parts")
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES ('merging rule', ?)", (rule,))

    def stale(self, ids: Iterable[str]) -> None:
        """Note that publications have to be made again."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO stale VALUES (?)", [(one,) for one in ids]
        )

    def settled(self, one: str) -> None:
        """A publication is as its records make it."""
        self._connection.execute("DELETE FROM stale WHERE id = ?", (one,))

    def stale_ids(self, after: str, limit: int) -> list[str]:
        """The first stale publications behind an id."""
        rows = self._connection.execute(
            "SELECT id FROM stale WHERE id > ? ORDER BY id LIMIT ?", (after, limit)
        )
        return [one for (one,) in rows]

    def joined(self, ids: Iterable[str]) -> Iterator[Joined]:
        """The records of each publication; of one that is not here, the one it is."""
        for one in ids:
            rows = self._connection.execute(
                "SELECT json FROM parts WHERE id = ? ORDER BY source", (one,)
            ).fetchall()
            rows = (
                rows
                or self._connection.execute(
                    "SELECT json FROM records JOIN bodies USING (change) WHERE id = ?", (one,)
                ).fetchall()
            )
            yield Joined(one, tuple(data for (data,) in rows))


def portions(parts: Parts) -> Iterator[tuple[Joined, ...]]:
    """What is stale, some at a time; more may get stale, and be settled, meanwhile."""
    after = ""
    while ids := parts.stale_ids(after, _TOGETHER):
        after = ids[-1]
        yield tuple(parts.joined(ids))
