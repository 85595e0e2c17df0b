"""The diagnosis in plain words, Chinese and English."""

from __future__ import annotations

from indexer.fields import FACETS
from search_api.diagnosis.counting import Clause
from search_api.diagnosis.killing import Killing, Reread
from search_api.diagnosis.nearest import Near
from search_api.language.labels import Lang, label
from search_api.language.words import spell
from search_api.messages import render

_FIELDS = {"pa_name": "pa", "ipc4": "ipc", "cpc4": "cpc"}
_BETWEEN = {"zh": "；", "en": "; "}


class Words:
    """Puts clauses into words; `reread` reads canonical text."""

    def __init__(self, reread: Reread) -> None:
        self._reread = reread

    def label(self, clause: Clause, lang: Lang) -> str:
        """A condition, or a chosen facet as the condition it is."""
        if clause.tree is not None:
            return label(clause.tree, lang)
        assert clause.chosen is not None
        column = FACETS[clause.chosen.facet]
        field = _FIELDS.get(column, column)
        spelled = " OR ".join(spell(value) for value in clause.chosen.values)
        tree = self._reread(f"{field}:({spelled})")
        return clause.text if tree is None else label(tree, lang)

    def killing(self, found: Killing) -> tuple[str, str]:
        """Why there are no hits, zh and en."""
        return self._both(f"zero_{found.reason}", found.parts, found.within)

    def near(self, near: Near) -> tuple[str, str]:
        """What was changed in a near query, zh and en; what was changed alike is told together."""
        said = []
        for kind in dict.fromkeys(change.kind for change in near.changes):
            some = [change for change in near.changes if change.kind == kind]
            shown = tuple(change.after or change.before for change in some)
            said.append(self._both(f"zero_near_{kind}", shown, None))
        return _BETWEEN["zh"].join(zh for zh, _ in said), _BETWEEN["en"].join(en for _, en in said)

    def _both(self, key: str, parts: tuple[Clause, ...], within: Clause | None) -> tuple[str, str]:
        return self._said(key, parts, within, "zh"), self._said(key, parts, within, "en")

    def _said(self, key: str, parts: tuple[Clause, ...], within: Clause | None, lang: Lang) -> str:
        shown = _BETWEEN[lang].join(self.label(part, lang) for part in parts)
        whole = "" if within is None else self.label(within, lang)
        return render(key, lang, {"parts": shown, "within": whole})[0]
