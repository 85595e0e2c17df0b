"""Where each value of a record comes from, in a process that traces (see `parsers.origins`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from parsers import origins
from parsers.model import Publication, Source
from parsers.places import Place

if TYPE_CHECKING:  # modules with marks, which are to be imported behind the switch
    from parsers.record import Record

_AT = re.compile(r"\[\d+\]")


class Traceable(Struct, frozen=True):
    """A record of a publication and what is known about it."""

    source: Source
    data: bytes


class TracedPublication(Struct, frozen=True):
    """A publication read while tracing, and the places of its values by their paths."""

    publication: Publication
    places: dict[str, Place]


def is_part(path: str, asked: str) -> bool:
    """Whether a value is what was asked for, or part of it; `[]` stands for every place."""
    one = _AT.sub("[]", path) if "[]" in asked else path
    return not asked or one == asked or one.startswith((f"{asked}.", f"{asked}["))


def traced(
    record: Record,
    wanted: Callable[[str], bool] = lambda _: True,
    one: str | None = None,
) -> Iterator[TracedPublication]:
    """The publications of a record, or that `one`; places of those values whose path is wanted.

    Turns the switch of this process; RuntimeError when it has read files without tracing.
    """
    origins.switch_on()
    from parsers.tracing.tracing import trace  # noqa: PLC0415 - after the switch is turned

    for publication, places in trace(record, wanted, one):
        yield TracedPublication(publication, places)
