"""One golden result for each format that the demo has no specimens of, kept as JSON.

A missing file is written and fails the test: look at it, commit it. After a change that is meant,
GONGKAI_GOLDEN=write brings it up to date.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from parsers.model import Notice, Publication

FOLDER = Path(__file__).parent / "golden" / "formats"
SHOWN = 8


def check(name: str, items: Iterable[Publication | Notice]) -> None:
    """Compare the items with the golden file; long descriptions and claims are cut down."""
    shown = [_shown(item) for item in items]
    text = msgspec.json.format(msgspec.json.encode(shown), indent=1).decode() + "\n"
    path = FOLDER / f"{name}.json"
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written: look at it and commit it")
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _shown(item: Publication | Notice) -> dict[str, object]:
    shown: dict[str, object] = msgspec.to_builtins(item)
    if isinstance(item, Publication):
        for key in ("claims", "description"):
            parts = getattr(item, key)
            if len(parts) > SHOWN:
                shown[key] = [*msgspec.to_builtins(parts[:SHOWN]), f"{len(parts)} in all"]
    return shown
