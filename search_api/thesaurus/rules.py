"""The operator's own synonyms, in the format of Solr's and Lucene's synonym files.

One rule a line: `tire, tyre` (each finds the others), `TFT => thin film transistor` (the left finds
the right as well). `#` begins a comment; a backslash keeps a comma, `=>`, `#` or backslash from
being a sign.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from indexer.classes.terms import key_of
from search_api.settings import SettingsError
from search_api.thesaurus.forms import Form

_PIECE = re.compile(r"\\(.)|(=>)|(,)|([^\\,=]+|=)", re.DOTALL)
LONGEST = 100
"""Characters of a term."""


class Rules:
    """The rules of one file; `version` changes with its content."""

    def __init__(self, file: Path | None) -> None:
        """Raises SettingsError with the line that is no rule."""
        self._forms: dict[str, dict[str, Form]] = {}
        self.version = ""
        if file is None:
            return
        try:
            data = file.read_bytes()
        except OSError as error:
            raise SettingsError(f"Setting synonyms: {file}: {error.strerror or error}.") from None
        self.version = hashlib.sha256(data).hexdigest()[:10]
        for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            self._add(line, file, number)

    def forms(self, text: str) -> Iterator[Form]:
        """What is found for a term as well."""
        return iter(self._forms.get(key_of(text), {}).values())

    def _add(self, data: bytes, file: Path, number: int) -> None:
        try:
            sides = _rule(data.decode())
        except UnicodeDecodeError:
            raise _refused(file, number, "is not UTF-8") from None
        except ValueError as error:
            raise _refused(file, number, str(error)) from None
        origin = f"{file.name}, line {number}"
        for term in sides[0]:
            known = self._forms.setdefault(key_of(term), {})
            for other in sides[-1]:
                if key_of(other) != key_of(term):
                    known.setdefault(key_of(other), Form("synonym", other, origin))


def _refused(file: Path, number: int, why: str) -> SettingsError:
    return SettingsError(
        f"Setting synonyms: {file}, line {number} {why}. Write rules as “tire, tyre” or"
        " “TFT => thin film transistor”."
    )


def _rule(line: str) -> list[list[str]]:
    """The terms of a line, of both sides of its arrow if it has one; ValueError for no rule."""
    if not line.strip() or line.lstrip().startswith("#"):
        return [[]]
    sides = [[" ".join(term.split()) for term in side] for side in _sides(line)]
    terms = [term for side in sides for term in side]
    if len(sides) > 2:
        raise ValueError("has more than one =>")
    if not all(terms):
        raise ValueError("has an empty term")
    for term in terms:
        if len(term) > LONGEST or not key_of(term):
            raise ValueError(f"has no term of letters and digits in “{term[:40]}”")
    if len(sides) == 1 and len(set(map(key_of, terms))) < 2:
        raise ValueError("has one term only")
    return sides


def _sides(line: str) -> list[list[str]]:
    """The terms on each side of `=>`, escaped signs as themselves."""
    sides: list[list[str]] = [[""]]
    for escaped, arrow, comma, plain in _PIECE.findall(line):
        if arrow:
            sides.append([""])
        elif comma:
            sides[-1].append("")
        else:
            sides[-1][-1] += escaped or plain
    return sides
