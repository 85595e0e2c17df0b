"""Small regular expressions, written out as the words they match."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"""\[(?P<set>[^\[\]^\\]+)\] | \((?:\?:)?(?P<either>[^()\\]+)\) | \\(?P<escaped>[^\w\s])
      | (?P<digit>\\d) | (?P<dot>\.) | (?P<plain>[\w\s'-])""",
    re.VERBOSE,
)
_COUNT = re.compile(r"\?|\*|\+|\{(\d)(?:,(\d))?\}")
MOST = 64
"""Words one expression may stand for."""


def written_out(expression: str) -> list[str] | None:
    """The words, in canonical truncation signs where a sign means any letter; None if too many.

    Literal signs, `[2-4]`, `(a|b[12])`, `.`, and behind one of them `? * + {n} {m,n}`; `*` and `+`
    only behind a dot.
    """
    words, at = [""], 0
    while at < len(expression):
        found = _PIECE.match(expression, at)
        if found is None:
            return None
        at = found.end()
        count = _COUNT.match(expression, at)
        if count is not None:
            at = count.end()
        choices = _repeated(found, count)
        if choices is None or len(words) * len(choices) > MOST:
            return None
        words = [word + choice for word in words for choice in choices]
    return words


def _repeated(found: re.Match[str], count: re.Match[str] | None) -> list[str] | None:
    one = _choices(found)
    if one is None:
        return None
    sign = count[0] if count else ""
    if sign in {"*", "+"}:
        return [{"*": "*", "+": "?*"}[sign]] if found["dot"] else None
    if sign == "?":
        return ["", *one]
    if count is None:
        return one
    low, high = int(count[1]), int(count[2] or count[1])
    if high < low or sum(len(one) ** n for n in range(low, high + 1)) > MOST:
        return None
    made: list[str] = []
    for times in range(low, high + 1):
        words = [""]
        for _ in range(times):
            words = [word + choice for word in words for choice in one]
        made += words
    return made


def _choices(found: re.Match[str]) -> list[str] | None:
    if found["set"]:
        return _set(found["set"])
    if found["either"]:
        parts = [written_out(part) for part in found["either"].split("|")]
        return None if None in parts else [word for part in parts for word in part or []]
    if found["digit"]:
        return list("0123456789")
    if found["dot"]:
        return ["?"]
    sign = found["escaped"] or found["plain"]
    return [f"\\{sign}" if sign in "*?{}" else sign]


def _set(text: str) -> list[str]:
    """`2-4` and `abc`; an end before its start is empty."""
    made: list[str] = []
    for low, high, single in re.findall(r"(\w)-(\w)|(.)", text):
        made += [single] if single else [chr(code) for code in range(ord(low), ord(high) + 1)]
    return list(dict.fromkeys(made))
