"""The encodings office files declare, read by the superset that is used in practice.

A file that says EUC-JP or Shift_JIS may hold the special characters of NEC and IBM, or those of
JIS X 0213; a file that says EUC-KR the Hangul of Windows, one that says Big5 that of ETEN or Hong
Kong. The bytes are read strictly: what no reading knows is an error, never a lost character.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial

_NAMES = {
    "gb18030": "gb2312 gbk gb18030 euc-cn cp936 gb_2312-80 x-gbk",
    "shift_jis": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j cp932 "
    "shift_jis-2004 shift_jisx0213",
    "euc-jp": "euc-jp eucjp x-euc-jp eucjp-ms eucjp-win euc-jp-ms cp51932 "
    "euc-jis-2004 euc-jisx0213",
    "cp949": "euc-kr euckr ks_c_5601-1987 ksc5601 ks_c_5601 cp949 ms949 uhc windows-949 "
    "x-windows-949",
    "big5": "big5 big-5 cp950 big5-eten x-x-big5",
    "big5-hkscs": "big5-hkscs big5hkscs",
    "euc-tw": "euc-tw",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "utf-16": "utf-16",
}
CODECS = {
    **{name: codec for codec, names in _NAMES.items() for name in names.split()},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (*range(1, 12), *range(13, 17))},
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
}
"""Codec by declared name, in lower case.

UTF-7 and other encodings that could smuggle markup past the checks on bytes are not there.
"""

_SS3 = 0x8F
_G1 = range(0xA1, 0xFF)
_STRAY = re.compile("[\x80\uf8f0-\uf8f3]")
_PRIVATE = re.compile("[\x80\ue000-\uf8ff]")


def decoded(data: bytes, codec: str) -> str:
    """The text in these bytes. Raises UnicodeError, with `start`, where there is none."""
    readings = _READINGS.get(codec, (partial(_read, codec=codec),))
    first: UnicodeError | None = None
    for reading in readings:
        try:
            return reading(data)
        except UnicodeError as error:
            first = first or error
    assert first is not None
    raise first


def _read(data: bytes, codec: str, errors: str = "strict") -> str:
    return data.decode(codec, errors)


def _vendor(lead: int, trail: int) -> str:
    """NEC's and IBM's character at a place of the 94 by 94 grid, as cp51932 has it."""
    row, cell = lead - 0xA1, trail - 0x80
    first = (row >> 1) + 0x81
    first += 0x40 if first > 0x9F else 0
    second = cell + (0x7E if row % 2 else 0x1F + (cell >= 0x60))
    return bytes((first, second)).decode("cp932")


def _beyond_euc(error: UnicodeError) -> tuple[str, int]:
    """A vendor's character outside JIS X 0208 and 0212."""
    data, start = _place(error)
    lead, trail = (*data[start : start + 2], 0)[:2]
    if lead not in _G1 or trail not in _G1:
        raise error
    return _vendor(lead, trail), start + 2


def _either_euc(error: UnicodeError) -> tuple[str, int]:
    """As `_beyond_euc`, and what is still unknown by JIS X 0213."""
    try:
        return _beyond_euc(error)
    except UnicodeError:
        data, start = _place(error)
        return _longest(data, start, "euc_jis_2004", (3, 2) if data[start] == _SS3 else (2,), error)


def _either_sjis(error: UnicodeError) -> tuple[str, int]:
    data, start = _place(error)
    return _longest(data, start, "shift_jis_2004", (2, 1), error)


def _either_big5(error: UnicodeError) -> tuple[str, int]:
    data, start = _place(error)
    return _longest(data, start, "big5hkscs", (2,), error)


def _private_last(data: bytes) -> str:
    """By Windows; where that leaves characters for private use, by JIS X 0213 if that knows all."""
    text = data.decode("cp932")
    if _PRIVATE.search(text):
        with suppress(UnicodeError):
            return data.decode("shift_jis_2004")
        _refuse_stray(data, text)
    return text


def _mixed(data: bytes) -> str:
    text = data.decode("cp932", "gongkai.either-sjis")
    _refuse_stray(data, text)
    return text


def _refuse_stray(data: bytes, text: str) -> None:
    """Python's cp932 has a character for each byte that begins none."""
    if stray := _STRAY.search(text):
        start = len(text[: stray.start()].encode("cp932", "ignore"))
        raise UnicodeDecodeError("cp932", data, start, start + 1, "no character")


def _place(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object, error.start


def _longest(
    data: bytes, start: int, codec: str, sizes: tuple[int, ...], error: UnicodeError
) -> tuple[str, int]:
    for size in sizes:
        piece = data[start : start + size]
        if len(piece) == size:
            try:
                return piece.decode(codec), start + size
            except UnicodeError:
                continue
    raise error


_HANDLERS: dict[str, Callable[[UnicodeError], tuple[str | bytes, int]]] = {
    "gongkai.beyond-euc": _beyond_euc,
    "gongkai.either-euc": _either_euc,
    "gongkai.either-sjis": _either_sjis,
    "gongkai.either-big5": _either_big5,
}
for _name, _handler in _HANDLERS.items():
    codecs.register_error(_name, _handler)

_READINGS: dict[str, tuple[Callable[[bytes], str], ...]] = {
    "euc-jp": (
        partial(_read, codec="euc_jp"),
        partial(_read, codec="euc_jp", errors="gongkai.beyond-euc"),
        partial(_read, codec="euc_jis_2004"),
        partial(_read, codec="euc_jp", errors="gongkai.either-euc"),
    ),
    "shift_jis": (
        _private_last,
        partial(_read, codec="shift_jis_2004"),
        _mixed,
    ),
    "big5": (
        partial(_read, codec="cp950"),
        partial(_read, codec="big5hkscs"),
        partial(_read, codec="cp950", errors="gongkai.either-big5"),
    ),
}
"""Readings of one encoding, the first one without an error holds.

Rows 89 to 92 are NEC's selection of IBM's kanji, unless the file has a character that only
JIS X 0213 knows: then all of it is read by JIS X 0213.
"""
