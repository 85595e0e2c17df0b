"""Chemical formulas in text that puts a blank behind each subscript: `H.sub.2 SO.sub.4`."""

from __future__ import annotations

import re

_SYMBOLS = (
    "Ac Ag Al Am Ar As At Au B Ba Be Bi Br C Ca Cd Ce Cl Co Cr Cs Cu Dy Er Eu F Fe Fr Ga Gd Ge H "
    "He Hf Hg Ho I In Ir K Kr La Li Lu Mg Mn Mo N Na Nb Nd Ne Ni Np O Os P Pa Pb Pd Pm Po Pr Pt Pu "
    "Ra Rb Re Rh Rn Ru S Sb Sc Se Si Sm Sn Sr Ta Tb Tc Te Th Ti Tl Tm U V W Xe Y Yb Zn Zr"
)
_WORDS = frozenset({"As", "At", "Be", "He", "I", "In", "No", "Re"})
"""Elements that are English words as well: alone they do not continue a formula."""

_ELEMENT = "|".join(sorted(_SYMBOLS.split(), key=len, reverse=True))
_ENDS = re.compile(rf"(?:^|[\s(\[,;/-])(?:[(\[]|{_ELEMENT}|[\d.]|[)\]]n?)*(?:{_ELEMENT}|[)\]])$")
_CONTINUES = re.compile(rf"[(\[]*(?:{_ELEMENT})(?:{_ELEMENT}|\d|[()\[\]])*(?=[\s,;.:)\]-]|$)")
_COUNT = re.compile(r"\d+(?:\.\d+)?|[mnxyz]")


def is_count(text: str) -> bool:
    """Whether a script may say how many atoms there are, or of which mass."""
    return bool(_COUNT.fullmatch(text))


def begins_isotope(text: str) -> bool:
    """Whether a superscript behind this text stands before its word: `.sup.13 C`."""
    return not text or text[-1] in " ([-/,"


def ends_formula(text: str) -> bool:
    """Whether the last word of a text may be the beginning of a formula."""
    return bool(_ENDS.search(text))


def continues(text: str, at: int) -> bool:
    """Whether the word at `at` goes on with a formula, and is no word of the sentence."""
    found = _CONTINUES.match(text, at)
    if found is None or found[0] in _WORDS:
        return False
    return found[0].count("(") >= found[0].count(")")
