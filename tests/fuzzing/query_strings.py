"""Texts in a dialect, made from its own grammar: rules unfolded at random, then some of them spoilt.

The regular expressions of terminals are unfolded, too; what they look ahead or behind for is not, so
that texts at the edge of the grammar come up.
"""

import random
import re
from contextlib import suppress
from datetime import date
from functools import cache
from importlib import import_module
from unittest import mock

from lark import Lark
from lark.grammar import NonTerminal

from search_api.errors import QueryError
from search_api.language import DIALECTS, understand
from search_api.language.context import Context
from search_api.language.fields_of import FieldTable
from search_api.language.names import ALIASES
from search_api.language.parsing import Parser
from search_api.language.resolve import resolve
from search_api.language.translate import translate
from search_api.language.tree import to_text
from tests.fuzzing.query_trees import TreeMaker

try:  # its public name is deprecated
    from re import _constants as sre
    from re import _parser as sre_parse
except ImportError:  # pragma: no cover
    import sre_constants as sre
    import sre_parse

TODAY = date(2026, 3, 31)
SYLLABLES = ["ba", "ko", "mi", "ru", "te", "zo", "lan", "ster", "qui", "vox", "é", "ß"]
CHINESE = "电池固态锂离子电解质装置方法半导体通信"
VALUES = [
    "solar", "battery", "X-ray", "CO2", "5G通信", "α-烯烃", "H01M10/0525", "H01M", "G06F16/35", "B60L7/28", "US7654321B2", "US-20220297635-A1",
    "EP1000000", "CN101234567A", "2010", "20100101", "2010-06", "2010-06-31", "01.03.2010", "3/1/2010", "1/1/2020", "2009", "US", "CN", "I", "B2", "GRANT",
    "7,654,321", "200410018477.9", "ZL200410018477.9", "特開2010-123456", "10-2010-0012345", "电池", "锂", "太陽電池", "車体", "배터리", "清华大学", "O'Neill", "AT&T",
    "C++", "and", "or", "not", "with", "same", "near", "und", "within", "to", "L1", "S2", "1D", "2W", "F", "p", "TO", "AND", "NEAR3", "the",
]  # fmt: skip
PHRASES = [
    '"solar cell"',
    '"fuel cell stack"',
    '"固态 电池"',
    '"AND"',
    '"a b"',
    '"X-ray"',
    '"Google Inc"',
    '"20200101"',
    '"I"',
    '""',
]
SIGNS = [*"()[]{}\"':=/*?#$+~^-,.;&|\\<>@!%（）：“”，＝　", "//", "##", "->", ">=", "..", " AND ", " OR ", " NOT ", " and ", "\n", "\u200b", "\ud83d", "石墨烯", "L1"]  # fmt: skip
RARE = {"SET", "STATUS", "LINE", "SLOPPY", "REGEX", "OTHER", "DATABASE"}
NAMED = {"FIELD", "FIELDS", "NAME", "NAMED", "SUFFIX", "COMPARED", "NUMERIC"}
_RUN = re.compile(r"[^\W\d_][\w.]*")


@cache
def parser_of(dialect: str) -> Lark:
    """The parser that a dialect's reader uses."""
    seen = []

    def caught(self, text, *rest, **more):
        seen.append(self)
        return parse(self, text, *rest, **more)

    parse = Parser.parse
    with mock.patch.object(Parser, "parse", caught), suppress(QueryError):
        DIALECTS[dialect].module.read(Context("solar cell", TODAY))
    return seen[0].lark


@cache
def names_of(dialect: str) -> list[str]:
    """What the dialect calls its fields."""
    if dialect == "canonical":
        return sorted(name for name in ALIASES if name.isalpha())
    for name in (f"{dialect}_fields", f"{dialect}_reading", dialect):
        with suppress(ModuleNotFoundError):
            module = import_module(f"search_api.language.dialects.{name}")
            for table in vars(module).values():
                if isinstance(table, FieldTable):
                    return sorted(n for n in table.names if table.find(n))
    raise AssertionError(dialect)


class Unfolder:
    """Texts of one dialect; the same seed gives the same texts."""

    def __init__(self, dialect: str, seed: int) -> None:
        self.dialect = dialect
        self.random = random.Random(f"{dialect}{seed}")
        self.trees = TreeMaker(self.random.randrange(10**9))
        parser = parser_of(dialect)
        self.rules: dict[str, list[list]] = {}
        for rule in parser.rules:
            self.rules.setdefault(rule.origin.name, []).append(list(rule.expansion))
        self.patterns = {one.name: one.pattern for one in parser.terminals}
        self.heights = self._heights()
        self.names = names_of(dialect)
        self.words = 0

    def _heights(self) -> dict[str, int]:
        """How deep the least tree of each rule is."""
        heights: dict[str, int] = {}
        while len(heights) < len(self.rules):
            for name, choices in self.rules.items():
                found = [h for c in choices if (h := self._height(c, heights)) is not None]
                if found:
                    heights[name] = min(found) + 1
        return heights

    def _height(self, symbols: list, heights: dict[str, int]) -> int | None:
        inner = [heights.get(s.name) for s in symbols if isinstance(s, NonTerminal)]
        return None if None in inner else max(inner, default=0)

    def text(self) -> str:
        """A text of the grammar, a tree said in the dialect, or an example; perhaps spoilt."""
        roll = self.random.random()
        made = self._text() if roll < 0.4 else self.said() if roll < 0.9 else self.example()
        for _ in range(self.random.choice([0, 0, 0, 1, 1, 2])):
            made = self.spoilt(made)
        return made

    def said(self) -> str:
        """A random tree as the dialect's writer has it."""
        while True:
            with suppress(QueryError):
                tree = to_text(resolve(self.trees.tree(), Context("", TODAY)))
                meant = understand(tree, "canonical", today=TODAY)
                if text := translate(meant, self.dialect, today=TODAY).text:
                    return text

    def example(self) -> str:
        return self.random.choice(DIALECTS[self.dialect].module.EXAMPLES)

    def _text(self) -> str:
        self.words = 0
        room = self.random.choice([0, 1, 2, 3]) * self.heights["start"] // 3
        tokens = self._tokens("start", self.heights["start"] + room)
        made = ""
        for name, token in tokens:
            tight = made.endswith(("(", "[", " ", ":", "=", "/", "<", ">")) or token.startswith(
                (")", "]", ":", "=", "/")
            )
            gap = " " if self.random.random() < (0.15 if tight else 0.93) else ""
            if (
                name.startswith(("_", "PROX", "BOOL", "AND", "OR", "NOT", "NEAR", "SAME", "WITH"))
                and token[:1].isalpha()
            ):
                gap = " "
            made += gap + token if made else token
        return made

    def _tokens(self, name: str, depth: int) -> list[tuple[str, str]]:
        choices = self.rules[name]
        if depth <= self.heights[name]:
            heights = [self._height(c, self.heights) for c in choices]
            choices = [c for c, h in zip(choices, heights, strict=True) if h == min(heights)]
        tokens = []
        chosen = self.random.choice(choices)
        if chosen[0].name in RARE and self.random.random() < 0.97:
            chosen = self.random.choice(choices)
        for symbol in chosen:
            if isinstance(symbol, NonTerminal):
                tokens += self._tokens(symbol.name, depth - (symbol.name[0] != "_"))
            else:
                tokens.append((symbol.name, self._terminal(symbol.name)))
        return tokens

    def _terminal(self, name: str) -> str:
        pattern = self.patterns[name]
        regex = pattern.to_regexp()
        roll = self.random.random()
        if name == "WORD" and roll < 0.85:
            return self.word()
        if "PHRASE" in name and roll < 0.7:
            return self.random.choice(PHRASES) if roll < 0.3 else f'"{self.word()} {self.word()}"'
        made = self._regex(sre_parse.parse(regex))
        if made.count('"') % 2:
            made = made.replace('"', "")
        if name in NAMED and roll < 0.9:
            return _RUN.sub(lambda _: self.random.choice(self.names), made)
        return made

    def word(self) -> str:
        """A value people type, or a word nobody else does."""
        roll = self.random.random()
        if roll < 0.4:
            return self.random.choice(VALUES)
        if roll < 0.55:
            start = self.random.randrange(len(CHINESE) - 4)
            return CHINESE[start : start + self.random.randint(1, 4)]
        self.words += 1
        made = "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 3))) + str(
            self.words
        )
        sign = self.random.choice(["", "", "", "*", "?", "$", "+", "#", "$3", "??"])
        return made + sign if self.random.random() < 0.8 else sign + made

    def _regex(self, parts) -> str:
        return "".join(self._piece(op, value) for op, value in parts)

    def _piece(self, op, value) -> str:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.NOT_LITERAL:
            return self._outside([(sre.LITERAL, value)])
        if op is sre.ANY:
            return self.random.choice("ab1 ")
        if op is sre.IN:
            return self._outside(value[1:]) if value[0][0] is sre.NEGATE else self._inside(value)
        if op is sre.BRANCH:
            return self._regex(self.random.choice(value[1]))
        if op is sre.SUBPATTERN:
            return self._regex(value[3])
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
            least, most, inner = value
            most = min(most, least + 3)
            return "".join(self._regex(inner) for _ in range(self.random.randint(least, most)))
        return ""  # what it looks for around, and edges

    def _inside(self, choices) -> str:
        op, value = self.random.choice(choices)
        if op is sre.RANGE:
            return chr(self.random.randint(*value))
        if op is sre.CATEGORY:
            return {
                sre.CATEGORY_DIGIT: lambda: self.random.choice("0123456789"),
                sre.CATEGORY_SPACE: lambda: " ",
                sre.CATEGORY_WORD: lambda: self.random.choice("abcx12电"),
            }.get(value, lambda: self.random.choice(".-"))()
        return chr(value)

    def _outside(self, choices) -> str:
        shut = (
            re.compile(
                "[" + "".join(re.escape(chr(v)) for o, v in choices if o is sre.LITERAL) + "]"
            )
            if any(o is sre.LITERAL for o, _ in choices)
            else None
        )
        spaces = any(v is sre.CATEGORY_SPACE for o, v in choices if o is sre.CATEGORY)
        for _ in range(20):
            char = self.random.choice("abcdexyz0123456789电池é-'.")
            if not (shut and shut.match(char)) and not (spaces and char.isspace()):
                return char
        return "x"

    def spoilt(self, text: str) -> str:
        """A sign put in, a piece cut out, doubled or moved."""
        at = self.random.randint(0, len(text))
        size = self.random.randint(1, 6)
        match self.random.randrange(5):
            case 0 | 1:
                return text[:at] + self.random.choice(SIGNS) + text[at:]
            case 2:
                return text[:at] + text[at + self.random.choice([1, 1, 2, size]) :]
            case 3:
                return text[: at + size] + text[at:]
        other = self.random.randint(0, len(text))
        piece, rest = text[at : at + size], text[:at] + text[at + size :]
        return rest[:other] + piece + rest[other:]
