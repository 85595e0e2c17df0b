"""What a document number can be read as, and how an office module describes its own numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

What = Literal["publication", "application", "priority", "registration", "mark"]
Check = Literal["valid", "invalid", "corrected"]


class Reading(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way to read a number, encoded exactly as `gongkai number` prints it.

    `number` is the canonical bare form, `id` what our own ids look like. `docdb` (`EP 0666666 B1`),
    `epodoc` (`EP0666666`) and `original` (`EP 0 666 666 B1`) are the forms of other systems; one
    that cannot be known without the filing date is empty, and a note says so.
    `check_digit`: `valid` and `invalid` judge the one given; `corrected` is a reading with the
    right one in place of a wrong one. `meaning` is the kind in plain words.
    """

    what: What
    office: str
    number: str
    kind: str | None = None
    meaning: str | None = None
    date: str | None = None
    id: str
    docdb: str
    epodoc: str
    original: str
    check_digit: Check | None = None
    notes: tuple[str, ...] = ()


class Note(NamedTuple):
    """A remark: `code` of `parsers.numbers.notes`, with what fills its blanks."""

    code: str
    value: str = ""


class Spelling(Struct, frozen=True):
    """A number taken apart as far as no knowledge of an office is needed.

    `body` has no blanks and no thousands separators, only letters, digits, `.`, `-` and `/`.
    `series` is the native word or mark in front (`特開`, `ZL`, `PCT`).
    """

    body: str
    office: str = ""
    kind: str = ""
    what: What | None = None
    series: str = ""
    date: str | None = None


class Found(Struct, frozen=True, kw_only=True):
    """What a form made of a spelling. `doubt` 0 is certain; it orders the readings."""

    what: What
    number: str
    kind: str = ""
    date: str | None = None
    check: Check | None = None
    notes: tuple[Note, ...] = ()
    doubt: int = 0


Build: TypeAlias = Callable[[re.Match[str], Spelling], Found | tuple[Found, ...] | None]


class Form(Struct, frozen=True, kw_only=True):
    """One spelling of one office.

    `pattern` must match the whole body. `bare` is the extra doubt when the office is not named;
    None: the form is read only with the office, or one of the words in `series`, in front.
    """

    example: str
    pattern: re.Pattern[str]
    build: Build
    bare: int | None = None
    series: frozenset[str] = frozenset()


class Forms(NamedTuple):
    docdb: str
    epodoc: str
    original: str


class Office(Struct, frozen=True, kw_only=True):
    """All one office contributes.

    `publication(raw, kind, date)` and `application(raw, kind, date)` return the canonical bare
    number of what office files print, or "" when it follows no form of the office; `docdb(raw,
    kind, date)` does the same for an application number in docdb format where that differs.
    `render(what, number, kind, date)` gives the forms of a canonical number.
    """

    code: str
    forms: tuple[Form, ...]
    publication: Callable[[str, str, str], str]
    application: Callable[[str, str, str], str]
    docdb: Callable[[str, str, str], str] | None = None
    render: Callable[[What, str, str, str], Forms]


def form(
    example: str,
    pattern: str,
    build: Build,
    *,
    bare: int | None = None,
    series: str = "",
) -> Form:
    return Form(
        example=example,
        pattern=re.compile(pattern),
        build=build,
        bare=bare,
        series=frozenset(series.split()),
    )
