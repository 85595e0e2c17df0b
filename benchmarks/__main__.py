"""`python -m benchmarks [NAME…] [--work FOLDER]`: measure, print the table, exit 1 if one missed."""

import argparse
import sys
from pathlib import Path

from benchmarks import answering, asking, filling, formats, parsing, pdf, understanding
from benchmarks.corpus import SOURCE
from benchmarks.table import Row, show

BENCHMARKS = {
    "parsing": parsing.run,
    "formats": formats.run,
    "embedded": filling.embedded,
    "elasticsearch": filling.elasticsearch,
    "answering": answering.run,
    "asking": asking.run,
    "understanding": understanding.run,
    "pdf": pdf.run,
}
ANYWHERE = {"asking", "formats", "understanding"}
"""Measured on specimens, too; the others need the corpus of full texts."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    options = parser.parse_args()
    options.work.mkdir(exist_ok=True)
    rows: list[Row] = []
    for name in options.names or BENCHMARKS:
        if name not in ANYWHERE and not SOURCE.exists():
            print(f"{name}: not measured, there is no corpus at {SOURCE}", file=sys.stderr)
            continue
        found = BENCHMARKS[name](options.work)
        if not found:
            print(f"{name}: not measured, its service is missing", file=sys.stderr)
        rows += found
    show(rows)
    return 0 if rows and all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
