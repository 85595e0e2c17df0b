"""Wildcards on stemmed fields: which tokens a pattern over words stands for."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from indexer.analysis_words import CJK, CJK_RUN, narrow, token

_LEAST = 2

_SUFFIXES = {
    partition: endings.split(" ")
    for partition, endings in {
        "en": (
            " e s es ed er ers ing ings ion ions ation ations or ors able ably ability al ally "
            "ment ments ive ively ity ly ness ize ized izes izing ization ise ised isation ance "
            "ence ant ent y ies ied ic ical ically ous ful"
        ),
        "de": " e en er es em n s ung ungen lich liche keit heit isch ische bar igkeit end",
        "fr": (
            " e s es er ez é ée és ées ant ante ation ations ement ements if ive ives eur eurs "
            "rice ité ités able ables ique iques al aux ale"
        ),
    }.items()
}
"""Endings whose removal may leave a stem shorter than what was typed before the `*`."""


class Wildcards(Struct, frozen=True):
    """Tokens a pattern stands for: any of `terms`, or fitting any of `patterns` (`*` and `?`)."""

    terms: tuple[str, ...]
    patterns: tuple[str, ...]


def bare_cjk(pattern: str) -> str | None:
    """The text of a CJK pattern with stars at its ends only: it means what the text means.

    A run of CJK characters is found anywhere inside a longer one with or without stars.
    """
    text = narrow(pattern).strip("*")
    return text if CJK_RUN.fullmatch(text) else None


def pattern_fault(pattern: str) -> str | None:
    """Why a pattern cannot be run: `cjk_inner`, `too_short`, `not_one_word`; None when it can.

    At least two letters or digits must come before the first wildcard.
    """
    if bare_cjk(pattern) is not None:
        return None
    narrowed = narrow(pattern)
    if CJK.search(narrowed):
        return "cjk_inner"
    if re.search(r"[*?]", narrowed[:_LEAST]) or len(narrowed) < _LEAST:
        return "too_short"
    return None if re.fullmatch(r"[^\W_]{2,}(?:[*?]|[^\W_])*", narrowed) else "not_one_word"


@lru_cache(maxsize=4096)
def wildcards(pattern: str, partition: str) -> Wildcards:
    """The tokens that words fitting the pattern were indexed as; ValueError for a faulty pattern.

    Stems that fit the pattern themselves, and the stems of what was typed with the language's
    endings: `synchroniz*` stands for `synchron`, which "synchronization" was indexed as. Stems
    do not remember their words, so "synchronous" is found as well.
    """
    fault = pattern_fault(pattern)
    if fault:
        raise ValueError(f"not a pattern: {pattern!r} ({fault})")
    plain = re.sub(r"\*+", "*", _folded(pattern))
    if partition not in _SUFFIXES:
        return Wildcards((), (plain,))
    if plain.endswith("*") and not re.search(r"[*?]", plain[:-1]):
        head = plain[:-1]
        found = {token(head + suffix, partition) for suffix in _SUFFIXES[partition]}
        terms = sorted(stem for stem in found if not stem.startswith(head))
        return Wildcards(tuple(terms), (plain,))
    stemmed = _stemmed_tail(plain, partition)
    return Wildcards((), (plain,) if stemmed in (None, plain) else (plain, str(stemmed)))


def _folded(pattern: str) -> str:
    parts = re.split(r"([*?])", narrow(pattern))
    return "".join(part if part in {"*", "?", ""} else token(part, "xx") for part in parts)


def _stemmed_tail(pattern: str, partition: str) -> str | None:
    """The pattern with the ending of its last part stemmed away: `colo*rs` to `colo*r`.

    The wildcards are filled with letters no ending has, and the word so made is stemmed.
    """
    filled = pattern.replace("*", "xx").replace("?", "x")
    kept = max(pattern.rfind("*"), pattern.rfind("?")) + 1
    head = pattern[:kept].replace("*", "xx").replace("?", "x")
    stem = token(filled, partition)
    return pattern[:kept] + stem[len(head) :] if stem.startswith(head) else None
