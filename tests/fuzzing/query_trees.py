"""Random syntax trees over every construction of the canonical language, each by its number.

They are made as trees, not as text: what they mean is known without any reader, so that a reader
and a writer that are wrong in the same way are found out.
"""

import random

from indexer.fields import FIELDS, GROUPS, Field
from search_api.language import syntax as s

AT: s.Span = (0, 0)
OPERATORS = ["AND", "or", "NOT", "TO", "NEAR3", "near", "ADJ", "SENT2", "para", "with", "same", "L1", "S2", "und", "F", "2D"]  # fmt: skip
WORDS = [
    "solar", "Batteries", "pH", "AIDS", "X-ray", "AT&T", "C++", "C#", ".NET", "don't", "naïve", "3.5", "1,000", "50%", "µm",
    "CO2", "H01M10/0525", "e.g.", "input/output", "5G", "été", "Größe", "Straße", "батарея", "κύμα", "2010", "US7654321",
    "电池", "锂", "固态电解质", "5G通信", "α-烯烃", "LED灯", "太陽電池", "リチウム", "ｶﾅ", "배터리", "전지", "東京", "IPC分类",
    "a", "I", "the", "of", "fi", "ti", "pd", "past", "today", "x1", "1", "T-cell", "Dr. Who", "Müller", "李", "O'Neill", "ﬁlm",
]  # fmt: skip
WILD = [
    "batter*", "*gen", "*lectr*", "wom?n", "synchroni?ed", "colo{0,1}r", "increas{0,3}", "fold{1,2}", "co??nd*", "小*车", "5G*站",
    "电池*", "*通信*", "X-ray*", "ab{,3}c", "naï?e", "1?0", "太*池", "배?리", "?ab", "CO*-2",
]  # fmt: skip
NAMES = ["Siemens AG", "Li Wei", "Smith, John", "清华大学", "華為技術有限公司", "株式会社日立製作所", "삼성전자", "O'Neill & Co., Ltd.", "3M", "BASF SE"]  # fmt: skip
NUMBERS = {
    "publications": [
        "US7654321B2",
        "EP1000000",
        "CN101234567A",
        "WO2010123456",
        "JP2010123456A",
        "7,654,321",
        "EP10000*",
        "DE102010012345A1",
    ],
    "applications": ["US14166502", "CN200410018477.9", "EP05104792", "US14166*", "KR1020100012345"],
}
SYMBOLS = {
    "loc": ["15-07", "02-04", "15"],
    "fterm": ["2B003AA01", "5H029AJ03"],
    "uspc": ["435/6", "604/385.101", "D15/23"],
}
CLASSES = ["H01M10/0525", "H01M10/05", "H01M10/00", "H01M", "H01", "H", "G06F16/35", "B60L7/28", "A61K31/12", "B60L7/1*", "Y02E60/10"]  # fmt: skip
VALUES = {
    "kind": ["A", "B2", "A1", "U", "B*"],
    "right": ["invention", "utility_model", "design", "plant"],
    "stage": ["application", "grant", "search_report", "correction"],
    "lang": ["zh", "en", "de", "ja"],
    "has": ["claims", "citations", "drawings", "pdf"],
    "fam": ["12345678", "54321*"],
    "agy.code": ["11127", "121*"],
}
DAYS = ["1985", "1999-12-31", "2010", "2010-06", "2010-06-30", "2024-02-29", "2026-01"]
KEEP: list[s.Keep] = ["suffix", "order", "width"]
DISTANCES = [1, 1, 2, 3, 5, 10, 50, 200]


class TreeMaker:
    """Deterministic: the same seed gives the same trees."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        text = [f for f in FIELDS if f.kind == "text"]
        self.text = [f.name for f in text] + [
            g.name for g in GROUPS if g.name not in {"class", "names"}
        ]
        self.names = [f.name for f in FIELDS if f.kind == "name"] + ["names"]
        self.others = [f for f in FIELDS if f.kind not in {"text", "name"}]

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def tree(self, depth: int | None = None) -> s.Syntax:
        """A whole query."""
        depth = self.pick(0, 1, 1, 2, 2, 3) if depth is None else depth
        if depth == 0 or self.chance(0.1):
            return self.leaf()
        parts = tuple(self.tree(depth - 1) for _ in range(self.random.randint(2, 4)))
        made = self.pick("all", "all", "any", "any", "not", "boost", "call", "field", "group")
        match made:
            case "all":
                return s.AllOf(tuple(map(self.bracketed, parts)), AT)
            case "any":
                return s.AnyOf(tuple(map(self.bracketed, parts)), AT)
            case "not":
                return s.Negation(self.bracketed(parts[0]), AT)
            case "boost":
                return s.Boosted(s.Group(parts[0], AT), self.pick(0.5, 2, 10, 1.25, 100), AT)
            case "call":
                name = self.pick("CITES", "CITED_BY", "SAME_FAMILY")
                return s.Function(name, parts[0], AT)
            case "field":
                return s.Fielded(self.target(), s.Group(parts[0], AT), AT)
            case _:
                return s.Group(parts[0], AT)

    def bracketed(self, part: s.Syntax) -> s.Syntax:
        """Part of a row: brackets keep it one thing."""
        several = isinstance(part, s.AllOf | s.AnyOf | s.Negation | s.Proximity)
        return s.Group(part, AT) if several else part

    def leaf(self) -> s.Syntax:
        kind = self.random.random()
        if kind < 0.2:
            return self.words()
        if kind < 0.35:
            return s.Fielded(self.target(), self.words(), AT)
        if kind < 0.45:
            return s.Fielded((self.name(self.pick(*self.names)),), self.party(), AT)
        if kind < 0.7:
            return self.near()
        return self.valued(self.pick(*self.others))

    def name(self, text: str) -> s.FieldName:
        return s.FieldName(text, AT)

    def target(self) -> tuple[s.FieldName, ...]:
        """Text fields, one or several, of a language or of claims of one kind."""
        roll = self.random.random()
        one = self.pick(*self.text)
        if roll < 0.15:
            names = self.random.sample([*self.text, *self.names], self.random.randint(2, 3))
            return tuple(map(self.name, names))
        if roll < 0.25:
            one = self.pick("ti", "ab", "full", "tac", "desc")
            return (self.name(f"{one}@{self.pick('zh', 'en', 'de', 'ja', 'xx')}"),)
        if roll < 0.35:
            return (self.name(self.pick("clm.indep", "clm.1", "clm.12")),)
        return (self.name(one),)

    def word(self) -> str:
        roll = self.random.random()
        if roll < 0.12:
            return self.pick(*OPERATORS)
        return self.pick(*WILD) if roll < 0.3 else self.pick(*WORDS)

    def words(self) -> s.Syntax:
        form = self.pick("stem", "stem", "stem", "word", "case")
        if self.chance(0.35):
            text = " ".join(self.word() for _ in range(self.random.randint(1, 4)))
            return s.Quoted(text, AT, form)
        text = self.word()
        if self.chance(0.05):
            return s.Word(
                self.pick("colour", "batterie", "transformer", "été"),
                AT,
                similar=self.pick("", "1"),
            )
        if " " in text or text in OPERATORS or text[0] == "." or text[-1] in "+#":
            return s.Quoted(text, AT, form)  # as words they are refused or noted
        return s.Word(text, AT, form)

    def party(self) -> s.Syntax:
        roll = self.random.random()
        if roll < 0.6:
            keep = frozenset(self.random.sample(KEEP, self.pick(0, 0, 0, 1, 2)))
            return s.Quoted(self.pick(*NAMES), AT, self.pick("stem", "stem", "word"), keep)
        if roll < 0.8:
            return self.words()
        one, other = (s.Quoted(self.pick(*NAMES), AT) for _ in range(2))
        return s.Group(s.Proximity((one, other), (self.closeness("entry"),), AT), AT)

    def near(self) -> s.Syntax:
        """Words near each other, in every way they can be."""
        roll = self.random.random()
        if roll < 0.45:
            size = self.pick(2, 2, 2, 3, 4)
            made = self.chain(size)
        elif roll < 0.65:
            unit = self.pick("sent", "para")
            made = self.units(unit)
        elif roll < 0.8:
            kind = self.pick("near", "adj", "sent", "para")
            operands = (self.operand(), self.operand())
            made = s.Proximity(operands, (self.closeness(kind, negated=True),), AT)
        elif roll < 0.9:
            inner = s.Group(self.chain(2), AT)
            operands = self.pick((inner, self.operand()), (self.operand(), inner))
            made = s.Proximity(operands, (self.closeness(self.pick("near", "adj")),), AT)
        else:
            claim = s.Proximity((self.operand(), self.operand()), (self.closeness("claim"),), AT)
            return s.Fielded((self.name("clm"),), s.Group(claim, AT), AT)
        if self.chance(0.5):
            plain = all(one.kind in {"near", "adj"} for one in made.operators)
            names = self.target() if plain else (self.name(self.pick("ti", "clm", "desc", "tac")),)
            return s.Fielded(names, s.Group(made, AT), AT)
        return s.Group(made, AT)

    def chain(self, size: int) -> s.Proximity:
        operands = tuple(self.operand() for _ in range(size))
        kinds = [self.closeness(self.pick("near", "adj")) for _ in operands[1:]]
        return s.Proximity(operands, tuple(kinds), AT)

    def units(self, unit: str) -> s.Proximity:
        first = self.operand()
        if self.chance(0.3):
            first = s.Group(self.chain(2), AT)
        elif unit == "para" and self.chance(0.3):
            both = (self.operand(), self.operand())
            first = s.Group(s.Proximity(both, (self.closeness("sent", within=1),), AT), AT)
        operands = (first, *(self.operand() for _ in range(self.random.randint(1, 2))))
        within = self.pick(1, 1, 2, 3)
        operators = tuple(self.closeness(unit, within=within) for _ in operands[1:])
        return s.Proximity(operands, operators, AT)

    def closeness(self, kind, *, negated: bool = False, within: int = 1) -> s.Closeness:
        distance = None
        if kind in {"near", "adj"}:
            distance = self.pick(None, *DISTANCES)
        elif kind == "sent" and not negated:
            distance = within
        text = ("NOT " if negated else "") + kind.upper()
        return s.Closeness(kind, distance, text, AT, negated=negated)

    def operand(self) -> s.Syntax:
        if self.chance(0.25):
            parts = tuple(self.words() for _ in range(self.random.randint(2, 3)))
            return s.Group(s.AnyOf(parts, AT), AT)
        return self.words()

    def valued(self, field: Field) -> s.Syntax:
        """A condition on a field that is no text."""
        names = (self.name(field.name),)
        match field.kind:
            case "date":
                return self.ranged(names, DAYS)
            case "integer":
                return self.ranged(names, ["1", "7", "30", "2010", "2015"])
            case "symbol":
                return s.Fielded(self.classes(names), self.symbol(field.name), AT)
            case "set":
                return s.Fielded(names, self.combined(), AT)
            case "number":
                kind = "applications" if field.name in {"an", "prn"} else "publications"
                return s.Fielded(names, self.several(NUMBERS[kind]), AT)
            case _:
                if field.name.endswith("cc"):
                    return s.Fielded(names, self.several(["CN", "US", "EP", "JP"]), AT)
                return s.Fielded(names, self.several(VALUES.get(field.name, ["A1"])), AT)

    def combined(self) -> s.Syntax:
        """What stands in one combination set."""
        sets = ["C08F220/38", "H01M10/0525", "A61K31/00/low"]
        some: list[s.Syntax] = [s.Word(self.pick(*sets), AT)]
        if self.chance(0.5):
            some.append(s.Quoted(f"{self.pick('first', 'later', 'rank2')} {self.pick(*sets)}", AT))
        if self.chance(0.3):
            some.append(s.Fielded((self.name("office"),), s.Word(self.pick("US", "EP"), AT), AT))
        operators = tuple(self.closeness("entry") for _ in some[1:])
        return s.Group(s.Proximity(tuple(some), operators, AT), AT) if operators else some[0]

    def several(self, values: list[str]) -> s.Syntax:
        some = [s.Word(self.pick(*values), AT) for _ in range(self.pick(1, 1, 1, 2, 3))]
        return s.Group(s.AnyOf(tuple(some), AT), AT) if len(some) > 1 else some[0]

    def ranged(self, names: tuple[s.FieldName, ...], values: list[str]) -> s.Syntax:
        ends = sorted(self.random.choices(range(len(values)), k=2))
        one, other = (values[at] for at in ends)
        low, high = s.Word(one, AT), s.Word(other, AT)
        open_end = s.Word("*", AT)
        match self.pick("is", "between", "from", "until", "compared"):
            case "is":
                return s.Fielded(names, low, AT)
            case "between":
                return s.Fielded(names, s.Between(low, high, AT), AT)
            case "from":
                return s.Fielded(names, s.Between(low, open_end, AT), AT)
            case "until":
                return s.Fielded(names, s.Between(open_end, high, AT), AT)
        return s.Compared(names, self.pick(">=", "<=", ">", "<"), low, AT)

    def classes(self, names: tuple[s.FieldName, ...]) -> tuple[s.FieldName, ...]:
        return (
            (self.name("class"),) if names[0].text in {"ipc", "cpc"} and self.chance(0.3) else names
        )

    def symbol(self, field: str) -> s.Syntax:
        if field in SYMBOLS:
            return self.several(SYMBOLS[field])
        if field != "fi" and self.chance(0.15):
            one, other = sorted(
                self.random.sample(["C07C51/43", "C07C51/64", "C07C55/00", "H01M10/05"], 2)
            )
            return s.Between(s.Word(one, AT), s.Word(other, AT), AT)
        symbol = self.pick(*CLASSES)
        if "*" in symbol:
            return s.Word(symbol, AT)
        return s.Word(symbol + self.pick("", "", "/low", "/high", "/same"), AT)
