"""`gongkai serve` and `gongkai demo`: API and pages from one process."""

from __future__ import annotations

import signal
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from search_api.settings import Settings

from web.command.base import DONE, Data, Engine, people, settings_of

Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on.")]

_GRACE_SECONDS = 10
"""How long running requests may take to end after a signal."""


def register(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(demo)


def serve(data: Data = None, engine: Engine = None, host: Host = None, port: Port = None) -> None:
    """API and pages until a signal; running requests are ended, new ones refused."""
    _serve(settings_of(data=data, engine=engine, host=host, port=port))


def demo(
    folder: Annotated[Path, typer.Option(help="Where files and index go.")] = Path(".demo"),
    host: Host = None,
    port: Port = None,
    count: Annotated[int, typer.Option(min=1, help="Publications written.")] = 300,
) -> None:
    """Writes the built-in specimen files, indexes them on the embedded engine and serves them."""
    from indexer import pipeline
    from indexer.engines import open_engine
    from parsers import specimens
    from web.command.indexing import progress, sentence

    data = folder / "data"
    settings = settings_of(data=data, engine=f"tantivy:{data / 'index'}", host=host, port=port)
    written = specimens.write(folder / "files", count, planted=True)
    people.print(f"{len(written):,} invented office files in {folder / 'files'}", markup=False)
    with closing(open_engine(settings.engine_url)) as opened, progress() as tell:
        report = pipeline.run([folder / "files"], opened, data, progress=tell)
    people.print(sentence(report), markup=False)
    _serve(settings)


_LONGEST_HEAD = 1_500_000
"""Bytes of the first line and headers: a query of the greatest length in an address."""


def _end(_signal: int, _frame: object) -> NoReturn:
    """A signal ends the process well: at once while it starts, else uvicorn repeats it last."""
    sys.exit(DONE)


def _serve(settings: Settings) -> None:
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, _end)
    import uvicorn

    from web.app import create_app

    people.print(f"Gongkai at http://{settings.host}:{settings.port}/", markup=False)
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
