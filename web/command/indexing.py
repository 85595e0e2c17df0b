"""`gongkai index`: office files in, an index out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.engines import open_engine
from indexer.report import OnProgress, RunReport
from indexer.report import Progress as Sign
from web.command.base import (
    SET_ASIDE,
    USAGE,
    Data,
    Engine,
    Json,
    fail,
    people,
    put_json,
    settings_of,
)
from web.command.parsing import local


def register(app: typer.Typer) -> None:
    app.command()(index)


def index(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, archives, URLs; none with --rebuild."),
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
    sources = fetched(paths or [], settings.data / "downloads")
    with closing(open_engine(settings.engine_url)) as opened, progress() as tell:
        report = pipeline.run(
            sources, opened, settings.data, workers=workers, rebuild=rebuild, progress=tell
        )
    if json:
        put_json(report)
    people.print(sentence(report), markup=False)
    if report.set_aside:
        raise typer.Exit(SET_ASIDE)


def fetched(paths: list[str], folder: Path) -> list[Path]:
    """Local paths as they are, http(s) URLs as files fetched into `folder`."""
    found = []
    for path in paths:
        if path.lower().startswith(("http://", "https://")):
            from indexer.fetch import fetch

            people.print(f"{path}: fetching", markup=False, soft_wrap=True)
            found.append(fetch(path, folder))
        else:
            found += local([path])
    return found


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
    if report.merged or report.notices:
        text += (
            f"\n{report.joined:,} records of further sources, {report.notices:,} legal events:"
            f" {report.merged:,} publications made again of what is known of them."
        )
    if report.files_missing:
        text += f"\n{report.files_missing:,} files once read are gone; what came from them stays."
    aside = report.set_aside
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
