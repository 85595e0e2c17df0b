"""`python -m benchmarks [NAME…] [--work FOLDER]`: measure, print the table, exit 1 if one missed."""

import argparse
import sys
from pathlib import Path

from benchmarks import answering, filling, parsing, pdf
from benchmarks.corpus import SOURCE
from benchmarks.table import Row, show

BENCHMARKS = {
    "parsing": parsing.run,
    "embedded": filling.embedded,
    "elasticsearch": filling.elasticsearch,
    "answering": answering.run,
    "pdf": pdf.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    options = parser.parse_args()
    if not SOURCE.exists():
        print(f"No corpus at {SOURCE}: nothing can be measured.", file=sys.stderr)
        return 2
    options.work.mkdir(exist_ok=True)
    rows: list[Row] = []
    for name in options.names or BENCHMARKS:
        found = BENCHMARKS[name](options.work)
        if not found:
            print(f"{name}: not measured, its service is missing", file=sys.stderr)
        rows += found
    show(rows)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
