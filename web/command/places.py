"""Places of values in the terminal: `gongkai show ID --where FIELD`."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.places import Place
from search_api.addresses import address, way
from web.command.base import put_json, put_line

_SHOWN = 100


def put_places(places: Iterable[Place], json: bool) -> None:  # noqa: FBT001 - a flag of the command
    """Each place in a few lines, or as a JSON line."""
    for place in places:
        if json:
            put_json(place)
            continue
        for line in _lines(place):
            put_line(line)


def _lines(place: Place) -> Iterable[str]:
    value = str(place.value)
    cut = f"{value[:_SHOWN]} …" if len(value) > _SHOWN else value
    member = f"!{place.member}" if place.member else ""
    yield f"{place.field}  {cut}"
    yield f"  {place.file}{member}, byte {place.offset}, {place.length} bytes"
    if shown := address(place):
        yield f"  {shown}"
    if said := way(place):
        yield f"  {said}"
