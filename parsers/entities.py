"""Named character entities of office files, replaced before parsing.

Office DTDs take their names from HTML and from the ISO 8879 and ISO 9573-13 sets (ISOpub, ISOnum,
ISOtech, ISOgrk1-4, ISOamsa …). The standard library's HTML 5 table holds nearly all of them; the
Greek alphabets, which HTML leaves out, follow rules; `OWN` lists the rest.
"""

from __future__ import annotations

import re
from functools import cache
from html.entities import html5
from unicodedata import lookup, normalize

_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})

OWN: dict[str, str] = {
    "ang90": "∟",
    "angst": "Å",
    "b.Gammad": "Ϝ",
    "b.gammad": "ϝ",
    "check": "✓",
    "circlef": "●",
    "cupre": "≼",
    "darr2": "⇊",
    "dbond": "=",
    "degree": "°",
    "dlarr": "↙",
    "drarr": "↘",
    "efdot": "≒",
    "epsis": "ϵ",
    "equals": "=",
    "gsdot": "⋗",
    "hardsp": "\N{NO-BREAK SPACE}",
    "idiagr": "ΐ",
    "jnodot": "ȷ",
    "larr2": "⇇",
    "ldot": "⋖",
    "litre": "ℓ",
    "lpar": "(",
    "lpargt": "⦠",
    "lrarr2": "⇆",
    "lrhar2": "⇋",
    "lsqb": "[",
    "mldr": "…",
    "ncirc": "○",
    "newline": " ",
    "OELIG": "Œ",
    "PRIME": "′",
    "percent": "%",
    "phis": "φ",
    "radic": "√",
    "rarr2": "⇉",
    "rlarr2": "⇄",
    "rlhar2": "⇌",
    "rpar": ")",
    "rsqb": "]",
    "samalg": "∐",
    "sbond": "—",
    "sbsol": "﹨",
    "sfgr": "ς",
    "sl0": "Ø",
    "supl": "¹",
    "tbond": "≡",
    "thetas": "θ",
    "trade": "™",
    "uarr2": "⇈",
    "udiagr": "ΰ",
    "unknown": "\N{REPLACEMENT CHARACTER}",
    "vprime": "′",
}

_DOCDB = (
    "AACUTE ACIRC AGRAVE ATILDE AUML EACUTE EGRAVE EUML IACUTE ICIRC NTILDE OCIRC ODBLAC OUML UUML"
)
"""Names in capitals that DOCDB declares for small letters; all others it has for capitals."""

_PRIVATE = (
    "Brketclosest Brketopenst Dotbhalfcircle Dotlhalfcircle Dotrhalfcircle Dotthalfcircle "
    "LeftBracketingBar RightBracketingBar Lhalfcircle Linevertsplit Ovalhollow Ovalsolid "
    "Parenclosest Parenopenst Quadbond Rhalfcircle jpggyu jpghatsu jpghiji jpgkatsu jpgkiku "
    "jpgkitsu jpgkou jpgro jpgro2 jpgsei jpgsei2 jpgshi jpgshou jpgsou jpgteki ldurule lhdurule "
    "lparstr lsqbstr rdurule rhdurule rparstr rsqbstr"
)
"""Names the offices give to glyphs outside Unicode: shown as the replacement character."""

_GREEK = (
    "a:alpha b:beta g:gamma d:delta e:epsilon z:zeta ee:eta th:theta i:iota k:kappa l:lamda m:mu "
    "n:nu x:xi o:omicron p:pi r:rho s:sigma t:tau u:upsilon ph:phi kh:chi ps:psi oh:omega"
)
"""ISOgrk1 spells letters by these stems and `gr`; `acgr` adds a tonos, `digr` a dialytika."""

_ACCENTS = {"": "", "ac": "\N{COMBINING ACUTE ACCENT}", "di": "\N{COMBINING DIAERESIS}"}

_BOLD = {
    "epsi": "EPSILON",
    "upsi": "UPSILON",
    "lambda": "LAMDA",
    "sigmav": "FINAL SIGMA",
    "thetas": "THETA",
    "epsiv": "EPSILON SYMBOL",
    "epsis": "EPSILON SYMBOL",
    "phis": "PHI",
    "thetav": "THETA SYMBOL",
    "kappav": "KAPPA SYMBOL",
    "phiv": "PHI SYMBOL",
    "rhov": "RHO SYMBOL",
    "piv": "PI SYMBOL",
}
"""ISOgrk4 names (`b.alpha` = 𝛂) whose Unicode name is not the entity's own."""


def _greek() -> dict[str, str]:
    found = {}
    for pair in _GREEK.split():
        stem, name = pair.split(":")
        small, capital = (
            lookup(f"GREEK SMALL LETTER {name}"),
            lookup(f"GREEK CAPITAL LETTER {name}"),
        )
        for accent, mark in _ACCENTS.items():
            suffix = f"{accent}gr"
            found[stem + suffix] = normalize("NFC", small + mark)
            found[stem.capitalize() + suffix] = normalize("NFC", capital + mark)
            found[stem.upper() + suffix] = normalize("NFC", capital + mark)
    return found


@cache
def _table() -> dict[bytes, bytes]:
    named = {name.rstrip(";"): value for name, value in html5.items()}
    named |= dict.fromkeys(_PRIVATE.split(), "\N{REPLACEMENT CHARACTER}") | _greek() | OWN
    named |= {name: named[name.lower()] for name in _DOCDB.split()}
    return {name.encode(): value.encode() for name, value in named.items()}


def _bold(name: str) -> str | None:
    case = "CAPITAL" if name[:1].isupper() else "SMALL"
    word = _BOLD.get(name.lower(), name.upper())
    form = f"MATHEMATICAL BOLD {word}" if "SYMBOL" in word else f"MATHEMATICAL BOLD {case} {word}"
    try:
        return lookup(form)
    except KeyError:
        return None


@cache
def character(name: bytes) -> bytes | None:
    """The character of an entity in UTF-8; None for a name no set knows."""
    table = _table()
    value = table.get(name)
    if value is not None:
        return value
    text = name.decode("ascii")
    if text.startswith("b."):
        bold = _bold(text[2:])
        return bold.encode() if bold else None
    if text.isupper() and len(text) > 1:
        # Data that went through an upper-casing system: AACUTE for Aacute, MDASH for mdash.
        forms = (f"{text[:-2]}cy" if text.endswith("CY") else "", text.capitalize(), text.lower())
        return next((table[form.encode()] for form in forms if form.encode() in table), None)
    return table.get(name.lower())


_REFERENCE = re.compile(rb"&([A-Za-z][A-Za-z0-9.]{0,31});")


def replace_entities(data: bytes) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    """UTF-8 text with every known named entity as its character, and (name, byte) of the unknown.

    The five entities of XML itself and the unknown ones stay as they are.
    """
    unknown: list[tuple[str, int]] = []

    def replaced(match: re.Match[bytes]) -> bytes:
        name = match[1]
        if name in _XML:
            return match[0]
        value = character(name)
        if value is None:
            unknown.append((name.decode("ascii"), match.start()))
            return match[0]
        # A character that is markup to XML must not become markup by being named.
        return value.replace(b"&", b"&#38;").replace(b"<", b"&#60;")

    return _REFERENCE.sub(replaced, data), tuple(unknown)
