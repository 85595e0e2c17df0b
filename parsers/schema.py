"""The JSON Schema of a publication, generated from the model."""

from __future__ import annotations

from typing import Any

from msgspec.json import schema

from parsers.model import Publication

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def publication_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what the API, exports and the command print.

    It describes what is written: absent values are left out there, so that `null` never occurs.
    """
    described = _written(schema(Publication))
    return {"$schema": DIALECT, "title": "Publication", **described}


def _written(node: Any) -> Any:
    if isinstance(node, list):
        return [_written(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _written(value) for key, value in node.items() if key != "default"}
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        return kept | choices[0]
    return kept | {"anyOf": choices} if choices else kept
