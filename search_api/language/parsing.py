"""A grammar of lark's run without trees: the methods of a builder get their children at once.

lark reads the grammar, resolves its conflicts, and makes the LALR table and the order of terminals.
Here is only the loop over them, several times as quick as lark's own, which keeps lines, columns
and places of every tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lark import Lark, Token
from lark.parsers.lalr_analysis import Shift
from lark.tree import Meta

_END = "$END"


class UnexpectedError(Exception):
    """A text that does not fit the grammar: `shown` cannot stand `at` its place.

    "" is the end of the text.
    """

    def __init__(self, at: int, shown: str) -> None:
        super().__init__(at, shown)
        self.at = at
        self.shown = shown


class _Rule(NamedTuple):
    """One alternative of a rule, `size` symbols long.

    `kept`: the children that are not left out, and whether each is a list put in for itself.
    `single`: one child alone stands for the rule; `unit`: so it always does. `method` is the place
    in `Parser.methods`; None gives the list of the children.
    """

    origin: str
    size: int
    kept: tuple[tuple[int, bool], ...]
    single: bool
    unit: bool
    method: int | None


@dataclass(slots=True, eq=False)
class _State:
    """`special`: terminals whose text may be a more special one without a pattern of its own.

    Patterns are compiled when a text first comes to the state: those of some grammars take long.
    """

    lexer: Any
    scan: Callable[[str, int], re.Match[str] | None] = field(init=False)
    special: dict[str, Callable[[str], str | None]] = field(init=False)
    shifts: dict[str, _State] = field(default_factory=dict)
    reduces: dict[str, _Rule] = field(default_factory=dict)
    gotos: dict[str, _State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scan = self._scan_first

    def _scan_first(self, text: str, at: int) -> re.Match[str] | None:
        scanner = self.lexer.scanner
        patterns = (f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in scanner.terminals)
        named = self.lexer.callback.items()
        self.special = {name: unless.scanner.fullmatch for name, unless in named}
        self.scan = re.compile("|".join(patterns)).match
        return self.scan(text, at)


class Parser:
    """The parser of an LALR grammar with a contextual lexer.

    Terminals named `_X` are left out. Blanks before a terminal are passed over: the grammar has to
    ignore them, and none of its terminals may begin with one that has to be there.
    """

    def __init__(self, lark: Lark) -> None:
        self.lark = lark
        self.methods: list[str] = []
        frontend: Any = lark.parser
        table = frontend.parser.parser.parse_table
        self._ignored = frozenset(lark.ignore_tokens)
        self._everywhere = _State(frontend.lexer.root_lexer)
        states = {name: _State(frontend.lexer.lexers[name]) for name in table.states}
        rules: dict[Any, _Rule] = {}
        for name, state in states.items():
            for symbol, (action, argument) in table.states[name].items():
                if action is not Shift:
                    if argument not in rules:
                        rules[argument] = self._rule(argument)
                    state.reduces[symbol] = rules[argument]
                else:
                    following = state.shifts if symbol.isupper() else state.gotos
                    following[symbol] = states[argument]
        self._first = states[table.start_states["start"]]
        self._last = states[table.end_states["start"]]

    def _rule(self, rule: Any) -> _Rule:
        kept = tuple(
            (at, not symbol.is_term and symbol.name.startswith("_"))
            for at, symbol in enumerate(rule.expansion)
            if not (symbol.is_term and symbol.filter_out)
        )
        size, single = len(rule.expansion), bool(rule.options.expand1 and not rule.alias)
        unit = single and size == 1 and kept == ((0, False),)
        method = None
        if not unit and not rule.origin.name.startswith("_"):
            name = str(rule.alias or rule.origin.name)
            if name not in self.methods:
                self.methods.append(name)
            method = self.methods.index(name)
        return _Rule(str(rule.origin.name), size, kept, single, unit, method)

    def parse(  # noqa: C901 - one loop: a call for each token would take as long as all the rest
        self, text: str, builder: object
    ) -> Any:
        """What the builder makes of the text; raises UnexpectedError, and whatever its methods do.

        A method gets where its rule stands, and the list of the rule's children.
        """
        methods = [getattr(builder, name, None) for name in self.methods]
        state, states = self._first, [self._first]
        values: list[Any] = []
        starts: list[int] = []
        ends: list[int] = []
        at, length = 0, len(text)
        while True:
            kind, end = _END, length
            while at < length and text[at] == " ":
                at += 1
            if at < length:
                found = state.scan(text, at)
                if found is None:
                    raise self._unknown(text, at)
                kind, end = str(found.lastgroup), found.end()
                if kind in self._ignored:
                    at = end
                    continue
                if kind in state.special:
                    kind = state.special[kind](text[at:end]) or kind
            while (following := state.shifts.get(kind)) is None:
                rule = state.reduces.get(kind)
                if rule is None:
                    raise UnexpectedError(at, text[at:end])
                size = rule.size
                if not rule.unit:
                    place = Meta()  # type: ignore[no-untyped-call]  # lark's
                    place.start_pos, place.end_pos, place.empty = starts[-size], ends[-1], False
                    values[-size:] = [_reduced(rule, values[-size:], methods, place)]
                    ends[-size:] = [place.end_pos]
                    if size > 1:
                        del starts[1 - size :]
                del states[-size:]
                before = states[-1]
                state = before.gotos[rule.origin]
                while (again := state.reduces.get(kind)) is not None and again.unit:
                    state = before.gotos[again.origin]
                states.append(state)
                if state is self._last and kind == _END:
                    return values[-1]
            state = following
            states.append(state)
            values.append(None if kind[0] == "_" else Token(kind, text[at:end], at))
            starts.append(at)
            ends.append(end)
            at = end

    def _unknown(self, text: str, at: int) -> UnexpectedError:
        """The terminal that cannot stand here, if it is one, or else the first character."""
        found = self._everywhere.scan(text, at)
        return UnexpectedError(at, found[0] if found else text[at])


def _reduced(rule: _Rule, found: list[Any], methods: list[Any], place: Meta) -> Any:
    children: list[Any] = []
    for at, several in rule.kept:
        if not several:
            children.append(found[at])
        elif children:
            children += found[at]
        else:
            children = found[at]  # a list that grows from the left is never copied
    if rule.method is None:
        return children
    if rule.single and len(children) == 1:
        return children[0]
    return methods[rule.method](place, children)
