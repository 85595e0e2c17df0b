"""Fields of a TRS record: `<名称>=值`, one to a line; values may run on over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from parsers import origins

_FIELD = re.compile(r"<([^<>=\n]{1,60})>[ \t]*=(.*)")
_NOT_NAMES = re.compile(r"[\s_:：]")


class Fields:
    """The values of a record by the names of its fields, which are compared in one width."""

    def __init__(self, text: str) -> None:
        self.names: list[str] = []
        self._values: dict[str, list[str]] = {}
        self._used: set[str] = set()
        name: str | None = None
        for line in text.splitlines():
            found = _FIELD.match(line)
            if found:
                name = _plain(found[1])
                self.names.append(found[1].strip())
                self._values.setdefault(name, []).append(found[2].strip())
            elif name is not None:
                self._values[name][-1] += f"\n{line.strip()}"

    def __contains__(self, name: str) -> bool:
        return any(self._values.get(_plain(name), ()))

    def get(self, *names: str) -> str | None:
        """The first value that is not empty under the first of these names that has one."""
        return next(self.all(*names), None)

    def all(self, *names: str) -> Iterator[str]:
        """Every value that is not empty, under these names in turn; a field may come twice."""
        for name in names:
            plain = _plain(name)
            self._used.add(plain)
            filled = filter(None, map(str.strip, self._values.get(plain, ())))
            for nth, text in enumerate(filled):
                yield origins.field(text, name, nth)

    def pass_over(self, *names: str) -> None:
        """Count these fields as read."""
        self._used.update(map(_plain, names))

    def unread(self) -> tuple[str, ...]:
        """Names of fields with a value that nobody asked for, in order."""
        left = (name for name in self.names if _plain(name) not in self._used and name in self)
        return tuple(dict.fromkeys(left))


def _plain(name: str) -> str:
    return _NOT_NAMES.sub("", normalize("NFKC", name)).lower()


def decode(data: bytes) -> tuple[str, bool]:
    """The text of a record, and whether bytes in it had to be replaced.

    CNIPA writes GBK, of which GB18030 is a superset; files passed on are often UTF-8.
    """
    plain = data.removeprefix(b"\xef\xbb\xbf")
    for encoding in ("utf-8", "gb18030"):
        try:
            return plain.decode(encoding), False
        except UnicodeDecodeError:
            continue
    return plain.decode("gb18030", "replace"), True
