"""The formats this package reads: one module each, named in `NAMES`, asked in that order.

A format module has

- `NAME`: what `Source.format` says;
- `OFFICES`: the ST.3 codes of the offices that publish in it (empty: any office);
- `YEARS`: the years of publication it was used for (`1976-2001`, `2005-`);
- `CONTENT`: `full text`, `bibliography`, `events`, or several of them;
- `TRIED`: what kind of real files it was tried on;
- `sniff(head)`: whether a record is in this format; `head` begins at the root start tag (byte
  order mark, XML declaration, DOCTYPE, comments removed) or, for other files, at the first byte;
- `parse(record)`: the publications (and notices) of a record, and failures of parts of it that
  could not be read; raises ParseError;
- `quick(record)`, if it has a shorter way: the one publication of a record, None if in doubt. It
  must be what `parse` gives, unless `parsers.check` finds a fault with it.

Modules are imported when first asked, so that a worker loads only what its files need.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from parsers.model import Notice, Publication
from parsers.record import Failure, Record

NAMES: tuple[str, ...] = (
    "us4",
    "us2",
    "pap",
    "aps",
    "ep",
    "cn96",
    "cn36",
    "cnprs",
    "cnverdict",
    "cnfile",
    "trs",
    "jp36",
    "wo36",
    "jp96",
    "wo96",
    "kr36",
    "tw36",
    "jpoapi",
    "docdb",
    "ops",
    "marec",
    "patent36",
    "lists",
    "dpma",
    "kipris",
    "assignment",
    "odp",
    "ppubs",
    "xml4ip",
    "pdf",
)

HEAD = 4096


class Format(Protocol):
    """What a format module offers (see the package's docstring)."""

    NAME: str
    OFFICES: frozenset[str]
    YEARS: str
    CONTENT: str
    TRIED: str

    def sniff(self, head: bytes) -> bool: ...

    def parse(self, record: Record) -> Iterator[Publication | Notice | Failure]: ...


@cache
def load(name: str) -> Format:
    """The format module of that name."""
    return cast("Format", import_module(f"parsers.formats.{name}"))


def detect(head: bytes) -> Format | None:
    """The first format that recognises the head of a record."""
    for name in NAMES:
        module = load(name)
        if module.sniff(head):
            return module
    return None
