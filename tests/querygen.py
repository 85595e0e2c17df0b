"""Random queries of every node type, made from what the publications hold so that many hit."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from oracle import SCHEMES, Entry, folded, is_cjk, narrowed, runs, split_sentences

from indexer.analysis import pattern_fault
from indexer.query import (
    Alike,
    And,
    AnyOf,
    Boost,
    Chain,
    DateRange,
    Documents,
    Filter,
    Flag,
    Keyword,
    Linked,
    Match,
    MatchAll,
    MatchNone,
    Near,
    Not,
    Operand,
    Or,
    Pattern,
    Prefix,
    Query,
    Range,
    Sentence,
    Similar,
    Step,
    Together,
    Unless,
    Wildcard,
    Words,
)

TEXT = ("ti", "ab", "clm", "desc")
NAMES = ("pa", "in", "ag", "agy", "exm", "pa.entry", "in.entry")
KEYWORDS = (
    "cc",
    "kind",
    "right",
    "stage",
    "lang",
    "fam",
    "pa.cc",
    "in.cc",
    "as.cc",
    "an.cc",
    "prn.cc",
    "agy.code",
    "pn",
    "an",
    "prn",
    "ct",
)


class QueryMaker:
    """Deterministic: the same entries and seed give the same queries."""

    def __init__(self, entries: list[Entry], seed: int) -> None:
        self.entries = entries
        self.random = random.Random(seed)
        self.leaves: tuple[Callable[[], Query], ...] = (
            self.word, self.word, self.phrase, self.phrase, self.cjk, self.name, self.lone,
            self.wildcard, self.near, self.near, self.chain, self.groups, self.keyword,
            self.symbol, self.prefix, self.range, self.dates, self.constant,
            self.written, self.written, self.bounded, self.together, self.together, self.flagged,
            self.unless, self.nested, self.forms, self.entry, self.linked, self.similar,
            self.ordered, self.known, self.many, self.combined,
        )  # fmt: skip

    def queries(self, count: int) -> Iterator[Query]:
        """Each kind of leaf in turn, then trees over leaves."""
        for number in range(count):
            if number % 3 < 2:
                yield self.leaves[number % len(self.leaves)]()
            else:
                yield self.tree(self.random.choice([1, 2, 2, 3, 3, 4, 5]))

    def tree(self, depth: int) -> Query:
        r = self.random
        if depth == 0 or r.random() < 0.15:
            return r.choice(self.leaves)()
        kind = r.randrange(8)
        size = r.randint(1, 3 if depth < 4 else 2)
        if kind < 3:
            return And(tuple(self.tree(depth - 1) for _ in range(size)))
        if kind < 6:
            return Or(tuple(self.tree(depth - 1) for _ in range(size)))
        inner = self.tree(depth - 1)
        return r.choice([Not(inner), Filter(inner), Boost(inner, r.choice([0.3, 2.0, 5.0]))])

    def fields(self) -> tuple[str, ...]:
        return self.random.choice([TEXT, TEXT, ("ti", "ab"), ("clm",), ("desc",), ("ab",), ("ti",)])

    def words(self, field: str | None = None) -> list[str]:
        """The runs of a sentence somewhere in a publication."""
        for _ in range(100):
            entry = self.random.choice(self.entries)
            texts = entry.raw[field or self.random.choice(TEXT)]
            if texts:
                sentence = self.random.choice(split_sentences(self.random.choice(texts)) or [""])
                found = runs(folded(sentence) if self.random.random() < 0.5 else sentence)
                if found:
                    return found
        raise AssertionError("no text")

    def piece(self, words: list[str]) -> str:
        """A word, or a part of a CJK run."""
        run = self.random.choice(words)
        if not is_cjk(run[0]):
            return self.random.choice([run, run.upper()])
        size = self.random.choice([1, 2, 2, 2, 3, 4])
        start = self.random.randrange(max(1, len(run) - size + 1))
        return run[start : start + size]

    def stretch(self, words: list[str], most: int = 4) -> str:
        """Neighbouring words, as they stand."""
        if len(words) == 1:
            return self.piece(words)
        start = self.random.randrange(len(words))
        chosen = words[start : start + self.random.randint(1, most)]
        chosen[0] = chosen[0][-3:] if is_cjk(chosen[0][0]) else chosen[0]
        chosen[-1] = chosen[-1][:3] if is_cjk(chosen[-1][0]) else chosen[-1]
        return " ".join(chosen)

    def word(self) -> Query:
        return Match(self.fields(), self.piece(self.words()))

    def phrase(self) -> Query:
        return Match(self.fields(), self.stretch(self.words()))

    def cjk(self) -> Query:
        for _ in range(50):
            found = [run for run in self.words() if is_cjk(run[0]) and len(run) > 2]
            if found:
                return Match(self.fields(), self.piece(found))
        return self.word()

    def lone(self) -> Query:
        """A single CJK character, alone or beside a word."""
        for _ in range(50):
            words = self.words()
            found = [run for run in words if is_cjk(run[0])]
            if found:
                char = self.random.choice(self.random.choice(found))
                others = [run for run in words if not is_cjk(run[0])]
                if others and self.random.random() < 0.5:
                    return Match(self.fields(), f"{self.random.choice(others)} {char}")
                return Match(self.fields(), char)
        return self.word()

    def name(self) -> Query:
        field = self.random.choice(NAMES)
        words = self.words(field)
        fields = self.random.choice([(field,), ("pa", "in")])
        if self.random.random() < 0.2 and (pattern := self.pattern(words)):
            return Wildcard(fields, pattern)
        return Match(fields, self.stretch(words, 2))

    def pattern(self, words: list[str]) -> str | None:
        run = self.random.choice(words)
        if is_cjk(run[0]):
            if self.random.random() < 0.5:
                return self.broken(words)
            return f"{run[:3]}*"
        cut = self.random.randint(2, max(2, len(run)))
        made = self.random.choice(
            [f"{run[:cut]}*", f"{run[:cut]}?{run[cut + 1 :]}", f"{run[:2]}*{run[-2:]}"]
        )
        return None if pattern_fault(made) else made

    def broken(self, words: list[str]) -> str:
        """A run of CJK characters, with a word beside it perhaps, that has a sign inside or a star."""
        at = self.random.randrange(len(words))
        text = words[at]
        if not is_cjk(text[0]) or len(text) < 3:
            return f"{text}*"
        start = self.random.randrange(len(text) - 2)
        text = text[start : start + self.random.randint(3, 6)]
        cut = self.random.randint(1, len(text) - 2)
        sign = self.random.choice(["*", "?", "{0,2}"])
        text = text[:cut] + sign + text[cut + self.random.choice([0, 1]) :]
        if start == 0 and at and not is_cjk(words[at - 1][0]):
            beside = words[at - 1]
            return self.random.choice([beside, f"*{beside[-1:]}", beside[-1:]]) + text
        return text

    def wildcard(self) -> Query:
        while (pattern := self.pattern(self.words())) is None:
            pass
        return Wildcard(self.fields(), pattern)

    def operand(self, words: list[str]) -> Operand:
        roll = self.random.random()
        if roll < 0.2 and (pattern := self.pattern(words)):
            return Pattern(pattern)
        if roll < 0.45:
            return Words(self.stretch(words, 3))
        return Words(self.piece(words))

    def step(self, most: int) -> Step:
        return Step(self.random.randint(1, most), self.random.random() < 0.4)

    def near(self) -> Query:
        words = self.words()
        return Near(self.fields(), (self.operand(words), self.operand(words)), (self.step(12),))

    def chain(self) -> Query:
        words = self.words()
        size = self.random.choice([3, 3, 4])
        most = 6 if size == 3 else 3
        operands = tuple(Words(self.piece(words)) for _ in range(size))
        if self.random.random() < 0.3:
            operands = (self.operand(words), *operands[1:])
        return Near(self.fields(), operands, tuple(self.step(most) for _ in operands[1:]))

    def groups(self) -> Query:
        words = self.words()
        one = AnyOf(tuple(self.operand(words) for _ in range(self.random.randint(1, 3))))
        other = AnyOf((self.operand(words), self.operand(self.words())))
        return Near(self.fields(), (one, other), (self.step(8),))

    def western(self) -> list[str]:
        """The runs of a sentence that are no CJK, in their case."""
        for _ in range(100):
            entry = self.random.choice(self.entries)
            texts = entry.raw[self.random.choice(TEXT)]
            if texts:
                sentence = self.random.choice(split_sentences(self.random.choice(texts)) or [""])
                found = runs(narrowed(sentence))
                if found and not any(is_cjk(run[0]) for run in found):
                    return found
        raise AssertionError("no text")

    def written(self) -> Query:
        """A word or phrase in its written form."""
        form = self.random.choice(["word", "case"])
        words = self.western()
        text = self.piece(words) if self.random.random() < 0.5 else self.stretch(words, 3)
        return Match(self.fields(), text, form)

    def loose(self, words: list[str]) -> str | None:
        """A wildcard anywhere in a word."""
        run = self.random.choice(words)
        if is_cjk(run[0]) or len(run) < 4:
            return None
        cut = self.random.randint(1, len(run) - 2)
        return self.random.choice([
            f"*{run[cut:]}", f"*{run[1:-1]}*", f"{run[:cut]}{{0,3}}{run[-1]}", f"?{run[1:]}",
            f"?{run}", f"{{1,2}}{run}", f"*?{run[1:]}", f"{{0,2}}{run[cut:]}",
            f"{run[:-1]}{{1,2}}",
        ])  # fmt: skip

    def bounded(self) -> Query:
        while (pattern := self.loose(self.western())) is None or len(pattern) < 4:
            pass
        return Wildcard(self.fields(), pattern)

    def misspelled(self, words: list[str]) -> tuple[str, int] | None:
        """A word with an edit or two, and how many edits are allowed."""
        run = self.random.choice(words)
        edits = self.random.choice([1, 1, 2])
        if is_cjk(run[0]) or len(run) < edits + 3:
            return None
        for _ in range(self.random.randint(0, edits)):
            cut = self.random.randint(0, len(run) - 2)
            run = self.random.choice([
                f"{run[:cut]}{run[cut + 1 :]}", f"{run[:cut]}e{run[cut:]}",
                f"{run[:cut]}{run[cut + 1]}{run[cut]}{run[cut + 2 :]}",
            ])  # fmt: skip
        return (run, edits) if len(run) >= edits + 2 else None

    def similar(self) -> Query:
        while True:
            field = self.random.choice([None, None, "pa", "in"])
            words = self.words(field)
            if (made := self.misspelled(words)) is None:
                continue
            if field is None and self.random.random() < 0.3:
                other = Words(self.piece(words))
                return Near(self.fields(), (Alike(*made), other), (self.step(8),))
            return Similar(self.fields() if field is None else (field,), *made)

    def together(self) -> Query:
        """Two to four things in a sentence or paragraph."""
        entry = self.random.choice(self.entries)
        texts = entry.raw[self.random.choice(TEXT)]
        if not texts:
            return self.word()
        words = runs(folded(self.random.choice(texts)))
        if not words:
            return self.word()
        unit = self.random.choice(["sentence", "paragraph"])
        size = self.random.choice([2, 2, 2, 3, 4])
        operands = tuple(self.operand(words) for _ in range(size))
        if self.random.random() < 0.3:
            operands = (AnyOf((operands[0], self.operand(words))), *operands[1:])
        if unit == "paragraph" and self.random.random() < 0.3:
            operands = (Sentence(operands[:2]), self.operand(words))
        within = self.random.choice([1, 1, 2, 3]) if unit == "sentence" else 1
        return Together(self.fields(), operands, unit, within)

    def flagged(self) -> Query:
        """Something in an independent claim, or in a claim of some number."""
        flag = Flag(self.random.choice(["independent", "1", "2", "5"]))
        return Together(("clm",), (self.operand(self.words("clm")), flag), "paragraph")

    def unless(self) -> Query:
        words = self.words()
        operands = (self.operand(words), self.operand(words))
        if self.random.random() < 0.3:
            inner = Chain((operands[0], self.operand(words)), (self.step(4),))
            operands = (inner, operands[1]) if self.random.random() < 0.7 else (operands[1], inner)
        if self.random.random() < 0.5:
            return Unless(self.fields(), *operands, step=self.step(9))
        return Unless(self.fields(), *operands, unit=self.random.choice(["sentence", "paragraph"]))

    def nested(self) -> Query:
        """A chain whose operand is a chain."""
        words = self.words()
        inner = Chain((self.operand(words), self.operand(words)), (self.step(4),))
        operands = (inner, self.operand(words))
        if self.random.random() < 0.5:
            operands = operands[::-1]
        return Near(self.fields(), operands, (self.step(5),))

    def forms(self) -> Query:
        """A chain with words in their written form, or wildcards anywhere."""
        words = self.western()
        pattern = self.loose(words)
        one = Pattern(pattern) if pattern else Words(self.piece(words), "word")
        other = Words(self.piece(words), self.random.choice(["stem", "word", "case"]))
        if self.random.random() < 0.5:
            return Near(self.fields(), (one, other), (self.step(8),))
        return Together(self.fields(), (one, other), "sentence")

    def linked(self) -> Query:
        """Documents beside those of a query, one or two steps away."""
        kinds = [self.word, self.keyword, self.symbol, self.name, lambda: self.tree(1)]
        inner = self.random.choice(kinds)()
        for _ in range(self.random.choice([1, 1, 2])):
            inner = Linked(self.random.choice(["cites", "cited_by", "family"]), inner)
        return inner

    def entry(self) -> Query:
        """Two things in one name."""
        words = self.words("pa")
        operands = (Words(self.piece(words)), Words(self.piece(words)))
        return Together(("pa", "in"), operands, "entry")

    def ordered(self) -> Query:
        """Symbols between two others, by the order of their scheme."""
        field = self.random.choice(["ipc", "ipc", "cpc", "loc"])
        places = sorted({n for e in self.entries for n in e.integers(f"{field}_key")} or {1})
        one, other = sorted(self.random.choice(places) for _ in range(2))
        return Range(f"{field}_key", *self.ends(one, other + self.random.choice([0, 0, 99])))

    def known(self) -> Query:
        """A list of documents, some of which are not there."""
        ids = [entry.publication.id for entry in self.entries]
        some = self.random.sample(ids, self.random.randint(0, len(ids) // 2))
        return Documents((*some, "XX1A"), self.random.choice([0.0, 1.0]))

    def many(self) -> Query:
        """A list of thousands of numbers, most of which nobody has."""
        field = self.random.choice(["pn", "an", "prn", "ct", "fam"])
        held = {v for e in self.entries for v in e.keywords(field)}
        some = self.random.sample(sorted(held), self.random.randint(0, len(held) // 2))
        first = self.random.randrange(10**6)
        others = [f"ZZ{n}" for n in range(first, first + self.random.choice([1_000, 3_000]))]
        return Keyword(field, (*some, *others))

    def combined(self) -> Query:
        """Words of a set of symbols, in one set or not in one."""
        sets = [text.split() for entry in self.entries for text in entry.raw["cpcset"]]
        if not sets:
            return self.symbol()
        words = self.random.choice(sets)
        one, other = (Words(self.random.choice(words)) for _ in range(2))
        return self.random.choice([
            Match(("cpcset",), one.text),
            Together(("cpcset",), (one, other), "entry"),
            Unless(("cpcset",), one, other, unit="entry"),
        ])  # fmt: skip

    def values(self, field: str) -> list[str]:
        for _ in range(100):
            entry = self.random.choice(self.entries)
            found = entry.symbols(field) if field in SCHEMES else entry.keywords(field)
            if found:
                return sorted(found)
        return ["none"]

    def keyword(self) -> Query:
        field = self.random.choice(KEYWORDS)
        values = [self.random.choice(self.values(field)) for _ in range(self.random.randint(1, 3))]
        return Keyword(field, tuple(values))

    def symbol(self) -> Query:
        field = self.random.choice(["ipc", "cpc", "ipc", "cpc", "loc"])
        symbol = self.random.choice(self.values(field))
        if field == "loc" or self.random.random() < 0.3:
            return Keyword(field, (symbol,))
        group = symbol.partition("/")[0]
        above = [symbol[:1], symbol[:3], symbol[:4], f"{group}/00", symbol]
        return Keyword(field, (f"{self.random.choice(above)}/low",))

    def prefix(self) -> Query:
        field = self.random.choice(["pn", "an", "ct", "cc", "kind", "ipc", "cpc"])
        value = self.random.choice(self.values(field))
        return Prefix(field, value[: self.random.randint(1, len(value))])

    def range(self) -> Query:
        field = self.random.choice(["py", "nclm"])
        middle = self.random.choice([n for e in self.entries for n in e.integers(field)] or [1])
        return Range(field, *self.ends(middle, middle + self.random.randint(0, 5)))

    def dates(self) -> Query:
        field = self.random.choice(["pd", "ad", "prd", "exp"])
        periods = [p for e in self.entries if (p := e.period(field))]
        one, other = sorted(self.random.choice(self.random.choice(periods)) for _ in range(2))
        return DateRange(field, *self.ends(one, other))

    def ends(self, low: int, high: int) -> tuple[int | None, int | None]:
        return self.random.choice(
            [(low, high), (low, high), (low, None), (None, high), (low, low), (None, None)]
        )

    def constant(self) -> Query:
        return self.random.choice([MatchAll(), MatchNone(), Match(TEXT, "--"), And(()), Or(())])
