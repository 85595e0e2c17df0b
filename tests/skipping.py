"""Loud skips. Under GONGKAI_STRICT=1 nothing may be skipped: what would skip, fails."""

import os
import sys
from typing import NoReturn

import pytest

STRICT = os.environ.get("GONGKAI_STRICT") == "1"


def absent(what: str) -> NoReturn:
    """Skip loudly, or fail where nothing may be missing."""
    if STRICT:
        pytest.fail(f"{what}, and GONGKAI_STRICT=1 forbids skipping")
    print(f"\nSKIPPED: {what}", file=sys.stderr)
    pytest.skip(what)
