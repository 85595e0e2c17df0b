"""Where each value of a record comes from, in a process that traces (see `parsers.origins`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from parsers import origins
from parsers.model import Publication, Source
from parsers.places import Place
from parsers.record import Record

_AT = re.compile(r"\[\d+\]")


class Traceable(Struct, frozen=True):
    """A record of a publication and what is known about it."""

    source: Source
    data: bytes

    def record(self) -> Record:
        """The record as it was read from its file."""
        source = self.source
        return Record(self.data, source.file, source.member, source.offset)


class TracedPublication(Struct, frozen=True):
    """A publication read while tracing, and the places of its values by their paths."""

    publication: Publication
    places: dict[str, Place]


def is_part(path: str, asked: str) -> bool:
    """Whether a value is what was asked for, or part of it; `[]` stands for every place."""
    one = _AT.sub("[]", path) if "[]" in asked else path
    return not asked or one == asked or one.startswith((f"{asked}.", f"{asked}["))


def traced(
    record: Record, wanted: Callable[[str], bool] = lambda _: True
) -> list[TracedPublication]:
    """The publications of a record; places of those values only whose path is wanted.

    Turns the switch of this process; RuntimeError when it has read files without tracing.
    """
    origins.switch_on()
    from parsers.tracing.tracing import trace  # noqa: PLC0415 - after the switch is turned

    return [TracedPublication(one, places) for one, places in trace(record, wanted)]
