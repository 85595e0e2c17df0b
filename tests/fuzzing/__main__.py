"""`python -m tests.fuzzing`: damage specimens and samples, read them, tell what went wrong.

Exit code 1 if there is a finding; each is kept as a file with the least damage that brings it out.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from parsers.formats import NAMES
from tests.fuzzing.cases import judge, make
from tests.fuzzing.numbers import check_numbers
from tests.fuzzing.run import BATCH, Batch, Finding, Total, run, seeds_of
from tests.fuzzing.shrink import smallest

SHARED = Path(os.environ.get("GONGKAI_SHARED", Path(__file__).resolve().parents[3] / "shared"))
RARE = {"pdf": 0.25}
"""Share of cases of formats that take long."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=21_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--format", dest="forms", action="append", choices=NAMES)
    parser.add_argument("--case", type=int, help="only this number, in this process, of --format")
    parser.add_argument("--kind", choices=("specimens", "samples"), default="specimens")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="where findings are put")
    options = parser.parse_args()
    os.environ["GONGKAI_OCR"] = "off"  # of pictures nothing can be expected
    folder = SHARED / "data" / "samples"
    folder = folder if folder.is_dir() else None
    if options.case is not None:
        return _one(options, folder)
    batches = _batches(options, folder)
    totals, findings = _run(batches, folder, options.workers)
    numbers = check_numbers(options.cases // 4, options.seed)
    _show(totals)
    for finding in findings:
        _tell(finding, folder, options.keep)
    for line in numbers:
        print(line)
    print(
        f"seed {options.seed}: {sum(t.cases for t in totals.values())} cases, {len(findings) + len(numbers)} findings"
    )
    return 1 if findings or numbers else 0


def _batches(options: argparse.Namespace, folder: Path | None) -> list[Batch]:
    """The cases spread evenly over formats, half of each on samples where there are some."""
    forms = options.forms or NAMES
    share = options.cases / sum(RARE.get(form, 1) for form in forms)
    batches = []
    for form in forms:
        kinds = [k for k in ("specimens", "samples") if seeds_of(form, k, folder)]
        each = -(-int(share * RARE.get(form, 1) + 1) // len(kinds))
        for kind in kinds:
            for first in range(0, each, BATCH):
                count = min(BATCH, each - first)
                batches.append(Batch(form, kind, options.seed, first, count))
    return sorted(batches, key=lambda batch: (batch.form != "pdf", batch.first))


def _run(batches, folder, workers):
    totals: dict[str, Total] = {name: Total() for name in NAMES}
    findings: dict[tuple[str, str], Finding] = {}
    everything = sum(batch.count for batch in batches)
    began = time.monotonic()
    for done, (batch, number, outcome, story) in enumerate(run(batches, folder, workers), 1):
        totals[batch.form].add(outcome)
        if outcome.wrong:
            key = batch.form, outcome.wrong[:40]
            found = Finding(batch.form, batch.kind, batch.seed, number, outcome.wrong, story)
            if findings.setdefault(key, found) is found:
                print(f"\n{batch.form} {batch.kind} {number}: {outcome.wrong}", file=sys.stderr)
        if done % 200 == 0 or done == everything:
            seconds = time.monotonic() - began
            print(
                f"\r{done}/{everything} cases, {done / seconds:.0f}/s, {len(findings)} findings",
                end="", file=sys.stderr, flush=True,
            )  # fmt: skip
    print(file=sys.stderr)
    return totals, [*findings.values()]


def _show(totals: dict[str, Total]) -> None:
    table = Table(
        "format", "cases", "publications", "notices", "failures by code", "slowest ms", "wrong"
    )
    for name, total in totals.items():
        if total.cases:
            codes = ", ".join(f"{code} {count}" for code, count in total.codes.most_common())
            row = (
                name,
                total.cases,
                total.publications,
                total.notices,
                codes,
                round(total.slowest),
                total.wrong,
            )
            table.add_row(*map(str, row))
    Console(width=170).print(table)


def _tell(finding: Finding, folder: Path | None, keep: Path) -> None:
    keep.mkdir(exist_ok=True)
    seeds = seeds_of(finding.form, finding.kind, folder)
    name = f"{finding.form}-{finding.kind}-{finding.seed}-{finding.number}"
    if "hangs" in finding.wrong or "died" in finding.wrong:
        data = make(seeds, finding.seed, finding.number).data
    else:
        data = smallest(seeds, finding.seed, finding.number, finding.wrong)
    path = keep / f"{name}{Path(seeds[0].file).suffix}"
    path.write_bytes(data)
    print(f"{finding.form}: {finding.wrong}\n  {finding.story}\n  {path} ({len(data)} bytes)")
    print(
        f"  again: python -m tests.fuzzing --format {finding.form} --kind {finding.kind} "
        f"--seed {finding.seed} --case {finding.number}"
    )


def _one(options: argparse.Namespace, folder: Path | None) -> int:
    (form,) = options.forms
    case = make(seeds_of(form, options.kind, folder), options.seed, options.case)
    options.keep.mkdir(exist_ok=True)
    path = options.keep / f"{form}-{options.case}{Path(case.file).suffix}"
    path.write_bytes(case.data)
    outcome = judge(case)
    print(f"{case.story}\n{path}\n{outcome}")
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
