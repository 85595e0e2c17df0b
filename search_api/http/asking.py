"""The parameters of a search over HTTP, the same names for API and pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from indexer.fields import FACETS
from search_api.http.languages import Lang
from search_api.parameters import HIT_PARTS, MAX_SIZE, SearchParameters

_Filter = Annotated[list[str], Field(default_factory=list, max_length=100)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    q: str = Field(description="The query: words, a number, or any syntax of the dialect.")
    dialect: str = Field("auto", description="Dialect of the query; `auto` recognises it.")
    sort: str = Field(
        "score", description="`score`, or `pd`, `ad`, `prd`, `pn`; `-` in front: descending."
    )
    size: int = Field(20, ge=1, le=MAX_SIZE, description="Hits on a page.")
    cursor: str | None = Field(None, description="From the page before; expires with its snapshot.")
    fields: list[str] | None = Field(
        None, description=f"Parts of each hit, comma-separated: {', '.join(HIT_PARTS)}; `*`: all."
    )
    facets: list[str] = Field(
        default_factory=list,
        description=f"Facets to count, comma-separated: {', '.join(FACETS)}; `*`: all.",
    )
    highlight: bool = Field(default=True, description="Passages with the spans that match.")
    explain: bool = Field(default=False, description="What each part adds to the score.")
    lang: str | None = Field(None, description="Language of notes and errors: `zh` or `en`.")
    expand: list[str] = Field(
        default_factory=list,
        description="What else words find, comma-separated: synonyms, abbreviations; `*`: both.",
    )
    collapse: str = Field("none", description="Only `none` is possible.")

    def _parameters(self, filters: dict[str, tuple[str, ...]], lang: Lang) -> SearchParameters:
        return SearchParameters(
            q=self.q,
            dialect=self.dialect,
            sort=self.sort,
            size=self.size,
            cursor=self.cursor or None,
            fields=None if self.fields is None else _split(self.fields),
            facets=_split(self.facets),
            filters=filters,
            highlight=self.highlight,
            explain=self.explain,
            lang=lang,
            expand=_split(self.expand),
            collapse=self.collapse,
        )


class SearchQuery(_Asked):
    """In the address; `f.<facet>` may be repeated: any of its values, and all of the facets."""

    office: _Filter = Field(alias="f.office", description="Only these offices.")
    right: _Filter = Field(alias="f.right", description="Only these types of right.")
    stage: _Filter = Field(alias="f.stage", description="Only these stages.")
    kind: _Filter = Field(alias="f.kind", description="Only these kind codes.")
    year: _Filter = Field(alias="f.year", description="Only these publication years.")
    applicant: _Filter = Field(alias="f.applicant", description="Only these applicants.")
    ipc4: _Filter = Field(alias="f.ipc4", description="Only these IPC subclasses.")
    cpc4: _Filter = Field(alias="f.cpc4", description="Only these CPC subclasses.")
    language: _Filter = Field(alias="f.language", description="Only these languages.")

    def parameters(self, lang: Lang) -> SearchParameters:
        """As the service takes them."""
        chosen = {name: tuple(getattr(self, name)) for name in FACETS}
        return self._parameters({k: v for k, v in chosen.items() if v}, lang)


class SearchBody(_Asked):
    """As JSON, for queries too long for an address."""

    filters: dict[str, list[str]] = Field(
        default_factory=dict, description="Facet → chosen values."
    )

    def parameters(self, lang: Lang) -> SearchParameters:
        """As the service takes them."""
        return self._parameters({k: tuple(v) for k, v in self.filters.items()}, lang)


def _split(values: list[str]) -> tuple[str, ...]:
    return tuple(part for value in values for part in value.split(","))
