"""`gongkai query` and `gongkai number`: what a text means. Both need no index."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from web.command.base import Dialect, Lang, put_json


def register(app: typer.Typer) -> None:
    app.command()(query)
    app.command()(number)


def query(
    text: Annotated[str, typer.Argument(help="A query in any dialect.")],
    dialect: Dialect = "auto",
    to: Annotated[str | None, typer.Option(help="Dialect to translate into.")] = None,
    lang: Lang = "en",
) -> None:
    """What a query means: canonical text, notes, tree, losses. Needs no index."""
    from search_api.errors import QueryError
    from search_api.language import understand

    if to not in {None, "canonical"}:
        raise QueryError("unknown_dialect", name=str(to)[:40], dialects="canonical")
    understood = understand(text, dialect)
    answer = understood.answer(lang)
    tree = msgspec.to_builtins(understood.query)
    translated = understood.brief if to else None
    put_json(msgspec.structs.replace(answer, tree=tree, translated=translated))


def number(
    texts: Annotated[list[str], typer.Argument(help="Numbers in any spelling.")],
    lang: Lang = "en",
) -> None:
    """Every reading of each number, best first, one JSON line per input. Needs no index."""
    from parsers.numbers import read_number

    for text in texts:
        put_json(read_number(text, lang))
