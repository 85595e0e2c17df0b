"""The `gongkai` command: results to stdout, words for people to stderr.

Exit codes: 0 done, 1 done with records set aside, 2 bad usage or configuration, 3 the engine or the
disk failed.
"""

from __future__ import annotations

import sys

from indexer.errors import EngineError
from parsers.errors import ParseError
from search_api.errors import QueryError
from search_api.settings import SettingsError
from web.command import asking, indexing, quarantine, serving, status
from web.command.base import DONE, FAILED, USAGE, app, fail

__all__ = ["app", "main"]

for module in (indexing, serving, asking, status):
    module.register(app)
app.add_typer(quarantine.app, name="quarantine")

_USAGE_CODES = {"SETTINGS_INVALID", "INDEX_MISSING", "INDEX_OUTDATED"}


def main() -> None:
    """Run the command and turn what it raises into a sentence and an exit code."""
    try:
        app(standalone_mode=True)
    except SettingsError as error:
        fail(str(error), USAGE)
    except QueryError as error:
        fail(f"{error.message} {error.hint or ''}".strip(), USAGE)
    except ParseError as error:
        fail(f"{error.code}: {error.message} ({error.place or ''})", USAGE)
    except EngineError as error:
        fail(f"{error.code}: {error.message}", USAGE if error.code in _USAGE_CODES else FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except OSError as error:
        fail(str(error), FAILED)
