"""The engines, chosen by URL: `tantivy:./data/index`, `elasticsearch://host:9200/patents`."""

from __future__ import annotations

from indexer.engine import Engine
from indexer.errors import EngineError


def open_engine(url: str) -> Engine:
    """The engine a URL names. EngineError SETTINGS_INVALID for any other URL.

    Nothing is read or written yet: a missing index shows at the first search.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "tantivy":
        from indexer.engines.tantivy import TantivyEngine  # noqa: PLC0415 - loaded when used

        return TantivyEngine.from_url(url)
    if scheme == "elasticsearch":
        from indexer.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415 - as above

        return ElasticsearchEngine.from_url(url)
    message = f"{url!r} names no engine. Use tantivy:FOLDER or elasticsearch://HOST:9200/NAME."
    raise EngineError("SETTINGS_INVALID", message)
