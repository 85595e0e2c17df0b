"""Inline markup as offices set it: subscripts, references, character references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from parsers.model import Mark
from parsers.scripts import shifted
from parsers.specimens.indices import indices

Marks = tuple[Mark, ...]

_NUMERAL = re.compile(
    r" (?<=[a-z] )(\d{2,3})(?=[ ,.;])(?! (?:[%°µ]|[a-zA-Z]{0,2}/|[kmcnMG]?[a-zA-Z]\b))"
)
_FIGURE = re.compile(r"(?:FIG\. |Fig\. |figure )(\d+)")
_CLAIM = re.compile(r"(?:claims?|revendications?|Ansprüche|Anspruch) (\d+)")

_BETWEEN = " | "
_CACHED = 16_384
"""Texts kept marked up: more than the stock of `stream` has."""


def element(tag: str, text: str, **attributes: str) -> str:
    """`<tag a="b">text</tag>`; `text` is markup already. `_` in names stands for `-`."""
    shown = "".join(
        f" {name.replace('_', '-')}={quoteattr(value)}" for name, value in attributes.items()
    )
    return f"<{tag}{shown}>{text}</{tag}>"


def plain(text: str) -> str:
    return escape(text)


def inline(text: str, marks: Iterable[Mark] = (), breaks: Iterable[int] = ()) -> str:
    """Escaped text with its scripts as `<sub>` and `<sup>`; `breaks` are places of line breaks."""
    events = [(high, 0, f"</{kind}>") for kind, _, high in reversed([*marks])]
    events += [(at, 1, "\n") for at in breaks]
    events += [(low, 2, f"<{kind}>") for kind, low, _ in marks]
    shown: list[str] = []
    at = 0
    for place, _, tag in sorted(events, key=lambda event: event[:2]):
        shown += (escape(text[at:place]), tag)
        at = place
    return "".join((*shown, escape(text[at:])))


@lru_cache(maxsize=_CACHED)
def chemistry(text: str, marks: Marks | None = None) -> str:
    """Escaped text with its scripts; without `marks`, with those a formula would have."""
    return inline(text, indices(text) if marks is None else marks)


@lru_cache(maxsize=_CACHED)
def american(text: str, marks: Marks | None = None) -> str:
    """Scripts, bold reference numerals and references to figures, as the USPTO sets them."""
    marked = _NUMERAL.sub(r" <b>\1</b>", chemistry(text, marks))
    return _FIGURE.sub(r'<figref idref="DRAWINGS">\g<0></figref>', marked)


def claim_refs(markup: str, pattern: str, limit: int) -> str:
    """Words that name an earlier claim inside `<claim-ref>`; `pattern` formats its id."""

    def mark(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 0 < number < limit:
            return found[0]
        return f'<claim-ref idref="{pattern.format(number)}">{found[0]}</claim-ref>'

    return _CLAIM.sub(mark, markup)


@lru_cache(maxsize=_CACHED)
def european(text: str, marks: Marks | None = None) -> str:
    """Scripts and `<figref>`, as the EPO sets them."""

    def mark(found: re.Match[str]) -> str:
        return f'<figref idref="f{int(found[1]):04d}">{found[0]}</figref>'

    return _FIGURE.sub(mark, chemistry(text, marks))


def ascii_only(document: str) -> bytes:
    """Everything beyond ASCII as character references."""
    return document.encode("ascii", "xmlcharrefreplace")


def mathml(formula: str) -> str:
    """`a=b/(c·d)` as MathML with a fraction; what is no formula stays one `mtext`."""
    left, equals, right = formula.partition("=")
    if not equals or not left:
        return f"<mtext>{escape(formula)}</mtext>"
    above, slash, below = right.partition("/")
    if not slash:
        return f"{_row(left)}<mo>=</mo>{_row(right)}"
    parts = "".join(f"<mrow>{_row(part.strip('()'))}</mrow>" for part in (above, below))
    return f"{_row(left)}<mo>=</mo><mfrac>{parts}</mfrac>"


def _row(text: str) -> str:
    found = []
    for part in re.findall(r"\d+|\w|\W", text):
        tag = "mn" if part.isdigit() else "mi" if part.isalpha() else "mo"
        found.append(f"<{tag}>{escape(part)}</{tag}>")
    return "".join(found)


def cals(table: str, head: str, marks: Marks | None = None) -> str:
    """Lines of cells parted by ` | ` as a CALS table; `head` is the markup before the groups."""
    rows = [*_rows(table, indices(table) if marks is None else marks)]
    width = max(len(row) for row in rows)
    columns = "".join(
        f'<colspec colname="{n}" colwidth="{210 // width}pt" align="center"/>'
        for n in range(1, width + 1)
    )
    first, *others = ("".join(f"<entry>{cell}</entry>" for cell in row) for row in rows)
    body = "\n".join(f"<row>{row}</row>" for row in others)
    return (
        f'{head}<table frame="none" colsep="0" rowsep="0">\n'
        f'<tgroup align="left" colsep="0" rowsep="0" cols="{width}">\n{columns}\n'
        f'<thead><row>{first}</row></thead>\n<tbody valign="top">\n{body}\n</tbody>\n'
        "</tgroup>\n</table>"
    )


def _rows(table: str, marks: Marks) -> Iterator[list[str]]:
    """The cells of each line as markup."""
    at = 0
    for line in table.split("\n"):
        cells = []
        for cell in line.split(_BETWEEN):
            end = at + len(cell)
            own = tuple(mark for mark in marks if at <= mark[1] and mark[2] <= end)
            cells.append(inline(cell, shifted(own, -at)))
            at = end + len(_BETWEEN)
        at += 1 - len(_BETWEEN)
        yield cells
