"""How long it takes to understand long queries, in every dialect, and to refuse what is too long.

Times are of the processor, so that what else runs counts less; the number of times that a bare
`str.split` of the same text takes tells machines apart.
"""

from collections.abc import Callable
from itertools import cycle, islice, product
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks.table import Row
from parsers.numbers import query_forms
from parsers.numbers.text import spellings
from search_api.errors import QueryError
from search_api.language import understand

TERMS, NUMBERS = 500, 10_000
_RUNS = 7
# (Of half a second for ten thousand numbers a fifth is left for the search.)
_BOUNDS = {"terms": 20.0, "numbers": 400.0, "refused": 50.0}
_HEADS = (
    "electro thermo nano micro hydro photo ferro poly cryo piezo mono multi ultra semi aero bio"
)
_TAILS = "lyte gram meter chemical static phase fibre layer sensor coating cell valve pump filter"
_WORDS = [head + tail for head, tail in product(_HEADS.split(), _TAILS.split())]


class Style(NamedTuple):
    """How a dialect writes; `fields` hold a group, `numbers` the list, parted by `between`."""

    fields: tuple[str, ...]
    numbers: str
    near: str
    truncated: str = "{}*"
    any_of: str = " OR "
    all_of: str = " AND "
    between: str = " OR "


STYLES = {
    "canonical": Style(("ti:({})", "ab:({})", "clm:({})", "({})"), "pn:({})", "({} NEAR3 {})"),
    "espacenet": Style(
        ("ti=({})", "ab=({})", "ta=({})", "ftxt=({})"), "pn=({})", "({} prox/distance<3 {})",
        any_of=" or ", all_of=" and ", between=" or ",
    ),
    "ppubs": Style(
        ("({}).ti.", "({}).ab.", "({}).clm.", "({})"), "({}).pn.", "({} NEAR3 {})", "{}$",
    ),
    "patft": Style(("TTL/({})", "ABST/({})", "ACLM/({})", "SPEC/({})"), "PN/({})", '"{} {}"', "{}$"),
    "google": Style(("TI=({})", "AB=({})", "CL=({})", "({})"), "({})", "({} NEAR/3 {})"),
    "patentscope": Style(
        ("EN_TI:({})", "EN_AB:({})", "EN_CL:({})", "FP:({})"), "PN:({})", "({} NEAR3 {})"
    ),
    "lens": Style(("title:({})", "abstract:({})", "claim:({})", "({})"), "ids:({})", '"{} {}"~3'),
    "patsnap": Style(("TTL:({})", "ABST:({})", "CLMS:({})", "TAC:({})"), "PN:({})", "({} $W3 {})"),
    "orbit": Style(("({})/TI", "({})/AB", "({})/CLMS", "({})/TX"), "({})/PN", "({} 2D {})", "{}+"),
    "cnipa": Style(
        ("发明名称=({})", "摘要=({})", "权利要求=({})", "关键词=({})"), "公开（公告）号=({})",
        "({} 2D {})", "{}+", between="；",
    ),
    "depatis": Style(
        ("TI=({})", "AB=({})", "CL=({})", "BI=({})"), "PN=({})", "({} (3A) {})", "{}?",
        any_of=" ODER ", all_of=" UND ", between=" ODER ",
    ),
    "jplatpat": Style(
        ("[({})/TI]", "[({})/AB]", "[({})/CL]", "[({})/TX]"), "[({})/PN]", "{},9N,{}", "{}?",
        any_of="+", all_of="*", between="+",
    ),
    "kipris": Style(
        ("TL=[{}]", "AB=[{}]", "CL=[{}]", "({})"), "OPN=[{}]", "({}^2{})", "{}",
        any_of="+", all_of="*", between="+",
    ),
}  # fmt: skip


def terms(style: Style, wanted: int = TERMS) -> str:
    """Groups of twenty words with a phrase, a truncated word, and one near another in each."""
    words = cycle(_WORDS)
    groups: list[str] = []
    for field in islice(cycle(style.fields), wanted // 20):
        group = list(islice(words, 19))
        group[3] = f'"{group[3]} module"'
        group[5] = style.truncated.format(group[5])
        group[7] = style.near.format(group[7], next(words))
        groups.append(field.format(style.any_of.join(group)))
    half = len(groups) // 2
    return style.all_of.join((*groups[:half], f"({style.any_of.join(groups[half:])})"))


def numbers(wanted: int = NUMBERS) -> list[str]:
    """Numbers of six offices."""
    random = Random(1)
    shapes = (
        lambda: f"US{random.randrange(6_000_000, 11_999_999)}B2",
        lambda: f"US20{random.randrange(10, 24)}{random.randrange(400_000):07}A1",
        lambda: f"EP{random.randrange(1_000_000, 4_000_000)}A1",
        lambda: f"CN1{random.randrange(1_000_000, 19_999_999):08}A",
        lambda: f"WO20{random.randrange(10, 24)}{random.randrange(200_000):06}A1",
        lambda: f"JP20{random.randrange(10, 24)}{random.randrange(400_000):06}A",
    )
    return [shapes[at % len(shapes)]() for at in range(wanted)]


def run(_work: Path) -> list[Row]:
    """A row per dialect and kind of text."""
    rows: list[Row] = []
    listed, much = numbers(), " OR ".join(f"w{at}" for at in range(20_000))
    for dialect, style in STYLES.items():
        texts = {
            "terms": (f"{TERMS} terms", terms(style)),
            "numbers": (f"{NUMBERS:,} numbers", style.numbers.format(style.between.join(listed))),
            "refused": ("20,000 words refused", much),
        }
        for kind, (name, text) in texts.items():
            rows.append(_row(f"{dialect}: {name}", text, dialect, _BOUNDS[kind]))
    return rows


def _row(name: str, text: str, dialect: str, bound: float) -> Row:
    notes: list[str] = []

    def read() -> None:
        query_forms.cache_clear()
        spellings.cache_clear()
        try:
            notes[:] = [f"{understand(text, dialect).words:,} conditions"]
        except QueryError as error:
            notes[:] = [f"{error.code} at {error.position}"]

    read()  # makes the parser
    taken, bare = _median(read), _median(text.split)
    notes.append(f"{len(text):,} characters, {taken / bare:,.0f} × split")
    return Row(name, taken, bound, "ms", higher_is_better=False, note=", ".join(notes))


def _median(work: Callable[[], object]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(_RUNS):
        started = process_time()
        work()
        times.append(process_time() - started)
    return max(median(times) * 1000, 1e-3)
