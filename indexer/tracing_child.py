"""The process that reads the records of one publication again: `python -m indexer.tracing_child`.

A `TraceRequest` on its standard input, a list of places on its standard output.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from parsers import origins

origins.switch_on()  # before anything is imported that reads files

from indexer.merging import merge, ranked  # noqa: E402 - see above
from indexer.tracing import TraceRequest  # noqa: E402 - see above
from parsers.places import Place  # noqa: E402 - see above
from parsers.record import Record  # noqa: E402 - see above
from parsers.trace import Traceable, TracedPublication, is_part, traced  # noqa: E402 - see above
from parsers.tracing.carried import origin_of  # noqa: E402 - see above
from parsers.tracing.leaves import Leaf, leaves  # noqa: E402 - see above

if TYPE_CHECKING:
    from parsers.model import Publication

_MEMORY = 4 << 30
_SECONDS = 60


def answer(asked: TraceRequest) -> Iterator[Place]:
    """A place for every value that is asked for, as it is stored."""
    name = _first(asked.field)

    def wanted(path: str) -> bool:
        return not name or _first(path) == name

    read = [one for each in asked.records for one in _read(each, asked.held.id, wanted)]
    found = read[0].places if len(read) == 1 else _merged(read)
    for leaf in leaves(asked.held):
        if is_part(leaf.path, asked.field):
            place = found.get(leaf.path)
            same = place is not None and place.value == leaf.value
            yield place if place is not None and same else _unknown(leaf, asked.held)


def _first(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _read(one: Traceable, name: str, wanted: Callable[[str], bool]) -> Iterator[TracedPublication]:
    source = one.source
    record = Record(one.data, source.file, source.member, source.offset)
    return traced(record, wanted, name)


def _unknown(leaf: Leaf, held: Publication) -> Place:
    """The record, for a value that it does not give now as it did when it was indexed."""
    source = held.source
    return Place(
        field=leaf.path,
        value=leaf.value,
        format=source.format,
        file=source.file,
        member=source.member,
        sha256=source.sha256,
        record=source.offset,
        offset=source.offset,
        length=source.length,
    )


class _Known:
    """The values of one record, to recognise them in what records are merged to."""

    def __init__(self, made: TracedPublication) -> None:
        self.places = made.places
        every = [*leaves(made.publication)]
        self.by_value = {id(leaf.value): leaf for leaf in every if origin_of(leaf.value)}
        self.equal: dict[tuple[str, object], Leaf] = {}
        for leaf in every:
            self.equal.setdefault((leaf.pattern, leaf.value), leaf)


def _merged(read: list[TracedPublication]) -> dict[str, Place]:
    """Places under the paths of the publication that the records are merged to.

    It holds the very strings of its records, by which their places are found; a value without an
    origin of its own is in the struct of its neighbours, or where the same value is.
    """
    if not read:
        return {}
    order = [id(one) for one in ranked(made.publication for made in read)]
    read = sorted(read, key=lambda made: order.index(id(made.publication)))
    known = [_Known(made) for made in read]
    every = [*leaves(merge(made.publication for made in read))]
    homes: dict[str, tuple[_Known, str]] = {}
    for leaf in every:
        for one in known:
            if leaf.home and (mine := one.by_value.get(id(leaf.value))):
                homes.setdefault(leaf.home, (one, mine.home))
    found: dict[str, Place] = {}
    for leaf in every:
        place = _place(leaf, known, homes.get(leaf.home))
        if place is not None:
            found[leaf.path] = replace(place, field=leaf.path)
    return found


def _place(leaf: Leaf, known: Iterable[_Known], home: tuple[_Known, str] | None) -> Place | None:
    for one in known:
        if mine := one.by_value.get(id(leaf.value)):
            return one.places.get(mine.path)
    if home is not None:
        beside = home[0].places.get(home[1] + leaf.path[len(leaf.home) :])
        if beside is not None and beside.value == leaf.value:
            return beside
    for one in known:
        if mine := one.equal.get((leaf.pattern, leaf.value)):
            return one.places.get(mine.path)
    return None


def main() -> None:
    """Answer one request."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=TraceRequest)
    sys.stdout.buffer.write(msgspec.msgpack.encode([*answer(asked)]))


if __name__ == "__main__":
    main()
