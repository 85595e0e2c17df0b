"""`gongkai parse` and `gongkai index`: files in, publications or an index out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.engines import open_engine
from indexer.report import OnProgress, RunReport
from indexer.report import Progress as Sign
from parsers.errors import ParseError
from parsers.record import Failure
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
    settings_of,
)

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders or archives (also as file:// URLs).")
]


def register(app: typer.Typer) -> None:
    app.command()(parse)
    app.command()(index)


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


def index(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders or archives; none with --rebuild.")
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Fill a new generation and swap it in.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Parser processes.")] = 2,
    data: Data = None,
    engine: Engine = None,
    json: Json = False,
) -> None:
    """Fill the index. A second run over the same input does nothing, and says so."""
    if not paths and not rebuild:
        fail("Name files or folders to index, or use --rebuild to refill from the store.", USAGE)
    from indexer import pipeline

    settings = settings_of(data=data, engine=engine)
    sources = local(paths or [])
    with closing(open_engine(settings.engine_url)) as opened, progress() as tell:
        report = pipeline.run(
            sources, opened, settings.data, workers=workers, rebuild=rebuild, progress=tell
        )
    if json:
        put_json(report)
    people.print(sentence(report), markup=False)
    if report.set_aside or report.refused:
        raise typer.Exit(SET_ASIDE)


def sentence(report: RunReport) -> str:
    """What a run did, in a line or two."""
    held = f"{report.documents:,} publications"
    if not report.changed and not report.files:
        return f"Nothing to do: {report.files_unchanged:,} files unchanged, {held} held."
    rate = report.records / report.seconds if report.seconds else 0
    text = (
        f"{report.files:,} files ({decimal(report.bytes_read)}), {report.records:,} records in"
        f" {report.seconds:.1f} s ({rate:,.0f}/s): {report.added:,} added,"
        f" {report.replaced:,} replaced, {report.unchanged:,} unchanged,"
        f" {report.outdated:,} outdated, {report.withdrawn:,} withdrawn."
        f"\n{held} in generation {report.generation}."
    )
    aside = report.set_aside + report.refused
    return text + (f"\n{aside:,} set aside: see `gongkai quarantine list`." if aside else "")


@contextmanager
def progress() -> Iterator[OnProgress]:
    """A bar on a terminal, one line per finished file elsewhere."""
    if not people.is_terminal:
        yield _line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=people, transient=True) as bar:
        task = bar.add_task("Indexing", total=None)

        def tell(sign: Sign) -> None:
            name = Path(sign.file).name[-40:]
            bar.update(task, description=name, total=sign.bytes_total, completed=sign.bytes_done)

        yield tell


def _line(sign: Sign) -> None:
    if sign.event == "file":
        done = sign.report.records
        people.print(f"{sign.file}: done; {done:,} records so far", markup=False, soft_wrap=True)
