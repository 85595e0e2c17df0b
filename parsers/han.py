"""Chinese characters of the three traditions brought to one form, for comparing only.

Simplified, traditional and Japanese forms of one character meet in the simplified one (by OpenCC's
tables; a Japanese form counts only where China simplified it, too), so that `華為`, `华为` and
`渡邊`, `渡辺` are the same. Never for display: some characters that differ otherwise meet, too
(`後` and `后`).
"""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


@cache
def _table() -> dict[int, str]:
    """Every character that has another form; made once, when the first name asks for it."""
    characters = "\n".join(chr(code) for first, end in _BLOCKS for code in range(first, end))
    simple = OpenCC("t2s").convert(characters).split("\n")
    traditional = OpenCC("jp2t").convert(characters)
    japanese = OpenCC("t2s").convert(traditional).split("\n")
    found: dict[int, str] = {}
    forms = zip(characters.split("\n"), simple, traditional.split("\n"), japanese, strict=True)
    for old, new, older, newer in forms:
        if old != new and len(new) == 1:
            found[ord(old)] = new
        elif older != newer and len(newer) == 1 and newer != old:
            found[ord(old)] = newer
    return found


def unified(text: str) -> str:
    """The text in simplified characters, as long as it was."""
    return text if text.isascii() else text.translate(_table())


@cache
def _simplified() -> dict[int, str]:
    characters = "\n".join(chr(code) for first, end in _BLOCKS for code in range(first, end))
    simple = OpenCC("t2s").convert(characters)
    pairs = zip(characters.split("\n"), simple.split("\n"), strict=True)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, one for one; Japanese forms stay as they are."""
    return text if text.isascii() else text.translate(_simplified())
