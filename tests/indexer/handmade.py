"""Index documents made by hand, for rules that need particular words."""

from indexer.analysis import partition_of, prepare, prepare_name
from indexer.analysis_lexicon import lexicon
from indexer.engine import Engine, IndexDocument, SearchRequest, SearchResult
from indexer.query import Match, Near, Query, Step, Words

TEXT = ("ti", "ab", "clm", "desc")


def document(
    identity: str,
    text: str | list[str] = "",
    language: str = "en",
    *,
    order: int = 1,
    title: str = "",
    names: tuple[str, ...] = (),
    day: int = 20200101,
    **keywords: tuple[str, ...],
) -> IndexDocument:
    """`text` is the description, one paragraph or several."""
    partition = partition_of(language)
    paragraphs = [text] if isinstance(text, str) else text
    date = f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"
    sorts = {f"sort_{key}": (f"{date} {identity}",) for key in ("pd", "ad", "prd", "pn")}
    return IndexDocument(
        id=identity,
        partition=partition,
        order=order,
        texts={
            "ti": prepare([title], partition),
            "ab": (),
            "clm": (),
            "desc": prepare(paragraphs, partition),
        },
        names={
            "pa": tuple(prepare_name(name, partition) for name in names),
            "in": (),
            "ag": (),
            "agy": (),
        },
        words={"ti": lexicon([title]), "desc": lexicon(paragraphs)},
        keywords={
            "cc": (identity[:2],),
            "lang": (language,),
            "pa_name": tuple(dict.fromkeys(names)),
            **sorts,
            **keywords,
        },
        integers={"pd_low": (day,), "pd_high": (day,), "py": (day // 10000,)},
    )


def fill(engine: Engine, *documents: IndexDocument) -> None:
    with engine.rebuild() as writer:
        writer.put(documents)


def ask(engine: Engine, query: Query, **more) -> SearchResult:
    return engine.search(SearchRequest(query=query, **more))


def ids(engine: Engine, query: Query, **more) -> list[str]:
    return [hit.id for hit in ask(engine, query, **more).hits]


def word(text: str, *fields: str) -> Match:
    return Match(fields or TEXT, text)


def near(one: str, distance: int, other: str, *, ordered: bool = False) -> Near:
    return Near(TEXT, (Words(one), Words(other)), (Step(distance, ordered),))


def walk(engine: Engine, request: SearchRequest, between=lambda _page: None) -> list[str]:
    """All hits, page by page in one snapshot; `between` is called after each page."""
    found: list[str] = []
    page = 0
    while True:
        result = engine.search(request)
        found += [hit.id for hit in result.hits]
        between(page)
        page += 1
        if not result.after:
            return found
        request = SearchRequest(
            query=request.query,
            filters=request.filters,
            size=request.size,
            sort=request.sort,
            descending=request.descending,
            after=result.after,
            snapshot=result.snapshot,
        )
