"""Chinese characters of the three traditions brought to one form, for comparing only.

Simplified, traditional and Japanese forms of one character meet in the simplified one (by OpenCC's
tables; a Japanese form counts only where China simplified it, too), so that `華為`, `华为` and
`渡邊`, `渡辺` are the same. Never for display: some characters that differ otherwise meet, too
(`後` and `后`).
"""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

_CHARACTERS = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters that have one simplified form; made when first asked for."""
    simple = OpenCC("t2s").convert("\n".join(_CHARACTERS)).split("\n")
    pairs = zip(_CHARACTERS, simple, strict=True)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}


@cache
def _table() -> dict[int, str]:
    """Every character that has another form; made when the first name asks for it."""
    traditional = OpenCC("jp2t").convert("\n".join(_CHARACTERS))
    japanese = OpenCC("t2s").convert(traditional).split("\n")
    found: dict[int, str] = {}
    for old, older, newer in zip(_CHARACTERS, traditional.split("\n"), japanese, strict=True):
        if older != newer and len(newer) == 1 and newer != old:
            found[ord(old)] = newer
    return found | _simplified()


def unified(text: str) -> str:
    """The text in simplified characters, as long as it was."""
    return text if text.isascii() else text.translate(_table())


def variants(text: str) -> tuple[str, ...]:
    """The text itself, then in simplified, traditional and Japanese characters, each form once.

    Words are converted as OpenCC's phrase tables have them (`頭髮`, `發展` for `发`).
    """
    if text.isascii():
        return (text,)
    simple = _converter("t2s").convert(_converter("jp2t").convert(text))
    older = _converter("s2t").convert(simple)
    return tuple(dict.fromkeys((text, simple, older, _converter("t2jp").convert(older))))


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, one for one; Japanese forms stay as they are."""
    return text if text.isascii() else _traditional().sub(_simple, text)


@cache
def _traditional() -> re.Pattern[str]:
    """Few characters of a text have another form: to look for them is quicker than to translate."""
    return re.compile(f"[{''.join(map(chr, _simplified()))}]")


def _simple(char: re.Match[str]) -> str:
    return _simplified()[ord(char[0])]
