"""The API reference as one plain page: no script, no style, no other host."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any


def reference(document: dict[str, Any]) -> str:
    """HTML of an OpenAPI document."""
    info = document["info"]
    title = escape(f"{info['title']} API {info['version']}")
    body = "\n".join(_paths(document["paths"]))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"></head><body><main>'
        f"<h1>{title}</h1><p>{escape(info.get('description', ''))}</p>"
        f'<p><a href="/openapi.json">OpenAPI 3.1 document</a></p>{body}</main></body></html>'
    )


def _paths(paths: dict[str, Any]) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
            yield f"<p>{escape(operation.get('summary', ''))}</p>"
            if parameters := operation.get("parameters"):
                yield "<h3>Parameters</h3><dl>"
                yield from map(_parameter, parameters)
                yield "</dl>"
            yield "<h3>Answers</h3><dl>"
            for status, reply in operation["responses"].items():
                yield f"<dt>{escape(status)}</dt><dd>{escape(reply['description'])}</dd>"
            yield "</dl>"


def _parameter(parameter: dict[str, Any]) -> str:
    name = escape(parameter["name"])
    required = " (required)" if parameter.get("required") else ""
    default = parameter.get("schema", {}).get("default")
    shown = f" Default: {escape(str(default))}." if default not in (None, []) else ""
    text = escape(parameter.get("description", ""))
    return f"<dt><code>{name}</code>{required}</dt><dd>{text}{shown}</dd>"
