"""MathML as one line of text, so that formulas can be read and searched: `E=m c^2`, `(a+b)/c`."""

from __future__ import annotations

from collections.abc import Callable

from parsers.xml import Element, local_name

_SCRIPTS = {"msup": "^", "msub": "_", "mover": "^", "munder": "_"}


def linear(element: Element) -> str:
    """The formula below `element` on one line, with `^`, `_`, `/`, `√` and brackets."""
    name = local_name(element.tag)
    write = _WRITERS.get(name)
    if write is not None:
        return write(element)
    return (element.text or "").strip() + "".join(_parts(element))


def _parts(element: Element) -> list[str]:
    found = []
    for child in element:
        found.append(linear(child))
        tail = (child.tail or "").strip()
        if tail:
            found.append(tail)
    return found


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _script(element: Element) -> str:
    parts = _parts(element)
    mark = _SCRIPTS[local_name(element.tag)]
    return (
        parts[0] + "".join(mark + _bracketed(part) for part in parts[1:] if part) if parts else ""
    )


def _two_scripts(element: Element) -> str:
    parts = _parts(element)
    marks = ("", "_", "^")
    return "".join(
        mark + (_bracketed(part) if mark else part)
        for mark, part in zip(marks, parts, strict=False)
        if part
    )


def _fraction(element: Element) -> str:
    return "/".join(_bracketed(part) for part in _parts(element))


def _root(element: Element) -> str:
    parts = _parts(element)
    if local_name(element.tag) == "mroot" and len(parts) == 2:
        return f"{_bracketed(parts[1])}√{_bracketed(parts[0])}"
    return "√" + _bracketed("".join(parts))


def _fenced(element: Element) -> str:
    separator = (element.get("separators") or ",")[:1]
    body = separator.join(_parts(element))
    return f"{element.get('open', '(')}{body}{element.get('close', ')')}"


def _table(element: Element) -> str:
    return "[" + "; ".join(_parts(element)) + "]"


def _row(element: Element) -> str:
    return " ".join(_parts(element))


def _space(_: Element) -> str:
    return " "


_WRITERS: dict[str, Callable[[Element], str]] = {
    **dict.fromkeys(_SCRIPTS, _script),
    "msubsup": _two_scripts,
    "munderover": _two_scripts,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "mfenced": _fenced,
    "mtable": _table,
    "mtr": _row,
    "mspace": _space,
}
