"""What an index run did, and what it says while it works."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class RunReport(Struct, kw_only=True):
    """The figures of one run; kept with the run and shown by `gongkai status`.

    `files` were read, `files_unchanged` were known and skipped, `files_missing` were read once and
    are gone (what came from them stays). Of `records` read, `set_aside`
    went to quarantine. Publications: `added`, `replaced` a version held before, `unchanged`,
    `outdated` (older than what is held), `withdrawn` (became or stay tombstones), `joined` (from a
    further source of a publication held). `notices` are events told without a publication that
    were new. `merged` publications were made again of their records and notices. `replayed` were
    stored before, but not in this engine yet. `refused` of them the engine did not take; they are
    set aside, too. `documents` is what the engine holds after the run.
    """

    run: int = 0
    rebuilt: bool = False
    files: int = 0
    files_unchanged: int = 0
    files_missing: int = 0
    bytes_read: int = 0
    records: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    outdated: int = 0
    withdrawn: int = 0
    joined: int = 0
    notices: int = 0
    merged: int = 0
    set_aside: int = 0
    refused: int = 0
    replayed: int = 0
    commits: int = 0
    documents: int = 0
    generation: str | None = None
    seconds: float = 0.0
    parse_seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether the run changed anything that can be found."""
        written = self.added or self.replaced or self.withdrawn or self.joined or self.merged
        return bool(written or self.notices or self.replayed or self.rebuilt)


class Progress(Struct, frozen=True, kw_only=True):
    """A sign of life: after every batch, commit and file.

    `event` is `batch`, `commit`, `file` (finished), `skip` (unchanged file), `merge`, `replay` or
    `rebuild`. `bytes_done` of `bytes_total` counts the input known so far (files found, on disk).
    """

    event: str
    file: str
    bytes_done: int
    bytes_total: int
    report: RunReport


OnProgress = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """The callback for runs nobody watches."""
