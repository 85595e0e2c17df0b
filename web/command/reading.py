"""`gongkai query` and `gongkai number`: what a text means. Both need no index."""

from __future__ import annotations

from typing import Annotated

import typer

from web.command.base import Data, Dialect, Lang, QueryFile, put_json, query_text, settings_of


def register(app: typer.Typer) -> None:
    app.command()(query)
    app.command()(number)


def query(
    text: Annotated[
        str | None, typer.Argument(help="A query in any dialect; - reads stdin.")
    ] = None,
    file: QueryFile = None,
    dialect: Dialect = "auto",
    to: Annotated[str | None, typer.Option(help="Dialect to translate into.")] = None,
    lang: Lang = "en",
    data: Data = None,
) -> None:
    """What a query means: canonical text, notes, tree, losses. Needs no index.

    Class schemes loaded into the data folder tell what lies below a class.
    """
    from indexer.classes import Classes
    from search_api.language import understand
    from search_api.language.translate import query_answer

    classes = Classes(settings_of(data=data).data)
    try:
        understood = understand(query_text(text, file), dialect, classes=classes)
        put_json(query_answer(understood, to, lang, classes))
    finally:
        classes.close()


def number(
    texts: Annotated[list[str], typer.Argument(help="Numbers in any spelling.")],
    lang: Lang = "en",
) -> None:
    """Every reading of each number, best first, one JSON line per input. Needs no index."""
    from parsers.numbers import read_number

    for text in texts:
        put_json(read_number(text, lang))
