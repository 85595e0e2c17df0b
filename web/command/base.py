"""What every subcommand shares: the application, settings from flags, output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import msgspec
import typer
from rich.console import Console

if TYPE_CHECKING:
    from search_api.service import Service
    from search_api.settings import Settings

DONE, SET_ASIDE, USAGE, FAILED = 0, 1, 2, 3

people = Console(stderr=True, highlight=False)

Data = Annotated[Path | None, typer.Option(help="Folder of records, manifest, archive and index.")]
Engine = Annotated[str | None, typer.Option(help="Engine URL, e.g. tantivy:./data/index.")]
Dialect = Annotated[str, typer.Option(help="Query language; `auto` recognises it.")]
Lang = Annotated[str, typer.Option(help="Language of notes and messages: zh or en.")]
QueryFile = Annotated[
    Path | None,
    typer.Option("--file", help="Read the query, of one or many lines, from this file."),
]
Json = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and end with this exit code."""
    people.print(message, style="bold", markup=False)
    sys.exit(code)


def query_text(query: str | None, file: Path | None) -> str:
    """The query given as an argument, in a file, or (`-`) on stdin; ends with USAGE otherwise."""
    if (query is None) == (file is None):
        fail("Give either a query or --file.", USAGE)
    try:
        if query == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return query if file is None else file.read_bytes().decode("utf-8-sig")  # type: ignore[return-value]  # one of both
    except OSError as error:
        fail(f"{file}: {error.strerror or error}", USAGE)
    except UnicodeDecodeError as error:
        fail(f"{file or 'stdin'}: byte {error.start} is not UTF-8; save the text as UTF-8.", USAGE)


def settings_of(**flags: Any) -> Settings:
    """Settings with these flags over file and environment. Raises SettingsError."""
    from search_api.settings import load_settings

    settings = load_settings(flags)
    os.environ["GONGKAI_OCR"] = settings.ocr  # parsers know no settings, and run in processes
    return settings


@contextmanager
def service_of(settings: Settings) -> Iterator[Service]:
    """A service that is closed at the end."""
    from search_api.service import Service

    service = Service(settings)
    try:
        yield service
    finally:
        service.close()


class _Terminal(Console):
    def on_broken_pipe(self) -> NoReturn:
        _enough()


def terminal() -> Console:
    """For tables on stdout: as wide as the terminal, or wide enough not to fold in a pipe."""
    return _Terminal(width=None if sys.stdout.isatty() else 200, highlight=False)


def put_json(value: Any) -> None:
    """One JSON line to stdout, UTF-8 whatever the locale."""
    put_bytes(msgspec.json.encode(value) + b"\n")


def put_bytes(data: bytes) -> None:
    """Bytes to stdout, at once; ends the command well when nobody reads them any more."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _enough()


def put_line(text: str = "") -> None:
    put_bytes(text.encode("utf-8", "replace") + b"\n")


def _enough() -> NoReturn:
    """The reader of a pipe has enough (`gongkai parse … | head`): that is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(DONE)
