"""Values that carry their origin, and the log of everything that was read."""

from __future__ import annotations

from typing import Any, NamedTuple, Self, SupportsIndex, cast

from parsers.places import Argument, Step


class Origin(NamedTuple):
    """Where a text was read: `home` is an element, a line, a cell …, `what` which text of it.

    `what` is `@name`, `text` or `tail` of an element, or the function that read all of it, with
    the language it was given. `place` counts what was read before.
    """

    home: Any
    what: str
    lang: str | None = None
    steps: tuple[Step, ...] = ()
    place: int = 0

    def then(self, name: str, *arguments: Argument, at: int = 0) -> Origin:
        """The origin of what a function makes of the text."""
        return self._replace(steps=(*self.steps, Step(name, arguments, at)))


class Read(NamedTuple):
    """An entry of the log."""

    text: str
    origin: Origin


LOG: list[Read] = []
"""Everything that was read of the record, in order."""
_quiet = [0]


class Unlogged:
    """What is read within belongs to what is read by the function that reads it."""

    def __enter__(self) -> None:
        _quiet[0] += 1

    def __exit__(self, *_: object) -> None:
        _quiet[0] -= 1


def logged(text: str, origin: Origin) -> Traced:
    """The text with its origin, put down in the log."""
    if _quiet[0]:
        return Traced(text, origin)
    placed = origin._replace(place=len(LOG))
    LOG.append(Read(text, placed))
    return Traced(text, placed)


def again(text: str, origin: Origin) -> Traced:
    """A text made of one that was put down in the log before, put down at its place."""
    if not _quiet[0]:
        LOG.append(Read(text, origin))
    return Traced(text, origin)


def plain(text: str) -> str:
    """The text without its origin."""
    return str.__str__(text)


class Traced(str):
    """A text with its origin, which its methods pass on."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Self:
        made = super().__new__(cls, plain(text))
        made.origin = origin
        return made

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return str, (plain(self),)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        start, stop, step = (key if isinstance(key, slice) else slice(key, None)).indices(len(self))
        if step != 1:
            return found
        end = stop if isinstance(key, slice) else start + 1
        return Traced(found, self.origin.then("slice", None, start, max(start, end)))

    def __add__(self, other: str) -> str:
        return super().__add__(other) if other else self

    def __radd__(self, other: str) -> str:
        return plain(other) + plain(self) if other else self

    def _after(self, name: str, *arguments: Argument) -> str:
        found = getattr(plain(self), name)(*arguments)
        if found == self:
            return self
        return Traced(found, self.origin.then(name, None, *arguments))

    def _parts(self, name: str, *arguments: Argument) -> list[str]:
        found = getattr(plain(self), name)(*arguments)
        whole = self.origin.then(name, None, *arguments)
        return [Traced(one, whole.then("item", None, at)) for at, one in enumerate(found)]

    def strip(self, chars: str | None = None, /) -> str:
        return self._after("strip", chars)

    def lstrip(self, chars: str | None = None, /) -> str:
        return self._after("lstrip", chars)

    def rstrip(self, chars: str | None = None, /) -> str:
        return self._after("rstrip", chars)

    def upper(self) -> str:
        return self._after("upper")

    def lower(self) -> str:
        return self._after("lower")

    def casefold(self) -> str:
        return self._after("casefold")

    def title(self) -> str:
        return self._after("title")

    def capitalize(self) -> str:
        return self._after("capitalize")

    def removeprefix(self, prefix: str, /) -> str:
        return self._after("removeprefix", plain(prefix))

    def removesuffix(self, suffix: str, /) -> str:
        return self._after("removesuffix", plain(suffix))

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> str:
        return self._after("replace", plain(old), plain(new), int(count))

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return self._parts("split", sep, int(maxsplit))

    def rsplit(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return self._parts("rsplit", sep, int(maxsplit))

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002 - as str has it
        return self._parts("splitlines", keepends)

    def partition(self, sep: str, /) -> tuple[str, str, str]:
        return cast("tuple[str, str, str]", tuple(self._parts("partition", plain(sep))))

    def rpartition(self, sep: str, /) -> tuple[str, str, str]:
        return cast("tuple[str, str, str]", tuple(self._parts("rpartition", plain(sep))))


class TracedNumber(int):
    """A whole number with its origin."""

    origin: Origin

    def __new__(cls, number: int, origin: Origin) -> Self:
        made = super().__new__(cls, number)
        made.origin = origin
        return made

    def __str__(self) -> str:
        return Traced(int.__repr__(self), self.origin.then("str", None))


def origin_of(value: object) -> Origin | None:
    """The origin that a value carries."""
    return value.origin if isinstance(value, Traced | TracedNumber) else None
