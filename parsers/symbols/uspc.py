"""US classes (USPC), closed for utility patents in 2015, still used for designs and plants.

The office writes fixed columns: class 3, subclass 3, decimals 3, then letters. Cross-references
have an X before them; digests are `29/DIG 42`, foreign art `24/FOR 129B`, classes of designs D1 to
D99, plants PLT, subclasses taken from ECLA E21.001.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.symbols.spelling import clean, wide

_WORD = re.compile(r"([A-Z]?\d{1,3}|\w{3}) ?/? ?(FOR|DIG)\.? ?(\w+)")
_NAME = re.compile(r"[A-Z]{0,3}\d{0,3}[A-Z]?")
_SUBCLASS = re.compile(r"([A-Z]{0,2}\d{0,4})(?:\.(\d{1,4}))? ?([A-Z]{0,3})")
_SQUEEZED = re.compile(r"(\d{1,2}|D\d{1,2})(\d{3}) ?([A-Z]{1,3})")
_BEFORE = re.compile(r"^(?:U\.?S\.? ?(?:PC|CL)\.? ?:? ?|X(?=[ D\d]))")


@lru_cache(maxsize=65536)
def normal_uspc(text: str) -> str | None:
    """`604/385.101`, `29/DIG 42`, `280/87.041-87.043`, or a class alone."""
    upper = _BEFORE.sub("", wide(text))
    if word := _WORD.fullmatch(clean(upper)):
        return f"{word[1].lstrip('0')}/{word[2]} {word[3]}" if word[1].strip("0") else None
    whole, _, until = upper.partition("-")
    name, subclass = _parts(whole)
    name = name.lstrip("0")
    if not name or not _NAME.fullmatch(name):
        return None
    if not subclass:
        return name if not until else None
    first, last = _subclass(subclass), until.strip()
    if first is None or not last:
        return f"{name}/{first}" if first else None
    end = _subclass(last.rpartition("/")[2] if "/" in whole else _columns_of_end(name, last))
    return f"{name}/{first}-{end}" if end else None


def _columns_of_end(name: str, last: str) -> str:
    return last if "." in last else _columns(f"{name:>3}{last.rjust(6)[-6:]}")[1]


def _parts(whole: str) -> tuple[str, str]:
    if "/" in whole:
        name, _, subclass = (part.strip() for part in whole.partition("/"))
        return name.replace(" ", ""), subclass
    if tight := _SQUEEZED.fullmatch(whole.strip()):
        return tight[1], tight[2] + tight[3]
    return _columns(whole)


def _columns(text: str) -> tuple[str, str]:
    """Split `280 87041` or, with the leading blanks lost, `2 52` and `D2907`."""
    body = text.rstrip()
    if len(body.strip()) <= 3:
        return body.replace(" ", ""), ""
    if len(body) < 6:
        name, _, rest = body.strip().partition(" ")
        return (name, rest.strip()) if rest else (name[:-3], name[-3:])
    rest = body[6:].strip()
    digits = re.match(r"\d*", rest)
    fraction = digits[0] if digits else ""
    letters = rest[len(fraction) :].strip()
    return body[:3].replace(" ", ""), body[3:6].strip() + f".{fraction or 0}" + letters


def _subclass(text: str) -> str | None:
    """Without zeros that say nothing: `0385.100` is `385.1`."""
    found = _SUBCLASS.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    decimals = (found[2] or "").rstrip("0")
    whole = found[1].lstrip("0") + (f".{decimals}" if decimals else "") + found[3]
    return whole or None
