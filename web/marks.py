"""Matches of the query in the parts of one publication: marked, counted, linked to the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from indexer.analysis import NAMES, partition_of
from parsers.model import Claim, Party, Publication, Segment, Text
from search_api.errors import QueryError
from search_api.highlight import Highlighter, highlighter
from search_api.language import understand
from web.render import marked

_FIELDS = {"title": "ti", "abstract": "ab", "claims": "clm", "description": "desc"}
_NAME_FIELDS = {"inventor": "in", "agent": "ag", "agency": "agy"}


@dataclass(slots=True)
class Passage:
    """Escaped, marked text; `anchor` is its element's id, `next` that of the next match behind it.

    `lang` is the language of the text, `item` what the passage is the text of.
    """

    html: Markup
    lang: str
    anchor: str = ""
    item: object = None
    next: str = ""


class Marks:
    """Collects passages in reading order."""

    def __init__(self, publication: Publication, query: str | None, dialect: str) -> None:
        self._partition = partition_of(publication.language)
        self._marker = _marker(query, dialect)
        self._last: Passage | None = None
        self.counts: Counter[str] = Counter()
        self.first = ""

    def passage(  # noqa: PLR0913 - a passage and what is set off in it
        self,
        part: str,
        text: str,
        lang: str,
        anchor: str = "",
        item: Text | Claim | Segment | None = None,
        *,
        links: Iterable[tuple[int, int, str]] = (),
    ) -> Passage:
        """A passage of a part: title, abstract, claims or description; `item` has its scripts."""
        scripts = item.marks if item else ()
        if self._marker is None:
            return Passage(marked(text, (), scripts, links), lang, anchor, item)
        spans = self._marker.spans(text, _FIELDS[part], self._partition)
        passage = Passage(marked(text, spans, scripts, links), lang, anchor, item)
        self.counts[part] += len(spans)
        if spans and anchor:
            self._link(passage)
        return passage

    def _link(self, passage: Passage) -> None:
        if self._last is None:
            self.first = passage.anchor
        else:
            self._last.next = passage.anchor
        self._last = passage

    def name(self, party: Party) -> Markup:
        """A party's name, marked where the query asks for it."""
        if self._marker is None:
            return marked(party.name)
        spans = self._marker.spans(party.name, _NAME_FIELDS.get(party.role, "pa"), NAMES)
        self.counts["parties"] += len(spans)
        return marked(party.name, spans)


def _marker(query: str | None, dialect: str) -> Highlighter | None:
    """None without a query, and for one that cannot be read: the page is shown all the same."""
    if not query:
        return None
    try:
        return highlighter(understand(query, dialect).query)
    except QueryError:
        return None
