"""The service: searches, publications, numbers and tables, for API, pages and command alike."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from indexer.classes import Classes
from indexer.coverage import CoverageRow, DataStatus, coverage, status
from indexer.engine import Hit, SearchRequest, SearchResult
from indexer.engines import open_engine
from indexer.errors import EngineError
from indexer.fields import FACETS, FIELDS, GROUPS, SORTS
from indexer.query import MatchNone
from indexer.settling import Settler
from indexer.store import RecordStore
from parsers.model import Publication
from search_api.advising import Adviser
from search_api.answers import (
    DialectAnswer,
    FacetValue,
    FieldAnswer,
    HitAnswer,
    NumberHit,
    NumbersAnswer,
    QueryAnswer,
    SearchAnswer,
    StatusAnswer,
    Total,
)
from search_api.classes import Browser
from search_api.cursors import Position, open_cursors, request_digest
from search_api.errors import QueryError
from search_api.explain import explain
from search_api.gate import Gate
from search_api.highlight import Highlighter, highlighter
from search_api.hits import Brief, brief, hit_answer
from search_api.language import AUTO, DIALECTS, Understood, understand
from search_api.language.expanding import Known
from search_api.language.translate import query_answer
from search_api.numbers import Numbers
from search_api.parameters import (
    MAX_SIZE,
    SCORE,
    SearchParameters,
    expand_of,
    facets_of,
    filters_of,
    parts_of,
    sort_of,
)
from search_api.publications import Publications
from search_api.ranking import first_stage
from search_api.settings import Settings
from search_api.thesaurus import Rules, Thesaurus

_PASSAGE_SECONDS = 0.3
"""Time for the passages of one page; hits after that show how they begin, without marks."""

_PLAIN = Highlighter(MatchNone())

_STATE_SECONDS = 1.0
"""How long the state of the index is believed before it is asked for again."""


class Service:
    """Thread-safe; opens engine and store at construction, reads nothing until asked.

    Methods raise QueryError for what the asker can mend and EngineError for what the operator can.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = open_engine(settings.engine_url)
        self.store = RecordStore(settings.data)
        self.classes = Classes(settings.data)
        self.browser = Browser(self.engine, self.classes)
        self._settler = Settler(self.engine, self.store.get)
        self._adviser = Adviser(self._settled, self.store, self.classes)
        self._thesaurus = Thesaurus(
            Rules(Path(settings.synonyms) if settings.synonyms else None),
            self.classes,
            self._settled,
            self.store,
        )
        self.numbers_held = Numbers(self.engine, self.store)
        self.publications = Publications(self.engine, self.store, self.numbers_held)
        self._known = Known(numbers=self._publications_of)
        self._cursors = open_cursors(settings)
        self._state: tuple[float, str] = (0.0, "")
        self._coverage: tuple[str, tuple[CoverageRow, ...]] = ("", ())
        self._gate = Gate(
            settings.concurrent_searches, settings.waiting_searches, settings.waiting_seconds
        )

    def close(self) -> None:
        self.engine.close()
        self.store.close()
        self.classes.close()

    def search(self, asked: SearchParameters) -> SearchAnswer:
        """One page of ranked hits. Raises ENGINE_OVERLOADED rather than run too many at once."""
        with self._gate.enter():
            return self._search(asked)

    def _search(self, asked: SearchParameters) -> SearchAnswer:
        started = time.perf_counter()
        parts_of(asked.fields)
        facets = facets_of(asked.facets)
        filters, (sort, descending) = filters_of(asked.filters), sort_of(asked.sort)
        if asked.collapse != "none":
            raise QueryError("collapse", value=asked.collapse[:40])
        wanted = expand_of(asked.expand)
        understood, number = self._understand(asked)
        if wanted:
            seconds = self.settings.query_seconds
            understood = self._thesaurus.widened(understood, wanted, seconds)
        ranking = first_stage(understood.query)
        digest = request_digest(ranking.query, sort, filters, descending=descending)
        after = self._cursors.read(asked.cursor, digest) if asked.cursor else None
        request = SearchRequest(
            query=ranking.query,
            filters=filters,
            size=max(1, min(asked.size, MAX_SIZE)),
            sort=sort,
            descending=descending,
            after=after.after if after else (),
            snapshot=after.snapshot if after else None,
            facets=facets,
            tie=ranking.tie,
            seconds=self.settings.query_seconds,
        )
        request, exact = self._settler.settle(request, self.state())
        result = self._run(request)
        cursor = None
        if result.after:
            cursor = self._cursors.write(Position(digest, result.snapshot, result.after))
        hits = self._hits(asked, understood, request, result)
        query = understood.answer(asked.lang, self._known)
        end = time.monotonic() + self.settings.query_seconds - time.perf_counter() + started
        query = self._adviser.advise(query, understood, request, result, end)
        return SearchAnswer(
            query=query,
            total=Total(value=result.total, exact=result.exact and exact),
            hits=hits,
            facets=_facets(result, asked) if facets else None,
            number=number,
            partial=result.partial or not exact,
            cursor=cursor,
            snapshot=result.snapshot,
            took_ms=round((time.perf_counter() - started) * 1000),
        )

    def _understand(self, asked: SearchParameters) -> tuple[Understood, NumberHit | None]:
        """The query; one that is a number held here is a search for that number."""
        if asked.dialect == AUTO and (found := self.numbers_held.hit(asked.q, asked.lang)):
            role, number = found
            if number.id is not None:
                understood = understand(f'{role}:"{asked.q.strip()}"', "canonical")
                return understood.read_as_number(asked.q), number
            return understand(asked.q, asked.dialect, classes=self.classes), number
        return understand(asked.q, asked.dialect, classes=self.classes), None

    def _run(self, request: SearchRequest) -> SearchResult:
        try:
            return self.engine.search(request)
        except EngineError as error:
            if error.code == "SNAPSHOT_GONE":
                raise QueryError("cursor_expired") from None
            if error.code == "QUERY_TOO_COMPLEX":
                raise QueryError("too_complex") from None
            raise
        except ValueError:
            if request.after:
                raise QueryError("cursor_invalid") from None
            raise

    def _hits(
        self,
        asked: SearchParameters,
        understood: Understood,
        request: SearchRequest,
        result: SearchResult,
    ) -> tuple[HitAnswer, ...]:
        explained = {}
        if asked.explain and request.sort == SCORE:
            explained = explain(understood.tree, request, result, self.engine)
        parts = parts_of(asked.fields)
        wanted = asked.highlight and bool({"title", "snippets"} & parts)
        marker = highlighter(understood.query) if wanted else None
        records = self._records((hit.id for hit in result.hits), whole=bool(marker))

        end = time.perf_counter() + _PASSAGE_SECONDS

        def answer(hit: Hit) -> HitAnswer:
            record = records.get(hit.id)
            late = marker is not None and time.perf_counter() > end
            if record is None:  # withdrawn since the snapshot was taken
                return HitAnswer(id=hit.id, score=hit.score, withdrawn=True)
            return hit_answer(
                record, hit.score, parts, _PLAIN if late else marker, explained.get(hit.id, ())
            )

        return tuple(map(answer, result.hits))

    def _publications_of(self, number: str) -> tuple[str, ...]:
        """What is held under a publication number, of every kind."""
        try:
            role, ids = self.numbers_held.named(number)
        except EngineError:
            return ()
        return ids if role == "pn" else ()

    def _settled(self, request: SearchRequest) -> SearchResult:
        settled, exact = self._settler.settle(request, self.state())
        found = self.engine.search(settled)
        return found if exact else msgspec.structs.replace(found, exact=False)

    def _records(self, ids: Iterable[str], *, whole: bool) -> dict[str, Publication | Brief]:
        if whole:
            return dict(self.store.get(ids))
        return {one: brief(data) for one, data in self.store.json(ids).items()}

    def query(
        self, text: str, dialect: str = AUTO, to: str | None = None, lang: str = "en"
    ) -> QueryAnswer:
        """What a query means, with its tree; `to` translates it into another dialect.

        Raises QueryError, QUERY_UNKNOWN_DIALECT for `to` among them.
        """
        understood = understand(text, dialect, classes=self.classes)
        return query_answer(understood, to, lang, self.classes, self._known)

    def numbers(self, text: str, lang: str = "en") -> NumbersAnswer:
        """Every reading of a number, best first, with the publications held here."""
        return self.numbers_held.answer(text, lang)

    def state(self) -> str:
        """What changes whenever an answer may: the index's generation, version, schemes (or "")."""
        at, known = self._state
        now = time.monotonic()
        if now - at < _STATE_SECONDS:
            return known
        try:
            live = self.engine.status()
            known = "/".join(
                filter(
                    None,
                    (
                        f"{live.generation}/{live.version}",
                        self.classes.version(),
                        self._thesaurus.version,
                    ),
                )
            )
        except EngineError:
            known = ""
        self._state = (now, known)
        return known

    def version(self) -> dict[str, str]:
        """Engine, state of the index and the last publication date held, as far as known."""
        known = {"engine": self.engine.name, "index": self.state()}
        newest = SearchRequest(size=1, sort="pd", seconds=self.settings.query_seconds)
        try:
            hits = self.engine.search(newest).hits
            records = self.store.get(hit.id for hit in hits)
            known["last_gazette_date"] = next((r.date or "" for r in records.values()), "")
        except EngineError:
            pass
        return {name: value for name, value in known.items() if value}

    def fields(self) -> tuple[FieldAnswer, ...]:
        """Every field and group the language knows."""
        facets = {column: name for name, column in FACETS.items()}
        return tuple(
            FieldAnswer(
                name=f.name,
                kind=f.kind,
                zh=f.zh,
                en=f.en,
                aliases=f.aliases,
                examples=f.examples,
                facet=facets.get(f.column),
                sort=f.name in SORTS,
            )
            for f in FIELDS
        ) + tuple(
            FieldAnswer(
                name=g.name,
                kind="group",
                zh=g.zh,
                en=g.en,
                aliases=g.aliases,
                fields=g.fields,
                examples=g.examples,
            )
            for g in GROUPS
        )

    def dialects(self) -> tuple[DialectAnswer, ...]:
        """The dialects `dialect=` takes, `auto` first."""
        auto = DialectAnswer(name=AUTO, zh="自动识别", en="recognised by its signs")
        return (auto, *(DialectAnswer(name=d.name, zh=d.zh, en=d.en) for d in DIALECTS.values()))

    def coverage(self) -> tuple[CoverageRow, ...]:
        """What is held per office, kind and year, with gaps; counted once per state and run."""
        state = self.coverage_state()
        known, rows = self._coverage
        if not state or known != state:
            rows = coverage(self.settings.data)
            self._coverage = (state, rows)
        return rows

    def coverage_state(self) -> str:
        """What changes whenever the coverage may (or ""): a run can set aside and index nothing."""
        state = self.state()
        return f"{state} {self.store.last_run()}" if state else ""

    def status(self) -> DataStatus:
        """Engine, counts, last runs, records set aside; for the operator."""
        return status(self.engine, self.settings.data)

    def public_status(self) -> StatusAnswer:
        """The same for anybody."""
        found = self.status()
        error = found.engine_error
        return StatusAnswer(
            engine=found.engine,
            engine_error=error and error.partition(":")[0],
            documents=found.documents,
            withdrawn=found.withdrawn,
            notices=found.notices,
            notices_unmatched=found.notices_unmatched,
            set_aside=found.set_aside,
            runs=found.runs,
            writing=found.writer is not None,
        )

    def warm(self) -> None:
        """Build what the first query would otherwise wait for: grammars, stemmers, index."""
        try:
            for dialect in DIALECTS.values():
                for example in dialect.module.EXAMPLES:
                    understand(example, dialect.name)
            self.search(SearchParameters(q="a OR 电", size=1))
        except (EngineError, QueryError):
            return


def _facets(result: SearchResult, asked: SearchParameters) -> dict[str, tuple[FacetValue, ...]]:
    """Counted values, the chosen ones always among them."""
    answered = {}
    for name, counts in result.facets.items():
        chosen = set(asked.filters.get(name, ()))
        values = [
            FacetValue(value=c.value, count=c.count, chosen=c.value in chosen) for c in counts
        ]
        missing = chosen - {c.value for c in counts}
        values += [FacetValue(value=value, count=0, chosen=True) for value in sorted(missing)]
        answered[name] = tuple(values)
    return answered
