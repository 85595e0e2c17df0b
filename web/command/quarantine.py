"""`gongkai quarantine`: records set aside, with their bytes and the reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from indexer.database import FILE, Readers
from indexer.engines import open_engine
from indexer.quarantine import Quarantine
from web.command.base import (
    SET_ASIDE,
    USAGE,
    Data,
    Engine,
    Json,
    fail,
    people,
    put_bytes,
    put_json,
    put_line,
    settings_of,
    terminal,
)
from web.command.indexing import progress, sentence

app = typer.Typer(help="Records that could not be read or indexed.", no_args_is_help=True)


def register(main: typer.Typer) -> None:
    main.add_typer(app, name="quarantine")


@contextmanager
def _connection(data: Path) -> Iterator[sqlite3.Connection | None]:
    """The data folder's database, or None where nothing was ever indexed."""
    if not (data / FILE).exists():
        yield None
        return
    with closing(Readers(data)) as readers, readers.reader() as connection:
        yield connection


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """Every record set aside: number, code, place and reason."""
    with _connection(settings_of(data=data).data) as connection:
        aside = Quarantine(connection).list() if connection else []
    if json:
        for one in aside:
            put_json(one)
        return
    table = Table("No.", "Code", "Where", "Reason", "Attempts", box=None, pad_edge=False)
    for one in aside:
        place = f"{one.path}{'!' + one.member if one.member else ''} @{one.start}"
        table.add_row(str(one.number), one.code, place, one.message, str(one.attempts))
    if aside:
        terminal().print(table)
    people.print(f"{len(aside):,} records set aside.")


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="Number as in `gongkai quarantine list`.")],
    data: Data = None,
    original: Annotated[bool, typer.Option("--original", help="The bytes alone.")] = False,
) -> None:
    """One record set aside: reason, place, and its bytes."""
    with _connection(settings_of(data=data).data) as connection:
        found = Quarantine(connection) if connection else None
        one = found.get(number) if found else None
        content = (found.data(number) if found else None) or b""
    if one is None:
        fail(f"No record {number} is set aside; see `gongkai quarantine list`.", USAGE)
    if original:
        put_bytes(content)
        return
    for name, value in zip(one.__struct_fields__, one_values(one), strict=True):
        put_line(f"{name:11} {value}")
    put_line()
    put_bytes(content)


def one_values(one: object) -> Iterator[object]:
    """The values of a struct in the order of its fields, blanks for what is absent."""
    for name in one.__struct_fields__:  # type: ignore[attr-defined]  # a msgspec struct
        value = getattr(one, name)
        yield "" if value is None else value


@app.command()
def retry(
    numbers: Annotated[list[int] | None, typer.Argument(help="Numbers; none means all.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Parser processes.")] = 2,
    data: Data = None,
    engine: Engine = None,
) -> None:
    """Read and index set-aside records again, after a parser or an engine was put right."""
    from indexer import pipeline

    settings = settings_of(data=data, engine=engine)
    with closing(open_engine(settings.engine_url)) as opened, progress() as tell:
        report = pipeline.retry(
            opened, settings.data, numbers or None, workers=workers, progress=tell
        )
    people.print(sentence(report), markup=False)
    if report.set_aside:
        raise typer.Exit(SET_ASIDE)
