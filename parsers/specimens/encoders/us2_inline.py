"""Inline markup of WIPO ST.32 as the USPTO had it until 2004."""

from __future__ import annotations

import re

_TAGS = {
    "sub": ("<HIL><SB>", "</SB></HIL>"),
    "sup": ("<HIL><SP>", "</SP></HIL>"),
    "b": ("<HIL><BOLD>", "</BOLD></HIL>"),
    "figref": ('<FGREF ID="DRAWINGS">', "</FGREF>"),
}
_TOKEN = re.compile(r'<(/?)([\w-]+)(?: idref="([^"]*)")?>|([^<]+)')


def st32(markup: str, *, sgml: bool = False) -> str:
    """Inline markup of ST.36 in that of ST.32: every character inside `PDAT`."""
    found: list[str] = []
    for close, tag, target, text in _TOKEN.findall(markup):
        if text:
            found.append(f"<PDAT>{text}</PDAT>")
        elif tag == "claim-ref":
            opened = f'<CLREF ID="{target}">'
            found.append(("" if sgml else "</CLREF>") if close else opened)
        else:
            found.append(_TAGS[tag][bool(close)])
    return "".join(found)
