"""The generated tables of README.md: `python -m tests.tables` writes them anew."""

import re
from importlib import import_module
from pathlib import Path

from indexer.fields import FIELDS, GROUPS
from parsers import formats

README = Path(__file__).resolve().parent.parent / "README.md"


def fields() -> str:
    rows = [
        f"| `{f.name}` | {f.en} · {f.zh} | {' '.join(f'`{a}`' for a in f.aliases)} |"
        for f in (*FIELDS, *GROUPS)
    ]
    return "\n".join(["| field | means | also called |", "|---|---|---|", *rows])


def format_rows() -> str:
    rows = []
    for name in formats.NAMES:
        module = import_module(f"parsers.formats.{name}")
        first = (module.__doc__ or "").strip().splitlines()[0].rstrip(".")
        offices = " ".join(sorted(module.OFFICES)) or "any"
        cells = (f"`{module.NAME}`", offices, module.YEARS, module.CONTENT, first, module.TRIED)
        rows.append(f"| {' | '.join(cells)} |")
    head = "| format | offices | years | holds | what it reads | tried on |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows])


def written() -> str:
    """README with its tables as the code has them now."""
    text = README.read_text("utf-8")
    for name, table in (("fields", fields()), ("formats", format_rows())):
        text = re.sub(
            rf"<!-- {name} -->.*?<!-- /{name} -->",
            lambda _, n=name, t=table: f"<!-- {n} -->\n{t}\n<!-- /{n} -->",
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    README.write_text(written(), "utf-8")
