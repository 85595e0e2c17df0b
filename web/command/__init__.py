"""The `gongkai` command: results to stdout, words for people to stderr.

Exit codes: 0 done, 1 done with records set aside, 2 bad usage or configuration, 3 the engine or the
disk failed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from indexer.errors import EngineError
from parsers.errors import ParseError
from web.command.base import FAILED, USAGE, fail

MODULES = {
    "parse": "parsing", "index": "indexing", "serve": "serving", "demo": "serving",
    "search": "searching", "show": "searching", "query": "reading", "number": "reading",
    "status": "status", "settings": "status", "quarantine": "quarantine",
    "classes": "classes",
}  # fmt: skip
"""Subcommand → the module that registers it; only the module that is needed is loaded."""

_USAGE_CODES = {"SETTINGS_INVALID", "INDEX_MISSING", "INDEX_OUTDATED"}


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """The command with the subcommand these arguments begin with; else with all of them."""
    app = typer.Typer(
        name="gongkai",
        help="Open patent information disclosure and search.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_together)
    one = MODULES.get(arguments[0]) if arguments else None
    for module in [one] if one else dict.fromkeys(MODULES.values()):
        import_module(f"web.command.{module}").register(app)
    return app


def _together() -> None:
    """Keeps subcommands subcommands even where only one is registered."""


def main() -> None:
    """Run the command and turn what it raises into a sentence and an exit code."""
    try:
        application(sys.argv[1:])(standalone_mode=True)
    except ParseError as error:
        fail(f"{error.code}: {error.message} ({error.place or ''})", USAGE)
    except EngineError as error:
        fail(f"{error.code}: {error.message}", USAGE if error.code in _USAGE_CODES else FAILED)
    except OSError as error:
        fail(str(error), FAILED)
    except Exception as error:  # noqa: BLE001 - what is not known is raised again
        fail(_usage(error), USAGE)


def _usage(error: Exception) -> str:
    """The sentence for what the user can mend; anything else is raised again.

    The classes are looked up, not imported: most subcommands never load their modules.
    """
    if _is(error, "search_api.errors", "QueryError"):
        return f"{error.message} {error.hint or ''}".strip()  # type: ignore[attr-defined]  # a QueryError
    if _is(error, "search_api.settings", "SettingsError"):
        return str(error)
    raise error


def _is(error: Exception, module: str, name: str) -> bool:
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(error, getattr(loaded, name))
