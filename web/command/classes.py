"""`gongkai classes`: load classification schemes, and look into them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer
from rich.table import Table

from indexer.classes import ClassEntry, Classes
from parsers.model import Scheme
from parsers.symbols import normal
from web.command.base import (
    SET_ASIDE,
    USAGE,
    Data,
    Json,
    Lang,
    fail,
    people,
    put_json,
    put_line,
    settings_of,
    terminal,
)

if TYPE_CHECKING:
    from indexer.classes.loading import Loaded

app = typer.Typer(help="Classification schemes: IPC, CPC and others.", no_args_is_help=True)

SchemeName = Annotated[
    str | None, typer.Option("--scheme", help=f"One of {', '.join(get_args(Scheme))}.")
]
_SHOWN = 12


def register(main: typer.Typer) -> None:
    main.add_typer(app, name="classes")


@contextmanager
def _classes(data: Path | None) -> Iterator[Classes]:
    with closing(Classes(settings_of(data=data).data)) as opened:
        yield opened


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="Files, zip archives or folders.")],
    edition: Annotated[
        str | None, typer.Option(help="Edition, e.g. 2025-05; else the date in name or file.")
    ] = None,
    scheme: SchemeName = None,
    lang: Annotated[str | None, typer.Option(help="Language of a list of titles.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Load schemes as their offices publish them; searches use them at once, without reindexing.

    IPC scheme XML, CPC scheme and definitions XML, and lists of titles parted by tabs.
    """
    from indexer.classes.loading import load as load_parts
    from parsers.schemes import read

    folder = settings_of(data=data).data
    found = []
    for path in files:
        parts = read(path, edition=edition, scheme=_scheme(scheme), lang=lang)
        found += load_parts(parts, folder, _tell)
    if json:
        put_json(found)
    new = [one for one in found if not one.error and not one.again]
    people.print(
        f"{len(new):,} parts loaded with {sum(one.entries for one in new):,} entries,"
        f" {sum(one.again for one in found):,} loaded before,"
        f" {sum(bool(one.error) for one in found):,} set aside."
    )
    if any(one.error for one in found):
        raise typer.Exit(SET_ASIDE)


def _tell(one: Loaded) -> None:
    if one.error:
        people.print(f"{one.name}: {one.error}", markup=False)


def _scheme(name: str | None) -> Scheme | None:
    if name is None:
        return None
    if name not in get_args(Scheme):
        fail(f"No scheme {name}; there are {', '.join(get_args(Scheme))}.", USAGE)
    return cast("Scheme", name)


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """What is loaded: editions, symbols, titles, notes."""
    with _classes(data) as classes:
        loaded = classes.loaded()
    if json:
        put_json(loaded)
        return
    table = Table("Scheme", "Edition", "Symbols", "Deleted", "Named", "Titles", "Notes", "Parts",
                  box=None, pad_edge=False)  # fmt: skip
    for one in loaded:
        titles = ", ".join(f"{lang} {count:,}" for lang, count in sorted(one.titles.items()))
        table.add_row(
            one.scheme, one.edition, f"{one.symbols:,}", f"{one.deleted:,}", f"{one.named:,}",
            titles, f"{one.notes:,}", f"{one.files:,}",
        )  # fmt: skip
    if loaded:
        terminal().print(table)
    else:
        people.print("No scheme is loaded: gongkai classes load FILE")


@app.command()
def show(
    symbol: Annotated[str, typer.Argument(help="A symbol in any spelling.")],
    scheme: SchemeName = None,
    lang: Lang = "en",
    data: Data = None,
    json: Json = False,
) -> None:
    """All that is loaded about a symbol: titles of its path, notes, where it went."""
    with _classes(data) as classes:
        schemes = [chosen] if (chosen := _scheme(scheme)) else list(get_args(Scheme))
        named = [(one, name) for one in schemes if (name := normal(one, symbol))]
        found = [entry for one, name in named if (entry := classes.get(one, name, lang))]
        if json:
            put_json(found)
        for entry in () if json else found:
            _show(entry, classes, lang)
    if not found:
        fail(f"No loaded scheme knows {symbol}; see `gongkai classes list`.", USAGE)


def _show(entry: ClassEntry, classes: Classes, lang: str) -> None:
    state = "deleted" if entry.deleted else "" if entry.placed else "place unknown"
    put_line(f"{entry.symbol}  {entry.scheme} {entry.edition} {state}".rstrip())
    for one in entry.path:
        put_line(f"  {one.symbol:<14} {one.title}")
    if entry.references:
        put_line(f"  ({entry.references})")
    for move in entry.moves:
        last = f"–{move.last}" if move.last else ""
        put_line(f"  {move.relation}: {move.scheme} {move.first}{last}")
    for note in entry.notes:
        put_line(f"\n  [{note.kind}] {note.heading or ''}".rstrip())
        for line in note.text.split("\n"):
            put_line(f"    {line}")
    below = classes.children(entry.scheme, entry.symbol, lang)  # type: ignore[arg-type]  # of a Scheme
    if below:
        put_line()
    for child in below[:_SHOWN]:
        put_line(f"  ↳ {child.symbol:<14} {child.title}")
    if len(below) > _SHOWN:
        put_line(f"  … {len(below) - _SHOWN:,} more")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words of titles.")],
    scheme: SchemeName = None,
    size: Annotated[int, typer.Option(min=1, max=200, help="Most answers.")] = 20,
    data: Data = None,
    json: Json = False,
) -> None:
    """Symbols whose titles, with those above them, have all the words."""
    with _classes(data) as classes:
        found = classes.search(_scheme(scheme), text, size)
    if json:
        put_json(found)
        return
    for one in found:
        put_line(f"{one.scheme:<8}{one.symbol:<16}{one.title}")
    people.print(f"{len(found):,} symbols.")
