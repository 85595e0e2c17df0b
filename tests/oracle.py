"""The judge of the engines: slow, obviously correct, knowing nothing of how they work.

It reads publications and decides for each whether a query matches. From the product it takes the
stem of a single word, where a sentence ends, the exact forms of document numbers, the spellings
of a name, when a right ends, what a wildcard stands for, what parts there are and the order of
symbols; runs, positions, phrases, chains, dates and class hierarchies are its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from opencc import OpenCC

from indexer.analysis import (
    NAMES,
    partition_of,
    pattern_fault,
    split_sentences,
    tokens,
    wildcards,
)
from indexer.documents import HAS
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
from parsers.family import computed_family
from parsers.model import Classification, Party, Publication, Reference
from parsers.names import index_forms as spellings
from parsers.numbers import index_forms
from parsers.symbols import sort_number
from parsers.terms import end_of_term

SCHEMES = {
    "ipc": "ipc",
    "cpc": "cpc",
    "loc": "locarno",
    "fi": "fi",
    "fterm": "fterm",
    "uspc": "uspc",
}
ROLES = {
    "pa": ("applicant", "assignee"),
    "in": ("inventor",),
    "ag": ("agent",),
    "agy": ("agency",),
    "exm": ("examiner",),
    "pa.entry": ("applicant", "assignee"),
    "in.entry": ("inventor",),
    "cpcset": (),
}
SIMPLIFIED = OpenCC("t2s")
Line = list[str]
Span = tuple[int, int]


@cache
def is_cjk(char: str) -> bool:
    name = unicodedata.name(char, "")
    signs = ("CJK UNIFIED", "CJK COMPAT", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC ITERATION")
    return name.startswith(signs) and (char.isalnum() or char == "ー")


def folded(text: str) -> str:
    """Full-width and other compatibility characters as their plain ones, lower case."""
    plain = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(p if len(p) == 1 else char for p, char in zip(plain, text, strict=True)).lower()


def marked(flag: str) -> str:
    return "\ua66e" + ("q" if flag == "independent" else f"n{flag}")


def narrowed(text: str) -> str:
    """Full-width and other compatibility characters as their plain ones, in their case."""
    plain = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(p if len(p) == 1 else char for p, char in zip(plain, text, strict=True))


@cache
def plain(run: str) -> str:
    """A run in lower case and without accents."""
    return stem(run.lower(), "xx")


def runs(text: str) -> list[str]:
    """Maximal runs of CJK characters, and of other letters and digits, cut after 80 characters."""
    return [run for run, _ in glued_runs(text)]


def glued_runs(text: str) -> list[tuple[str, bool]]:
    """The same, and whether each stands right behind the one before."""
    found: list[str] = []
    glued: list[bool] = []
    before = ""
    for char in text:
        kind = "cjk" if is_cjk(char) else "word" if char.isalnum() else ""
        if kind and (kind != before or (kind == "word" and len(found[-1]) == 80)):
            found.append("")
            glued.append(bool(before))
        if kind:
            found[-1] += char
        before = kind
    return list(zip(found, glued, strict=True))


@cache
def stem(word: str, analysis: str) -> str:
    (only,) = tokens(word, analysis)
    return only


class Token(str):
    """What stands at a position, and the word it was made of: plain, and as it is."""

    __slots__ = ("glued", "low", "raw")
    low: str
    raw: str
    glued: bool
    """Whether it stands right behind the one before."""

    @classmethod
    def of(cls, stem: str, raw: str | None = None, *, glued: bool = False) -> Token:
        made = cls(stem)
        made.glued = glued
        made.raw = stem if raw is None else raw
        made.low = stem if raw is None else plain(raw)
        return made


@cache
def _simple(char: str) -> str:
    new = SIMPLIFIED.convert(char)
    return new if len(new) == 1 else char


def simple(text: str, analysis: str) -> str:
    """Chinese text in simplified characters."""
    return "".join(map(_simple, text)) if analysis == "zh" else text


def sequence(text: str, analysis: str) -> Line:
    """What stands at each position: a stem, or two neighbouring CJK characters."""
    if analysis == NAMES:
        text = unspaced(text)
    text = simple(text, analysis)
    out: list[str] = []
    for run, glued in glued_runs(narrowed(text)):
        if not is_cjk(run[0]):
            out.append(Token.of(stem(run.lower(), analysis), run, glued=glued))
        elif len(run) == 1:
            out.append(Token.of(run, glued=glued))
        else:
            pairs = range(len(run) - 1)
            out += [Token.of(run[i : i + 2], glued=glued or i > 0) for i in pairs]
    return out


@cache
def asked(text: str, analysis: str) -> Line:
    return sequence(text, analysis)


def unspaced(text: str) -> str:
    """The text without blanks between CJK characters."""
    out = ""
    for i, char in enumerate(text):
        rest = text[i:].lstrip(" \u3000")
        if char in " \u3000" and out and is_cjk(out[-1]) and rest and is_cjk(rest[0]):
            continue
        out += char
    return out


def address(party: Party) -> list[str]:
    parts = (party.address, party.city, party.state, party.postcode, party.country)
    return [part for part in parts if part]


def class_sets(p: Publication) -> list[str]:
    """Each set of symbols as words that say which stand in it, at which place, and by whom."""
    sets: dict[tuple, list] = {}
    for one in p.classifications:
        if one.scheme == "cpc" and one.group:
            sets.setdefault((one.group, one.office), []).append(one)
    return [" ".join(set_words(office, some)) for (_, office), some in sets.items()]


def set_words(office: str | None, members: list[Classification]) -> list[str]:
    words = [f"office{office.lower()}"] if office else []
    for place, one in enumerate(members, 1):
        rank = one.rank or place
        symbol = one.symbol.lower()
        tops = {symbol[:1], symbol[:3], symbol[:4], symbol.partition("/")[0] + "/00", symbol}
        for name in [symbol, *(f"low{top}" for top in tops)]:
            plain = name.replace(" ", "x").replace("/", "x")
            words += [plain, f"first{plain}"] if rank == 1 else []
            words += [plain, f"rank{rank}{plain}", f"later{plain}"] if rank > 1 else []
    return sorted(set(words))


class Held:
    """The words of a sentence or a field, to tell at once what it cannot hold."""

    def __init__(self, tokens: Line) -> None:
        self.stems = frozenset(tokens)
        self.lows = frozenset(token.low for token in tokens)


class Sequence(list):
    """A sentence."""

    def __init__(self, tokens: Line) -> None:
        super().__init__(tokens)
        self.held = Held(tokens)
        self.places: dict[str, list[int]] = {}
        for place, token in enumerate(tokens):
            self.places.setdefault(token, []).append(place)
            self.places.setdefault(f"low {token.low}", []).append(place)


class Entry:
    """One publication, taken apart."""

    def __init__(self, publication: Publication) -> None:
        self.publication = p = publication
        self.partition = partition_of(p.language)
        self.raw: dict[str, list[str]] = {
            "ti": [t.text for t in p.title],
            "ab": [t.text for t in p.abstract],
            "clm": [c.text for c in p.claims],
            "desc": [s.text for s in p.description],
        }
        self.printed: dict[str, list[str]] = {}
        for field, roles in ROLES.items():
            found = [party for party in p.parties if party.role in roles]
            self.printed[field] = [party.name for party in found]
            self.raw[field] = [
                " ".join([form, *(address(party) if field.endswith(".entry") else ())])
                for party in found
                for form in spellings(party.name)
            ]
        self.raw["cpcset"] = class_sets(p)
        self.sentences: dict[str, list[Line]] = {}
        self.texts: dict[str, list[str]] = {}
        self.held: dict[str, Held] = {}
        self.paragraphs: dict[str, list[list[Line]]] = {}
        for field, texts in self.raw.items():
            name = field in ROLES
            cut = (
                [unspaced(t) for t in texts]
                if name
                else [s for t in texts for s in split_sentences(t)]
            )
            made = [sequence(s, self.analysis(field)) for s in cut]
            self.texts[field] = [
                folded(simple(s, self.analysis(field)))
                for s, m in zip(cut, made, strict=True)
                if len(m) <= 256
            ]
            self.paragraphs[field] = [p for n in range(len(texts)) for p in self._cut(field, n)]
            self.sentences[field] = [s for part in self.paragraphs[field] for s in part]
            self.held[field] = Held([token for s in self.sentences[field] for token in s])

    def _cut(self, field: str, number: int) -> list[list[Line]]:
        """The sentences of one text, 32 a paragraph, those of claims with their flags."""
        text = self.raw[field][number]
        parts = [text] if field in ROLES else split_sentences(text)
        made = [sequence(s, self.analysis(field)) for s in parts]
        cut = [s[i : i + 256] for s in made for i in range(0, len(s), 256)]
        paragraphs = [cut[i : i + 32] for i in range(0, len(cut), 32)]
        if field == "clm":
            claim = self.publication.claims[number]
            flags = [*(["independent"] if claim.independent else []), str(claim.number)]
            for paragraph in paragraphs:
                paragraph[0] = [*(Token.of(marked(f)) for f in flags), *paragraph[0]]
        return [[Sequence(sentence) for sentence in paragraph] for paragraph in paragraphs]

    def analysis(self, field: str) -> str:
        return NAMES if field in ROLES else self.partition

    def keywords(self, field: str) -> set[str]:
        p = self.publication
        match field:
            case "cc":
                return {p.office}
            case "kind":
                return {p.kind} if p.kind else set()
            case "right" | "stage":
                return {getattr(p, field)}
            case "lang":
                return {p.language}
            case "fam":
                return {p.family} if p.family else set()
            case "pa.cc" | "in.cc":
                roles = ROLES[field[:2]]
                return {x.country for x in p.parties if x.role in roles and x.country}
            case "as.cc":
                return {x.country for x in p.parties if x.role == "assignee" and x.country}
            case "an.cc":
                return {p.application.office} if p.application else set()
            case "prn.cc":
                return {one.office for one in p.priorities}
            case "has":
                return {name for name, test in HAS.items() if test(p)}
            case "agy.code":
                return {x.code for x in p.parties if x.role == "agency" and x.code}
            case "pn":
                return set(index_forms(p.office, p.number, p.kind, "pn"))
            case "an":
                return self._forms([p.application] if p.application else [], "an")
            case "prn":
                return self._forms(p.priorities, "prn")
            case "ct":
                return self._forms([c.document for c in p.citations if c.document], "ct")
            case "pa_name":
                names = [x.name for x in p.parties if x.role in ROLES["pa"]]
                plain = (unicodedata.normalize("NFKC", " ".join(name.split())) for name in names)
                return {unspaced(" ".join(name.split())).upper() for name in plain}
            case "ipc4" | "cpc4":
                return {s[:4] for s in self.symbols(field[:3]) if len(s) >= 4}
        raise AssertionError(field)

    def symbols(self, field: str) -> set[str]:
        scheme = SCHEMES[field]
        return {c.symbol for c in self.publication.classifications if c.scheme == scheme}

    def has_symbol(self, field: str, value: str) -> bool:
        """Whether a symbol is the one asked for, or (`/low`) lies at or below it."""
        if not value.endswith("/low"):
            return value in self.symbols(field)
        top = value.removesuffix("/low")
        group, slash, subgroup = top.partition("/")
        for symbol in self.symbols(field):
            if symbol == top:
                return True
            if not slash and len(top) <= 4 and symbol.startswith(top):
                return True
            if slash and subgroup == "00" and symbol.startswith(f"{group}/"):
                return True
        return False

    def _forms(self, references: Iterable[Reference], what: str) -> set[str]:
        return {f for r in references for f in index_forms(r.office, r.number, r.kind, what)}

    def period(self, field: str) -> tuple[int, int] | None:
        """First and last day of a date that may be a month or a year."""
        p = self.publication
        dates = {"pd": p.date, "ad": p.filing_date, "prd": p.priority_date}
        date = end_of_term(p) if field == "exp" else dates[field]
        if not date:
            return None
        year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
        last_month = month or 12
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        lengths = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        first = year * 10000 + (month or 1) * 100 + (day or 1)
        return first, year * 10000 + last_month * 100 + (day or lengths[last_month - 1])

    def integers(self, field: str) -> list[int]:
        p = self.publication
        if field == "py":
            return [int(p.date[:4])] if p.date else []
        if field.endswith("_key"):
            column = field.removesuffix("_key")
            places = (sort_number(SCHEMES[column], symbol) for symbol in self.symbols(column))
            return [place for place in places if place is not None]
        counts = Counter(claim.lang for claim in p.claims)
        return [counts[p.language] or max(counts.values())] if counts else []


LIBRARY: list[Entry] = []
"""All publications, for conditions on other documents than the one looked at."""

WORDS: list[frozenset[str]] = []
"""What `every_word` found in them."""


@cache
def findings(query: Query) -> list[Publication]:
    return [entry.publication for entry in LIBRARY if matches(query, entry)]


def linked(relation: str, inner: Query, entry: Entry) -> bool:
    p = entry.publication
    for o in findings(inner):
        if relation == "family":
            one, two = ({x.family, computed_family(x)} - {None} for x in (p, o))
            if one & two:
                return True
        citing, cited = (p, o) if relation == "cites" else (o, p)
        documents = [c.document for c in citing.citations if c.document]
        if relation != "family" and any(
            (d.office, d.number) == (cited.office, cited.number) for d in documents
        ):
            return True
    return False


def matches(query: Query, entry: Entry) -> bool:
    match query:
        case MatchAll():
            return True
        case MatchNone():
            return False
        case And(queries):
            return all(matches(one, entry) for one in queries)
        case Or(queries):
            return any(matches(one, entry) for one in queries)
        case Not(inner):
            return not matches(inner, entry)
        case Filter(inner) | Boost(inner):
            return matches(inner, entry)
        case Match(fields, text, "stem"):
            return any(has_text(entry, field, text) for field in fields)
        case Match(fields, text, "typed"):
            return any(has_typed(name, text) for f in fields for name in entry.printed.get(f, ()))
        case Match(fields, text, form):
            return any(has_chain(entry, field, [Words(text, form)], ()) for field in fields)
        case Wildcard(fields, pattern):
            return any(has_pattern(entry, field, pattern) for field in fields)
        case Similar(fields, word, edits):
            return any(has_similar(entry, field, word, edits) for field in fields)
        case Together(fields, operands, unit, near_by):
            return any(has_together(entry, f, operands, unit, near_by) for f in fields)
        case Unless(fields):
            return any(has_alone(entry, field, query) for field in fields)
        case Near(fields, operands, steps):
            return any(has_chain(entry, field, list(operands), steps) for field in fields)
        case Keyword(field, values) if field in SCHEMES:
            return any(entry.has_symbol(field, value) for value in values)
        case Keyword(field, values):
            return not entry.keywords(field).isdisjoint(values)
        case Prefix(field, prefix):
            found = entry.symbols(field) if field in SCHEMES else entry.keywords(field)
            return any(value.startswith(prefix) for value in found)
        case Range(field, low, high):
            numbers = entry.integers(field)
            return any((low is None or n >= low) and (high is None or n <= high) for n in numbers)
        case Documents(ids):
            return entry.publication.id in ids
        case Linked(relation, inner):
            return linked(relation, inner, entry)
        case DateRange(field, low, high):
            period = entry.period(field)
            return bool(period) and within(period, low, high)
    raise AssertionError(query)


def within(period: Span | None, low: int | None, high: int | None) -> bool:
    return (
        period is not None
        and (high is None or period[0] <= high)
        and (low is None or period[1] >= low)
    )


def has_typed(name: str, text: str) -> bool:
    """Whether a name as printed has the text, in any case, not cut out of a longer word."""
    name, text = name.lower(), text.lower()

    def inside(at: int, sign: str) -> bool:
        outside = 0 <= at < len(name)
        return outside and name[at].isalnum() and sign.isalnum() and not is_cjk(sign)

    starts = [at for at in range(len(name)) if name.startswith(text, at)]
    return any(
        not inside(at - 1, text[0]) and not inside(at + len(text), text[-1]) for at in starts
    )


@cache
def runs_of(text: str, analysis: str) -> list[str]:
    return runs(folded(simple(unspaced(text) if analysis == NAMES else text, analysis)))


def has_text(entry: Entry, field: str, text: str) -> bool:
    """One CJK run is looked for as a substring; anything else by positions."""
    found = runs_of(text, entry.analysis(field))
    if (
        len(found) == 1
        and is_cjk(found[0][0])
        and len(entry.texts[field]) == len(entry.sentences[field])
    ):
        return any(found[0] in sentence for sentence in entry.texts[field])
    return has_chain(entry, field, [Words(text)], ())


def has_pattern(entry: Entry, field: str, pattern: str) -> bool:
    bare = folded(pattern).strip("*")
    if bare and all(is_cjk(char) for char in bare):
        return has_text(entry, field, bare)
    if any(is_cjk(char) for char in bare):
        wanted = simple(folded(pattern), entry.analysis(field))
        return any(next(fitting(wanted, sentence), None) for sentence in entry.texts[field])
    return not entry.held[field].lows.isdisjoint(shaped(pattern))


def has_similar(entry: Entry, field: str, word: str, edits: int) -> bool:
    return not entry.held[field].lows.isdisjoint(alike(word, edits))


def every_word() -> frozenset[str]:
    """All words of the library that are no CJK, as they are written but for case and accents."""
    if not WORDS:
        lows = frozenset().union(*(held.lows for e in LIBRARY for held in e.held.values()))
        WORDS.append(frozenset(w for w in lows if not is_cjk(w[0]) and w[0] != "\ua66e"))
    return WORDS[0]


@cache
def shaped(pattern: str) -> frozenset[str]:
    """The words of the library that fit a pattern."""
    return frozenset(filter(shape(folded(pattern)), every_word()))


@cache
def alike(word: str, edits: int) -> frozenset[str]:
    wanted = plain(narrowed(word))
    near = (w for w in every_word() if abs(len(w) - len(wanted)) <= edits)
    return frozenset(w for w in near if is_similar(wanted, w, edits))


@cache
def is_similar(one: str, other: str, edits: int) -> bool:
    """By trying every edit at every letter; neighbours that were swapped stay as they are."""
    if not one or not other or not edits:
        return one == other or (not (one and other) and len(one + other) <= edits)
    if one[0] == other[0] and is_similar(one[1:], other[1:], edits):
        return True
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if len(one) > 1 < len(other) and one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return any(is_similar(a, b, edits - 1) for a, b in ways)


@cache
def inside_runs(pattern: str) -> re.Pattern[str]:
    """CJK characters with signs among them that stand for further letters or characters."""
    made = ""
    for piece in re.split(r"(\*|\?|\{\d*,\d*\})", pattern.strip("*")):
        if bounds := re.fullmatch(r"\{(\d*),(\d*)\}", piece):
            made += f"[^\\W_]{{{bounds[1] or 0},{bounds[2] or 80}}}"
        else:
            made += {"*": r"[^\W_]*", "?": r"[^\W_]"}.get(piece) or re.escape(piece)
    return re.compile(made)


def fitting(pattern: str, text: str) -> Iterator[Span]:
    """Every stretch of a text that fits; a word at an end is a whole one unless a star stands there."""
    made, bare = inside_runs(pattern), pattern.strip("*")
    western = [char.isalnum() and not is_cjk(char) for char in text] + [False]
    whole_start = pattern[0] != "*" and not is_cjk(bare[0])
    whole_end = pattern[-1] != "*" and not is_cjk(bare[-1])
    for start in range(len(text)):
        if not made.match(text, start) or (whole_start and western[start - 1]):
            continue
        for end in range(start + 1, len(text) + 1):
            if made.fullmatch(text, start, end) and not (whole_end and western[end]):
                yield start, end


def places_fitting(pattern: str, sentence: Sequence) -> list[Span]:
    """The same by the positions of a sentence: all pairs a stretch has a part in at its ends."""
    text, places = "", []
    found: set[Span] = set()
    for at, token in enumerate([*sentence, Token.of("")]):
        if not token.glued and text:
            for start, end in fitting(pattern, text):
                ends = (places[start][-1], places[end - 1][0])
                found.add((min(ends), max(ends)))
            text, places = "", []
        run = token.raw.lower()
        if text and run and is_cjk(run[0]) and is_cjk(text[-1]):
            places[-1].append(at)
            run = run[1:]
        text += run
        places += [[at] for _ in run]
    return sorted(found)


@cache
def shape(pattern: str):
    """Whether a word in plain letters fits `*`, `?` and `{m,n}`."""
    made = ""
    for piece in re.split(r"(\*|\?|\{\d*,\d*\})", pattern):
        if bounds := re.fullmatch(r"\{(\d*),(\d*)\}", piece):
            made += f".{{{bounds[1] or 0},{bounds[2] or 80}}}"
        else:
            made += {"*": ".*", "?": ".", "": ""}.get(piece) or (plain(piece) if piece else "")
    return re.compile(made).fullmatch


def may_hold(operand: Operand, held: Held, analysis: str) -> bool:
    """False where a word of the operand is missing altogether."""
    match operand:
        case Words(text, "stem"):
            return all(w in held.stems or is_lone(w) for w in asked(text, analysis))
        case Words(text):
            return all(is_lone(w) or w.low in held.lows for w in asked(text, analysis))
        case AnyOf(operands):
            return any(may_hold(one, held, analysis) for one in operands)
        case Chain(operands) | Sentence(operands):
            return all(may_hold(one, held, analysis) for one in operands)
        case Alike(word, edits):
            return not held.lows.isdisjoint(alike(word, edits))
        case Flag(name):
            return marked(name) in held.stems
        case Pattern(pattern) if pattern_fault(pattern) and not any(map(is_cjk, pattern)):
            return not held.lows.isdisjoint(shaped(pattern))
    return True


def is_lone(token: str) -> bool:
    return len(token) == 1 and is_cjk(token)


@cache
def is_run(pattern: str) -> bool:
    """Whether wildcards stand at the ends of a run of CJK characters only."""
    return all(is_cjk(char) for char in folded(pattern).strip("*"))


def has_together(
    entry: Entry, field: str, operands: tuple[Operand, ...], unit: str, near_by: int
) -> bool:
    if not all(may_hold(one, entry.held[field], entry.analysis(field)) for one in operands):
        return False
    for paragraph in entry.paragraphs[field]:
        places = [
            [n for n, s in enumerate(paragraph) if spans(one, s, entry.analysis(field))]
            for one in operands
        ]
        if not all(places):
            continue
        if unit == "paragraph" and field not in ROLES:
            return True
        for first in range(len(paragraph)):
            window = range(first, first + near_by)
            if all(any(n in window for n in some) for some in places):
                return True
    return False


def has_alone(entry: Entry, field: str, query: Unless) -> bool:
    operand, other, step, unit = query.operand, query.other, query.step, query.unit
    analysis = entry.analysis(field)
    if not may_hold(operand, entry.held[field], analysis):
        return False
    for paragraph in entry.paragraphs[field]:
        for sentence in paragraph:
            found = spans(operand, sentence, analysis)
            if not found:
                continue
            if unit == "paragraph" and field not in ROLES:
                others = [span for s in paragraph for span in spans(other, s, analysis)]
            else:
                others = spans(other, sentence, analysis)
            for span in found:
                if not any(step is None or stands(span, one, step) for one in others):
                    return True
    return False


def stands(left: Span, right: Span, step: Step) -> bool:
    return 0 < right[0] - left[1] <= step.distance or (
        not step.ordered and 0 < left[0] - right[1] <= step.distance
    )


def has_chain(entry: Entry, field: str, operands: list[Operand], steps: tuple) -> bool:
    if not all(may_hold(one, entry.held[field], entry.analysis(field)) for one in operands):
        return False
    for sentence in entry.sentences[field]:
        ends = set(spans(operands[0], sentence, entry.analysis(field)))
        for step, operand in zip(steps, operands[1:], strict=True):
            group = spans(operand, sentence, entry.analysis(field)) if ends else ()
            ends = {
                right
                for right in group
                for left in ends
                if 0 < right[0] - left[1] <= step.distance
                or (not step.ordered and 0 < left[0] - right[1] <= step.distance)
            }
        if ends:
            return True
    return False


def spans(operand: Operand, sentence: Line, analysis: str) -> list[Span]:
    """First and last position of every occurrence of the operand."""
    if not may_hold(operand, sentence.held, analysis):
        return []
    match operand:
        case AnyOf(operands):
            return [span for one in operands for span in spans(one, sentence, analysis)]
        case Words(text, "stem"):
            return phrases(asked(text, analysis), sentence)
        case Words(text, form):
            return phrases(asked(text, analysis), sentence, form)
        case Alike(word, edits):
            wanted = alike(word, edits)
            return [(i, i) for i, token in enumerate(sentence) if token.low in wanted]
        case Flag(name):
            return [(i, i) for i, token in enumerate(sentence) if token == marked(name)]
        case Chain(operands, steps):
            found = {(span, span) for span in spans(operands[0], sentence, analysis)}
            for step, one in zip(steps, operands[1:], strict=True):
                found = {
                    (span, (min(whole[0], span[0]), max(whole[1], span[1])))
                    for span in spans(one, sentence, analysis)
                    for last, whole in found
                    if stands(last, span, step)
                }
            return [whole for _, whole in found]
        case Sentence(operands):
            every = all(spans(one, sentence, analysis) for one in operands)
            return [(0, len(sentence) - 1)] if every else []
        case Pattern(pattern):
            if is_run(pattern):
                return phrases(asked(folded(pattern).strip("*"), analysis), sentence)
            if any(map(is_cjk, pattern)):
                return places_fitting(simple(folded(pattern), analysis), sentence)
            if pattern_fault(pattern):
                wanted = shaped(pattern)
                return [(i, i) for i, token in enumerate(sentence) if token.low in wanted]
            fits = word_test(pattern, analysis)
            return [(i, i) for i, token in enumerate(sentence) if fits(token)]
    raise AssertionError(operand)


def phrases(wanted: Line, sentence: Line, form: str = "stem") -> list[Span]:
    size = len(wanted)
    if not size:
        return []
    return [
        (i, i + size - 1)
        for i in starts(wanted, sentence, form)
        if 0 <= i <= len(sentence) - size
        if all(same(wanted, n, sentence[i + n], form) for n in range(size))
        and not any(runs_on(wanted, n, sentence[i + n]) for n in range(1, size))
    ]


def runs_on(wanted: Line, place: int, token: Token) -> bool:
    """Whether a run of the phrase that begins here would only go on with the one before."""
    one, other = wanted[place - 1], wanted[place]
    return token.glued and not other.glued and is_cjk(one[0]) and one[-1] == other[0]


def starts(wanted: Line, sentence: Sequence, form: str) -> Iterable[int]:
    """Where a phrase may begin: where its first whole word is."""
    for n, word in enumerate(wanted):
        if not is_lone(word):
            places = sentence.places.get(word if form == "stem" else f"low {word.low}", ())
            return [place - n for place in places]
    return range(len(sentence))


def same(wanted: Line, place: int, token: str, form: str) -> bool:
    """A lone CJK character stands for any pair that has it, but meets its neighbours if it has any."""
    char = wanted[place]
    if len(char) > 1 or not is_cjk(char):
        return {
            "stem": char == token,
            "word": char.low == token.low,
            "case": char.raw == token.raw,
        }[form]
    begins, ends = place > 0, place < len(wanted) - 1
    if begins and ends:
        return token == char
    return (
        char in token
        and token.startswith(char if begins else "")
        and token.endswith(char if ends else "")
    )


@cache
def word_test(pattern: str, analysis: str):
    found = wildcards(pattern, analysis)
    shapes = [
        re.compile(re.escape(p).replace(r"\*", ".*").replace(r"\?", ".")) for p in found.patterns
    ]
    fits = lambda token: token in found.terms or any(s.fullmatch(token) for s in shapes)  # noqa: E731
    return lru_cache(maxsize=None)(fits)


class Oracle:
    def __init__(self, publications: Iterable[Publication]) -> None:
        self.entries = {p.id: Entry(p) for p in publications}
        LIBRARY[:] = self.entries.values()
        WORDS.clear()
        for cached in (findings, shaped, alike):
            cached.cache_clear()

    def hits(self, query: Query) -> set[str]:
        return {identity for identity, entry in self.entries.items() if matches(query, entry)}

    def counts(self, query: Query, column: str) -> dict[str, int]:
        """Number of hits per value of a facet's column."""
        counter: Counter[str] = Counter()
        for identity in self.hits(query):
            entry = self.entries[identity]
            values = map(str, entry.integers("py")) if column == "py" else entry.keywords(column)
            counter.update(set(values))
        return dict(counter)
