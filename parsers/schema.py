"""The JSON Schema of a publication, generated from the model."""

from __future__ import annotations

from typing import Any

from msgspec.json import schema

from parsers.model import Publication

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def publication_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what the API, exports and the command print."""
    return {"$schema": DIALECT, "title": "Publication", **schema(Publication)}
