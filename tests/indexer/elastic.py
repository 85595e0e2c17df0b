"""Elasticsearch engines for tests of that engine alone, each behind an alias of its own."""

import uuid
from contextlib import contextmanager

from elasticsearch import Elasticsearch

from indexer.engines import open_engine


def host_of(url: str) -> str:
    return url.partition("://")[2]


def new_alias() -> str:
    return f"test-{uuid.uuid4().hex[:12]}"


@contextmanager
def cleaned(server: str, alias: str):
    """Delete whatever the test made under the alias, past the engine."""
    client = Elasticsearch(server, request_timeout=60)
    try:
        yield client
    finally:
        for name in client.indices.get(index=f"{alias}*").body:
            client.indices.delete(index=name)
        client.close()


@contextmanager
def engine_at(server: str, *, host: str | None = None, options: str = ""):
    """An engine on a fresh alias of `server`, reached through `host` if given."""
    alias = new_alias()
    with cleaned(server, alias):
        engine = open_engine(f"elasticsearch://{host or host_of(server)}/{alias}?{options}")
        try:
            yield engine
        finally:
            engine.close()


def alias_of(engine) -> str:
    return engine._address.alias
