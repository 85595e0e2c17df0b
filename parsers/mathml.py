"""MathML as one line of text, so that formulas can be read and searched: `E=m c^2`, `(a+b)/c`.

Presentation elements of MathML 2 and 3; of those that only bind parts together or change their
looks, the parts. Content markup beside presentation (`semantics`) says the same again.
"""

from __future__ import annotations

from collections.abc import Callable

from parsers.xml import Element, local_name

_SCRIPTS = {"msup": "^", "msub": "_", "mover": "^", "munder": "_"}
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064")
"""Function application, invisible times, separator and plus: signs for machines."""
_ACCENTS = {
    "¯": "\u0305", "‾": "\u0305", "_": "\u0305", "―": "\u0305", "^": "\u0302", "ˆ": "\u0302",
    "~": "\u0303", "˜": "\u0303", "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "→": "\u20d7",
    "⇀": "\u20d7", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
"""Signs that stand right above a letter, as the combining character of the same meaning."""
_ENCLOSURES = {"radical": "√", "longdiv": ")"}


def linear(element: Element) -> str:
    """The formula below `element` on one line, with `^`, `_`, `/`, `√` and brackets."""
    name = local_name(element.tag)
    write = _WRITERS.get(name)
    if write is not None:
        return write(element)
    return _own(element) + "".join(_parts(element))


def _own(element: Element) -> str:
    return (element.text or "").strip().translate(_INVISIBLE)


def _parts(element: Element) -> list[str]:
    found = []
    for child in element:
        if isinstance(child.tag, str):
            found.append(linear(child))
        tail = (child.tail or "").strip()
        if tail:
            found.append(tail)
    return found


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _script(element: Element) -> str:
    parts = _parts(element)
    if not parts:
        return ""
    name = local_name(element.tag)
    if name == "mover" and len(parts) == 2 and len(parts[0]) == 1 and parts[1] in _ACCENTS:
        return parts[0] + _ACCENTS[parts[1]]
    mark = _SCRIPTS[name]
    return parts[0] + "".join(mark + _bracketed(part) for part in parts[1:] if part)


def _two_scripts(element: Element) -> str:
    parts = _parts(element)
    marks = ("", "_", "^")
    return "".join(
        mark + (_bracketed(part) if mark else part)
        for mark, part in zip(marks, parts, strict=False)
        if part
    ) + "".join(parts[3:])


def _many_scripts(element: Element) -> str:
    """Base, pairs of lower and upper scripts, and behind `mprescripts` those before the base."""
    base, *rest = [*element] or [None]
    before: list[str] = []
    behind: list[str] = []
    into = behind
    place = 0
    for child in rest:
        name = local_name(child.tag)
        if name == "mprescripts":
            into, place = before, 0
            continue
        text = "" if name == "none" else linear(child)
        if text:
            into.append(("_", "^")[place % 2] + _bracketed(text))
        place += 1
    return "".join(before) + (linear(base) if base is not None else "") + "".join(behind)


def _fraction(element: Element) -> str:
    return "/".join(_bracketed(part) for part in _parts(element))


def _root(element: Element) -> str:
    parts = _parts(element)
    if local_name(element.tag) == "mroot" and len(parts) == 2:
        return f"{_bracketed(parts[1])}√{_bracketed(parts[0])}"
    return "√" + _bracketed("".join(parts))


def _fenced(element: Element) -> str:
    """Each gap has the separator of its place, the last one from there on."""
    separators = "".join(element.get("separators", ",").split())
    parts = _parts(element)
    body = parts[0] if parts else ""
    for place, part in enumerate(parts[1:]):
        body += separators[min(place, len(separators) - 1)] + part if separators else part
    return f"{element.get('open', '(')}{body}{element.get('close', ')')}"


def _table(element: Element) -> str:
    return "[" + "; ".join(_parts(element)) + "]"


def _row(element: Element) -> str:
    return " ".join(_parts(element))


def _space(_: Element) -> str:
    return " "


def _nothing(_: Element) -> str:
    return ""


def _string(element: Element) -> str:
    quotes = (element.get("lquote", '"'), element.get("rquote", '"'))
    return _own(element).join(quotes)


def _enclosed(element: Element) -> str:
    body = "".join(_parts(element))
    return _ENCLOSURES.get(element.get("notation", ""), "") + body


def _first(element: Element) -> str:
    """Of several forms of one formula, or of an expression to choose from, the first."""
    return linear(element[0]) if len(element) else _own(element)


_WRITERS: dict[str, Callable[[Element], str]] = {
    **dict.fromkeys(_SCRIPTS, _script),
    "msubsup": _two_scripts,
    "munderover": _two_scripts,
    "mmultiscripts": _many_scripts,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "mfenced": _fenced,
    "menclose": _enclosed,
    "mtable": _table,
    "mtr": _row,
    "mlabeledtr": _row,
    "mspace": _space,
    "ms": _string,
    "semantics": _first,
    "maction": _first,
    "annotation": _nothing,
    "annotation-xml": _nothing,
    "maligngroup": _nothing,
    "malignmark": _nothing,
    "none": _nothing,
    "mprescripts": _nothing,
    "img": _nothing,
}
