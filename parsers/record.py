"""One record: the bytes of one publication, and where they lay."""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec import Struct

from parsers.dates import parse_date
from parsers.errors import ParseError
from parsers.model import Source

_PRODUCED = re.compile(
    rb'\b(?:date-produced|dateProduced|date-of-last-exchange)\s*=\s*["\'](\d{4}-?\d\d-?\d\d)["\']'
)
"""The day the office wrote the record, on the root element: USPTO, CNIPA (ST.96), DOCDB."""

_NAMES = (b"date-produced", b"dateProduced", b"date-of-last-exchange")
_HEAD = 4096


class Slice(Struct, frozen=True):
    """The place of a record in a plain file, `length` bytes from `offset`: cheap to send around.

    `parsers.reading.load` turns it into a `Record`.
    """

    file: str
    offset: int
    length: int


class Record(Struct, frozen=True):
    """The bytes of one record. `offset` counts in the inflated file or member."""

    data: bytes
    file: str
    member: str | None = None
    offset: int = 0

    def source(
        self,
        format: str,  # noqa: A002 - the model's own word
        version: str | None = None,
        *,
        repaired: bool = False,
        notes: tuple[str, ...] = (),
    ) -> Source:
        """What every publication of this record says about its origin."""
        return Source(
            format=format,
            version=version,
            file=self.file,
            member=self.member,
            offset=self.offset,
            length=len(self.data),
            sha256=sha256(self.data).hexdigest(),
            repaired=repaired,
            notes=notes,
            produced=self._produced(),
        )

    def _produced(self) -> str | None:
        head = self.data[:_HEAD]
        if not any(name in head for name in _NAMES):  # far quicker than the expression
            return None
        found = _PRODUCED.search(head)
        return parse_date(found[1].decode()) if found else None


class Failure(Struct, frozen=True):
    """A record, member or file that could not be read; `code` is one of `parsers.errors.CODES`.

    `data` holds the record's bytes as far as they are known and within the size limit.
    """

    code: str
    message: str
    place: str | None
    file: str
    member: str | None = None
    offset: int = 0
    length: int = 0
    data: bytes = b""

    @classmethod
    def of(cls, record: Record, error: ParseError) -> Failure:
        """The failure of a record whose bytes are at hand."""
        return cls(
            code=error.code,
            message=error.message,
            place=error.place,
            file=record.file,
            member=record.member,
            offset=record.offset,
            length=len(record.data),
            data=record.data,
        )
