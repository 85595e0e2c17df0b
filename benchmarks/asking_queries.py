"""Queries of every operator, drawn with a fixed seed from a collection's own words."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.asking_words import Draw, Sample

QUERIES = 15
"""Different queries of an operator."""


@dataclass(frozen=True)
class Operator:
    """`draw` makes one query; `goal` is for its p95, in ms; `among` says which languages have it."""

    name: str
    draw: Callable[[Draw], str]
    goal: float | None = None
    among: str = "all"
    sort: str = "score"
    facets: tuple[str, ...] = ()
    highlight: bool = False
    queries: int = QUERIES

    def made(self, sample: Sample) -> list[str]:
        """Different queries, of the languages in turn; [] where the collection has none of them."""
        languages = sample.turns(self.among)
        found: dict[str, None] = {}
        for turn in range(self.queries * 8 if languages else 0):
            language = languages[turn % len(languages)]
            found.setdefault(self.draw(Draw(sample, language, f"{self.name} {turn}")))
            if len(found) == self.queries:
                break
        return list(found)


def _any(words: list[str]) -> str:
    return f"({' OR '.join(dict.fromkeys(words))})"


def _boolean(draw: Draw, terms: int) -> str:
    """Three OR-groups of all bands together, some words of them only in claims, and a NOT."""
    part = terms // 10
    return (
        f"{_any(draw.words(part * 4))} AND {_any(draw.words(part * 3))}"
        f" AND clm:{_any(draw.words(part * 2, 'common', 'middle'))}"
        f" NOT {_any(draw.words(terms - part * 9, 'rare'))}"
    )


def _near(draw: Draw, band: str) -> str:
    return f"{draw.word(band)} NEAR{draw.rng.choice((3, 5, 10))} {draw.word(band)}"


def _chain(draw: Draw) -> str:
    a, _, b, _, c = draw.passage(5)
    return f"{a} ADJ{draw.rng.randint(2, 4)} {b} ADJ{draw.rng.randint(2, 5)} {c}"


def _groups(draw: Draw) -> str:
    left, right = draw.words(3, "common", "middle"), draw.words(2, "common", "middle")
    open_ended = "" if draw.is_wide else f" OR {draw.word('common')[:5]}*"
    return (
        f"{_any(left)} NEAR{draw.rng.choice((5, 10))} ({' OR '.join(right)}{open_ended}"
        f" OR {draw.phrase(2)})"
    )


def _inner(draw: Draw) -> str:
    word = draw.word("common", "middle")
    at = draw.rng.randint(1, len(word) - 2)
    return f"{word[:at]}{draw.rng.choice('*?')}{word[at + 1 :]}"


def _leading(draw: Draw) -> str:
    word = draw.word("common", "middle")
    return f"*{word[-max(3, len(word) // 2) :]}"


def _middle_part(draw: Draw) -> str:
    word = draw.word("common", "middle")
    return f"*{word[1:-1]}*" if len(word) > 5 else f"*{word}*"


def _bounded(draw: Draw) -> str:
    word = draw.word("common", "middle")
    return f"{word[: max(4, len(word) - 2)]}{{0,3}}"


def _together(operator: str, band: str = "common", count: int = 2) -> Callable[[Draw], str]:
    return lambda draw: f" {operator} ".join(draw.words(count, band))


def _phrases_together(operator: str) -> Callable[[Draw], str]:
    return lambda draw: f"{draw.phrase(2)} {operator} {draw.word('common')}"


def _cased(draw: Draw) -> str:
    """A word written with a capital or in capitals."""
    while True:
        word = draw.rng.choice(draw.passage(8))
        if word != word.lower() and len(word) > 1 and word not in {"AND", "OR", "NOT", "TO"}:
            return f"={word}"


def _claims(draw: Draw) -> str:
    flag = draw.rng.choice(("clm.indep", "clm.1"))
    return f"{flag}:({draw.word('common')} {draw.rng.choice(('AND', 'OR'))} {draw.word('middle')})"


def _single(draw: Draw) -> str:
    return draw.run(2, 2)[0]


def _wide_pattern(draw: Draw) -> str:
    run = draw.run(4, 6)
    return f"{run[0]}{draw.rng.choice('?*')}{run[2:]}"


def _party(draw: Draw) -> str:
    parties = [p for p in draw.document().parties if p.role in {"applicant", "assignee"}]
    if not parties:
        return _party(draw)
    return f'pa:"{draw.rng.choice(parties).name}"'


def _entry(draw: Draw) -> str:
    for _ in range(100):
        parts = [p.name.split() for p in draw.document().parties]
        names = [p for p in parts if len(p) > 1 and all(map(str.isalpha, p))]
        if names:
            chosen = draw.rng.choice(names)
            return f"names:({chosen[0]} ENTRY {chosen[-1]})"
    return "names:(university ENTRY technology)"


def _symbol(draw: Draw) -> str:
    for _ in range(100):
        symbols = [c for c in draw.document().classifications if c.scheme in {"ipc", "cpc"}]
        if symbols:
            one = draw.rng.choice(symbols)
            cut = draw.rng.choice((3, 4, None))
            symbol = one.symbol[:cut] if cut else one.symbol.partition("/")[0] + "/00"
            return f"{one.scheme}:{symbol}/low" if cut else f'{one.scheme}:"{symbol}"'
    return "cpc:H01M/low"


def _dates(draw: Draw) -> str:
    year = int((draw.document().date or "2015")[:4]) - draw.rng.randint(0, 1)
    return f"{draw.rng.choice(('pd', 'ad'))}:[{year}-{draw.rng.randint(1, 12):02} TO {year + 2}]"


def _numbers(count: int) -> Callable[[Draw], str]:
    return lambda draw: (
        f"pn:({' '.join(draw.rng.sample(draw.sample.ids, min(count, len(draw.sample.ids))))})"
    )


def _linked(function: str) -> Callable[[Draw], str]:
    def made(draw: Draw) -> str:
        if draw.rng.random() < 0.6:
            return f"{function}(pn:{draw.rng.choice(draw.sample.ids)})"
        return f"{function}(ti:{draw.word('middle', 'common')})"

    return made


PLAIN, BOOLEAN, NEAR, WILDCARD, UNIT, NUMBERS, PARSE = 50, 300, 500, 2000, 1000, 500, 20
"""Goals at 200,000 documents, ms."""

OPERATORS = (
    Operator("one word", lambda d: d.word(), PLAIN),
    Operator("two words", lambda d: " ".join(d.words(2)), PLAIN),
    Operator("two common words", lambda d: " ".join(d.words(2, "common")), PLAIN),
    Operator("two words, OR", lambda d: " OR ".join(d.words(2, "common", "middle")), PLAIN),
    Operator("two words, recognised", lambda d: " ".join(d.words(2)), PLAIN),
    Operator("phrase", lambda d: d.phrase(d.rng.randint(2, 3))),
    Operator("Boolean, 100 terms", lambda d: _boolean(d, 100), BOOLEAN),
    Operator("Boolean, 500 terms", lambda d: _boolean(d, 500)),
    Operator("NEAR, common words", lambda d: _near(d, "common"), NEAR),
    Operator("NEAR, commonest words", lambda d: _near(d, "stop"), NEAR),
    Operator("NEAR, groups and wildcards", _groups),
    Operator("ADJ, chain of three", _chain),
    Operator("wildcard, trailing", lambda d: f"{d.word('common', 'middle')[:4]}*", None, "narrow"),
    Operator("wildcard, trailing, 2 letters", lambda d: f"{d.word('common')[:2]}*", None, "narrow"),
    Operator("wildcard, leading", _leading, WILDCARD, "narrow"),
    Operator("wildcard, inner", _inner, WILDCARD, "narrow"),
    Operator("wildcard, both ends", _middle_part, WILDCARD, "narrow"),
    Operator("wildcard, bounded", _bounded, WILDCARD, "narrow"),
    Operator("SENT", _together("SENT"), UNIT),
    Operator("SENT, commonest words", _together("SENT", "stop"), UNIT),
    Operator("SENT, three words", _together("SENT", "common", 3), UNIT),
    Operator("SENT, with a phrase", _phrases_together("SENT"), UNIT),
    Operator("PARA", _together("PARA"), UNIT),
    Operator("PARA, commonest words", _together("PARA", "stop"), UNIT),
    Operator("PARA, with a phrase", _phrases_together("PARA"), UNIT),
    Operator("ENTRY", _entry),
    Operator("claim flags", _claims),
    Operator("NOT NEAR", lambda d: f"{d.word('middle')} NOT NEAR5 {d.word('common')}"),
    Operator("NOT SENT", lambda d: f"{d.word('middle')} NOT SENT {d.word('common')}"),
    Operator("NOT NEAR, common words", _together("NOT NEAR5")),
    Operator("exact case", _cased, None, "narrow"),
    Operator("written form, two words", lambda d: f"NOSTEM({d.phrase(2)})", None, "narrow"),
    Operator("CJK phrase", lambda d: d.run(3, 8), None, "wide"),
    Operator("CJK, one character", _single, None, "wide"),
    Operator("CJK wildcard", _wide_pattern, None, "wide"),
    Operator("names", _party),
    Operator("class subtree", _symbol),
    Operator("date range", _dates),
    Operator("10,000 numbers", _numbers(10_000), NUMBERS, queries=5),
    Operator("CITES", _linked("CITES")),
    Operator("CITED_BY", _linked("CITED_BY")),
    Operator("SAME_FAMILY", _linked("SAME_FAMILY")),
    Operator("one word, by date", lambda d: d.word(), None, sort="-pd"),
    Operator("one word, all facets", lambda d: d.word(), None, facets=("*",)),
    Operator("one word, with snippets", lambda d: d.word(), None, highlight=True),
)
RECOGNISED = {"two words, recognised"}
"""Asked without a dialect being named."""
