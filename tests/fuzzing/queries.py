"""`python -m tests.fuzzing.queries`: texts of every dialect's grammar, and trees said in all dialects.

Exit code 1 if a text is misread, or a tree does not read back as it was printed.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from search_api.errors import QueryError
from search_api.language import AUTO, DIALECTS, Understood, understand
from search_api.language.context import Context
from search_api.language.dialects import named
from search_api.language.resolve import resolve
from search_api.language.translate import translate
from search_api.language.tree import to_query, to_text
from search_api.language.writing import Losses
from search_api.messages import MESSAGES
from tests.fuzzing.query_judge import judge, outcome
from tests.fuzzing.query_strings import TODAY, Unfolder
from tests.fuzzing.query_trees import TreeMaker

UNSAID = {"lost_meaning", "lost_unreadable"}
"""Losses that were noticed only because what was written was read again."""


TOO_MUCH = MESSAGES["too_complex"].en
"""Said field by field, a query may be more than can be asked."""


class Finding(NamedTuple):
    dialect: str
    text: str
    wrong: str


@dataclass
class Tally:
    """What became of the texts, or trees, of one dialect."""

    count: int = 0
    kept: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.count += other.count
        self.kept += other.kept
        self.codes += other.codes
        self.slowest = max(self.slowest, other.slowest)
        self.findings += other.findings


def strings(dialect: str, seed: int, count: int) -> Tally:
    """Judge texts of a dialect, each read in it and in whatever it is taken for."""
    tally, made = Tally(count=count), Unfolder(dialect, seed)
    for _ in range(count):
        text = made.text()
        began = time.process_time()
        found = _quietly(text, dialect)
        tally.slowest = max(tally.slowest, time.process_time() - began)
        tally.kept += isinstance(found, Understood)
        tally.codes[found.code if isinstance(found, QueryError) else ""] += 1
        taken = _quietly(text, AUTO)
        alike = isinstance(taken, Understood) and taken.dialect == dialect
        for way in (dialect, AUTO):
            if wrong := judge(text, way, thorough=way == dialect or not alike):
                tally.findings.append(Finding(way, text, wrong))
    return tally


def _quietly(text: str, dialect: str) -> Understood | QueryError | None:
    """None where something breaks, which is for the judge to tell."""
    with suppress(Exception):
        return outcome(text, dialect)
    return None


def printed(seed: int, count: int) -> Tally:
    """Trees printed in three ways and read again."""
    tally, made = Tally(count=count), TreeMaker(seed)
    canonical = named("canonical").module
    for _ in range(count):
        syntax = made.tree()
        written = canonical.write(syntax, Losses())
        try:
            tree = resolve(syntax, Context("", TODAY))
            query, text = to_query(tree), to_text(tree)
            found = understand(text, "canonical", today=TODAY)
            brief = understand(found.brief, "canonical", today=TODAY)
            typed = understand(written, "canonical", today=TODAY)
        except QueryError as error:
            tally.codes[error.code] += 1
            if error.code != "QUERY_TOO_COMPLEX":
                tally.findings.append(Finding("canonical", written, error.message))
            continue
        tally.kept += 1
        if not found.query == brief.query == typed.query == query:
            tally.findings.append(Finding("canonical", text, f"reads back as {found.text}"))
        elif found.text != text:
            tally.findings.append(Finding("canonical", text, f"prints as {found.text}"))
    return tally


def translated(dialect: str, seed: int, count: int) -> Tally:
    """Trees said in a dialect and read there: the same query, or a loss that was told."""
    tally, made = Tally(), TreeMaker(seed)
    for _ in range(count):
        try:
            text = to_text(resolve(made.tree(), Context("", TODAY)))
            meant = understand(text, "canonical", today=TODAY)
        except QueryError:
            continue
        said = translate(meant, dialect, today=TODAY)
        lost = {notice.key for notice in said.losses}
        tally.count += 1
        tally.kept += not lost
        tally.codes.update(notice.note("en").code for notice in said.losses)
        if lost & UNSAID and not any(TOO_MUCH in one.values.values() for one in said.losses):
            told = "; ".join(str(one.values) for one in said.losses)
            tally.findings.append(Finding(dialect, meant.brief, f"{said.text}: {told}"))
    return tally


def _part(job: tuple) -> tuple[str, str, Tally]:
    what, dialect, seed, count = job
    match what:
        case "strings":
            return what, dialect, strings(dialect, seed, count)
        case "translated":
            return what, dialect, translated(dialect, seed, count)
    return what, dialect, printed(seed, count)


def jobs(seed: int, texts: int, trees: int) -> Iterator[tuple]:
    """Pieces of work, a few hundred cases each."""
    for name in DIALECTS:
        each = -(-texts // len(DIALECTS))
        for first in range(0, each, 250):
            yield "strings", name, seed * 1000 + first // 250, min(250, each - first)
    for first in range(0, trees, 250):
        some = min(250, trees - first)
        yield "printed", "canonical", seed * 1000 + first, some
        yield from (
            ("translated", n, seed * 1000 + first, some) for n in DIALECTS if n != "canonical"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--trees", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    totals: dict[tuple[str, str], Tally] = {}
    with multiprocessing.Pool(options.workers) as pool:
        work = list(jobs(options.seed, options.texts, options.trees))
        for done, (what, dialect, tally) in enumerate(pool.imap_unordered(_part, work), 1):
            totals.setdefault((what, dialect), Tally()).add(tally)
            found = sum(len(one.findings) for one in totals.values())
            print(f"\r{done}/{len(work)} parts, {found} findings", end="", file=sys.stderr)
    print(file=sys.stderr)
    _show(totals)
    findings = [finding for tally in totals.values() for finding in tally.findings]
    for finding in findings[:40]:
        print(f"{finding.dialect}: {finding.text!r}\n    {finding.wrong}")
    print(f"seed {options.seed}: {len(findings)} findings")
    return bool(findings)


def _show(totals: dict[tuple[str, str], Tally]) -> None:
    table = Table(
        "what", "dialect", "cases", "without error or loss", "codes", "slowest ms", "wrong"
    )
    for (what, dialect), tally in sorted(totals.items()):
        codes = ", ".join(f"{code} {n}" for code, n in tally.codes.most_common(9) if code)
        row = (
            what,
            dialect,
            tally.count,
            tally.kept,
            codes,
            round(tally.slowest * 1e3),
            len(tally.findings),
        )
        table.add_row(*map(str, row))
    Console(width=190).print(table)


if __name__ == "__main__":
    sys.exit(main())
