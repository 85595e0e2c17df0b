"""Classification symbols: one display form per scheme, their ancestors, and keys that sort.

Grammar of IPC and CPC: section, class, subclass, main group 1-4 digits, `/`, subgroup 2-6 digits;
"00" is the main group itself (WIPO ST.8, IPC Guide). Subgroups compare digit by digit, as decimals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from parsers.dates import parse_date
from parsers.model import Classification, Scheme

_IPC = re.compile(r"([A-HY])(?:(\d\d)(?:([A-Z])(?:(\d{1,4})(?:/(\d{2,6}))?)?)?)?")
_KEY = re.compile(r"([A-HY])(\d\d)([A-Z])(\d{4})(\d{6})")
_BLANKED = re.compile(r"([A-HY]) ?(\w\w)([A-Z])")
_EDITION = re.compile(r"^(?:INT\.? ?CL\.? ?\d{0,2}[.:]? ?|\d(?=[A-H] ?[\dO]))")
_VERSION = re.compile(r" ?[(\[]\d{4}\.\d\d[)\]] ?[INA]?$")
_VALUE = re.compile(r"(?<=/\d\d) +[A-Z]$|(?<=\d) {3,}[A-Z]$")
_NO_SLASH = re.compile(r"([A-H]\d\d[A-Z])( *)(\d{1,3})(\d\d)")
_OCR_DIGITS = str.maketrans("OILQ", "0110")

_ST8 = re.compile(
    r"([A-HY]\d\d[A-Z])\s*(\d{1,4})\s*/\s*(\d{2,6})"
    r"(?:\s+(?:(\d{8})|(?=[CAS ] ?[INA]))([CAS ])([FL ])?([INA])"
    r"(?:(\d{8})([A-Z ])([A-Z ])([A-Z]{2}))?)?\s*"
)
_LOCARNO = re.compile(
    r"(?:LOC ?(?:\(\d+\))? ?)?(?:CL\.? ?)?(\d\d)(?:[-./ ]?(\d\d))?(?: ?[A-Z]\w*)?"
)
_FI = re.compile(
    r"([A-H])(\d\d)([A-Z]) ?(\d{1,4})/(\d{2,6})(?: ?, ?(\d{3})|(?: (\d{3})))?"
    r"(?: ?@? ?([A-Z]))?(?: ([A-Z]{3}))?"
)
_FTERM = re.compile(r"(\d[A-Z]\d{3})(?: ?([A-Z]{2})(?: ?(\d\d)(?: ?\.?([A-Z]))?)?)?")
_ECLA = re.compile(r"([A-HY]\d\d[A-Z]) ?(\d{1,4})/(\d{2,6}) ?([A-Z][A-Z0-9+]*)?")
_ICO = re.compile(r"([A-Z]\d\d[A-Z]) ?(\d{1,4})/(\d{2,6}) ?([A-Z][A-Z0-9+]*)?")
_USPC_WORD = re.compile(r"(\w{1,3}) ?/? ?(FOR|DIG)\.? ?(\w+)")


def normal(scheme: Scheme, text: str) -> str | None:
    """The display form (`A61K 31/12`, `15-07`, `2B003 AA01`, `604/385.101`); None if it is none.

    IPC and CPC may be partial (`A61K`); a main group alone is completed (`A61K 31` is
    `A61K 31/00`). Reads compact and blank-padded forms, the 14-character key, editions 1-7 with
    `Int. Cl.7` or edition digit, zero-padded groups, and groups printed without slash.
    """
    return _NORMAL[scheme](text) if text else None


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())


@lru_cache(maxsize=65536)
def _normal_ipc(text: str) -> str | None:
    wide = unicodedata.normalize("NFKC", text).upper().strip()
    wide = _VALUE.sub("", _VERSION.sub("", _EDITION.sub("", wide)))
    if found := _BLANKED.match(wide):
        wide = found[1] + found[2].translate(_OCR_DIGITS) + found[3] + wide[found.end() :]
    if (old := _NO_SLASH.fullmatch(wide)) and _is_old(old):
        wide = f"{old[1]}{old[3]}/{old[4]}"
    tight = "".join(wide.split())
    if len(tight) > 4:
        tight = tight[:4] + tight[4:].translate(_OCR_DIGITS)
    if key := _KEY.fullmatch(tight):
        return _joined(key[1] + key[2] + key[3], key[4], key[5].rstrip("0").ljust(2, "0"))
    found = _IPC.fullmatch(tight)
    if found is None:
        return None
    if found[4] is None:
        return tight
    return _joined(tight[:4], found[4], found[5] or "00")


def _is_old(found: re.Match[str]) -> bool:
    """Whether digits without a slash are group and two-digit subgroup, as up to edition 7.

    Blank-padded ones are. Else three digits from 300 and four digits outside the 2000 series
    are: no main group has such a number.
    """
    number = int(found[3] + found[4])
    return len(found[2]) > 1 or 300 <= number < 2000 or number >= 3000


def _joined(subclass: str, group: str, subgroup: str) -> str:
    return f"{subclass} {int(group)}/{subgroup}"


def _normal_locarno(text: str) -> str | None:
    found = _LOCARNO.fullmatch(_clean(text))
    if found is None:
        return None
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def _normal_fi(text: str) -> str | None:
    found = _FI.fullmatch(_clean(text))
    if found is None:
        return _normal_ipc(text)
    base = _joined(found[1] + found[2] + found[3], found[4], found[5])
    extension = found[6] or found[7]
    parts = (f",{extension}" if extension else "", f" {found[8]}" if found[8] else "")
    return base + "".join(parts) + (f" {found[9]}" if found[9] else "")


def _normal_fterm(text: str) -> str | None:
    found = _FTERM.fullmatch(_clean(text))
    if found is None:
        return None
    term = (found[2] or "") + (found[3] or "") + (found[4] or "")
    return f"{found[1]} {term}" if term else found[1]


def _normal_ecla(text: str) -> str | None:
    found = _ECLA.fullmatch(_clean(text))
    return _joined(found[1], found[2], found[3]) + (found[4] or "") if found else _normal_ipc(text)


def _normal_ico(text: str) -> str | None:
    found = _ICO.fullmatch(_clean(text))
    return _joined(found[1], found[2], found[3]) + (found[4] or "") if found else None


def _normal_uspc(text: str) -> str | None:
    """From the fixed columns 3 + 3 + 3 of the office (class, subclass, fraction) or with slash."""
    upper = unicodedata.normalize("NFKC", text).upper()
    if word := _USPC_WORD.fullmatch(_clean(upper)):
        return f"{word[1].lstrip('0')}/{word[2]} {word[3]}"
    whole, _, until = upper.partition("-")
    if "/" in whole:
        name, _, subclass = (part.strip() for part in whole.partition("/"))
    else:
        name, subclass = _uspc_columns(whole)
    name, subclass = name.lstrip("0"), subclass.lstrip("0")
    if not re.fullmatch(r"[A-Z]{0,3}\d{0,3}", name) or not name:
        return None
    if not re.fullmatch(r"[A-Z]{0,2}\d{0,4}[A-Z]{0,2}(?:\.\d{1,4}[A-Z]?)?", subclass):
        return None
    end = until.strip()
    if end and "." not in end:
        end = _uspc_columns(f"{name:>3}{end.rjust(6)[-6:]}")[1]
    return f"{name}/{subclass}" + (f"-{end}" if end else "") if subclass else name


def _uspc_columns(text: str) -> tuple[str, str]:
    """Split `280 87041` or, with the leading blanks lost, `2 52` and `D2907`."""
    body = text.rstrip()
    if len(body.strip()) <= 3:
        return body.strip(), ""
    if len(body) < 6:
        name, _, rest = body.strip().partition(" ")
        return (name, rest.strip()) if rest else (name[:-3], name[-3:])
    fraction = body[6:9].strip().rstrip("0")
    return body[:3].strip(), body[3:6].strip() + (f".{fraction}" if fraction else "")


def _normal_plain(text: str) -> str | None:
    return _clean(text) or None


_NORMAL: dict[Scheme, Callable[[str], str | None]] = {
    "ipc": _normal_ipc,
    "cpc": _normal_ipc,
    "ecla": _normal_ecla,
    "ico": _normal_ico,
    "fi": _normal_fi,
    "fterm": _normal_fterm,
    "locarno": _normal_locarno,
    "uspc": _normal_uspc,
    "dk": _normal_plain,
}


@lru_cache(maxsize=65536)
def st8(text: str, scheme: Scheme | None = None) -> Classification | None:
    """Read the text of WIPO ST.8 (`A61K  31/12        20060101AFI20050713BHEP`), also squeezed.

    Without `scheme` it is CPC when the source says C, the value is A, the section is Y or the
    level is blank beside a version; otherwise IPC. None when the text is not of this form.
    """
    found = _ST8.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if found is None:
        return None
    subclass, group, subgroup, version, level, position, value, _, _, source, office = (
        found.groups()
    )
    level = (level or "").strip()
    if scheme is None:
        is_cpc = source == "C" or value == "A" or subclass[0] == "Y" or bool(version and not level)
        scheme = "cpc" if is_cpc else "ipc"
    return Classification(
        scheme=scheme,
        symbol=_joined(subclass, group, subgroup),
        version=parse_date(version) if version else None,
        position=_POSITIONS.get(position or ""),
        value=_VALUES.get(value or ""),
        office=office,
    )


_POSITIONS: dict[str, Literal["first", "later"]] = {"F": "first", "L": "later"}
_VALUES: dict[str, Literal["inventive", "additional"]] = {
    "I": "inventive",
    "N": "additional",
    "A": "additional",
}


@lru_cache(maxsize=65536)
def ancestors(scheme: Scheme, symbol: str) -> tuple[str, ...]:
    """The symbol and everything above it, nearest first, as far as the symbol itself tells.

    Below an IPC or CPC main group the digits do not show the hierarchy, so the next ancestor of
    `A61K 31/12` is `A61K 31/00`; what lies between is known to a loaded scheme only.
    """
    chain = [symbol]
    if scheme in {"ipc", "cpc", "ecla", "fi"}:
        chain += _ipc_chain(symbol)
    elif scheme == "fterm":
        theme, _, term = symbol.partition(" ")
        chain += [f"{theme} {term[:size]}" for size in (4, 2) if len(term) > size]
        chain += [theme] if term else []
    elif scheme == "locarno":
        chain += [symbol[:2]] if len(symbol) > 2 else []
    elif "/" in symbol:
        chain.append(symbol.partition("/")[0])
    return tuple(dict.fromkeys(chain))


def _ipc_chain(symbol: str) -> list[str]:
    subclass, _, rest = symbol.partition(" ")
    chain = []
    if rest:
        group, _, subgroup = rest.partition("/")
        plain = re.match(r"\d+", subgroup)
        if "," in rest:
            chain.append(f"{subclass} {rest.partition(' ')[0]}")
        if plain:
            chain.append(f"{subclass} {group}/{plain[0]}")
        chain.append(f"{subclass} {group}/00")
        chain.append(subclass)
    if len(subclass) > 3:
        chain.append(subclass[:3])
    if len(subclass) > 1:
        chain.append(subclass[0])
    return chain


def range_key(symbol: str, *, end: bool = False) -> str:
    """14 characters that sort as the scheme does: subclass, group in 4, subgroup in 6 digits.

    Partial symbols give the first key below them or, with `end`, the last one, so that a range
    includes everything below its last symbol. ValueError when it is no IPC or CPC symbol.
    """
    found = re.match(r"([A-HY])(\d\d)?([A-Z])? ?(?:(\d+)/(\d+))?", symbol)
    if found is None:
        raise ValueError(f"not an IPC or CPC symbol: {symbol!r}")
    section, number, letter, group, subgroup = found.groups()
    fill = "9" if end else "0"
    head = section + (number or fill * 2) + (letter or ("Z" if end else "A"))
    if group is None:
        return head + fill * 10
    whole = end and subgroup == "00"
    return head + group.zfill(4) + ("9" * 6 if whole else subgroup.ljust(6, fill))
