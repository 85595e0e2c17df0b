"""`gongkai query` and `gongkai number`: what a text means. Both need no index."""

from __future__ import annotations

from typing import Annotated

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
    from search_api.language import understand
    from search_api.language.translate import query_answer

    put_json(query_answer(understand(text, dialect), to, lang))


def number(
    texts: Annotated[list[str], typer.Argument(help="Numbers in any spelling.")],
    lang: Lang = "en",
) -> None:
    """Every reading of each number, best first, one JSON line per input. Needs no index."""
    from parsers.numbers import read_number

    for text in texts:
        put_json(read_number(text, lang))
