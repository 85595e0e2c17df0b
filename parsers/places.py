"""Where a value of a publication comes from, as users see it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Argument = str | int | bool | None
Unit = Literal["element", "line", "field", "cell", "json", "page", "record"]


class Step(Struct, frozen=True, omit_defaults=True):
    """One change of the text: a function, and its arguments with null where the text goes.

    `place` is which argument the text is. Functions without a dot are methods of strings; `item`
    takes an entry of the result, `field` a field of it, `slice` a part of the text.
    """

    name: str
    arguments: tuple[Argument, ...] = (None,)
    place: int = 0


class Spot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place in a record, and how the text of a part of the value is got from it.

    Exactly one kind of address is there: `xpath` (of an element, an attribute or a text node),
    `pointer` (JSON), `lines` (first and last, from 1), `name` with `nth` (the field of that name,
    from 0), `row` and `column`, or `page` with `box` (left, top, right, bottom in points from the
    upper left corner). Of an element `read` is taken if not its plain text: `raw_text` with its
    line breaks, `table_text` with rows and cells parted, `lines` with blanks for `br`; a line of
    a page that was recognised in its picture says `ocr`. The text is cut to `span` and goes
    through `steps`.
    """

    xpath: str | None = None
    pointer: str | None = None
    lines: tuple[int, int] | None = None
    name: str | None = None
    nth: int | None = None
    row: int | None = None
    column: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    read: str | None = None
    lang: str | None = None
    span: tuple[int, int] | None = None
    steps: tuple[Step, ...] = ()


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one value comes from.

    `exact`: reading `spot` afresh gives `value`; or reading all `parts` and joining them with
    `between` (which begins and ends with what stands before and behind them). `by` is `rule` where
    no text of the source is the value: `why` says what it follows from, `spot` then is what it is
    about. `record` is where the record begins, `offset` and `length` are the element or, where
    that cannot be told, the record: all in bytes of the (inflated) file or member. `raw` is the
    text of the spot, where it is another than the value.
    """

    field: str
    value: str | int | bool
    exact: bool = False
    by: str | None = None
    why: str | None = None
    format: str
    file: str
    member: str | None = None
    sha256: str
    record: int
    offset: int
    length: int
    spot: Spot | None = None
    parts: tuple[Spot, ...] = ()
    between: tuple[str, ...] = ()
    raw: str | None = None
    rewritten: bool = False
    """The record is no XML as it stands: the XPath is of the tree it is rewritten to."""
