"""`gongkai parse`: office files in, publications out. Needs no settings, engine or index."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer

from parsers.errors import ParseError
from parsers.record import Failure
from web.command.base import SET_ASIDE, USAGE, fail, put_bytes

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders or archives (also as file:// URLs).")
]


def register(app: typer.Typer) -> None:
    app.command()(parse)


def parse(
    paths: Paths,
    errors: Annotated[Path | None, typer.Option(help="Where failures go; else stderr.")] = None,
) -> None:
    """Publications of office files as JSON lines; failures as JSON lines beside them."""
    from parsers.parse import parse_paths

    failed = 0
    with _errors(errors) as beside:
        for item in parse_paths(local(paths)):
            if isinstance(item, Failure):
                failed += 1
                beside.write(msgspec.json.encode(failure_line(item)) + b"\n")
                beside.flush()
            else:
                put_bytes(msgspec.json.encode(item) + b"\n")
    if failed:
        raise typer.Exit(SET_ASIDE)


@contextmanager
def _errors(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stderr.buffer
        return
    with path.open("wb") as file:
        yield file


def failure_line(failure: Failure) -> dict[str, object]:
    """A failure as users see it: code, message, place and source, without the bytes."""
    source = {"file": failure.file, "offset": failure.offset, "length": failure.length}
    if failure.member:
        source["member"] = failure.member
    line: dict[str, object] = {"code": failure.code, "message": failure.message}
    if failure.place:
        line["place"] = failure.place
    return line | {"source": source}


def local(paths: list[str]) -> list[Path]:
    """Paths as given, `file://` URLs as paths; ends the command for other URLs and for nothing."""
    found = []
    for path in paths:
        scheme, found_scheme, rest = path.partition("://")
        if found_scheme and scheme.lower() != "file":
            fail(f"{path}: only files and file:// URLs can be read; download it first.", USAGE)
        one = Path(rest if found_scheme else path)
        if not one.exists():
            raise ParseError("FILE_UNREADABLE", "There is no such file or folder.", place=str(one))
        found.append(one)
    return found
