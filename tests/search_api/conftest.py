import uuid
from datetime import date
from urllib.request import Request, urlopen

import pytest
from filling import fill

from parsers.specimens import publications
from search_api.service import Service
from search_api.settings import Settings

TODAY = date(2026, 3, 31)


@pytest.fixture(scope="session")
def specimens():
    return list(publications(count=160, seed=1))


@pytest.fixture(scope="session")
def service(tmp_path_factory, specimens):
    """The real service on a real index of specimens, without limits."""
    data = tmp_path_factory.mktemp("data")
    service = Service(Settings(data=data, rate_limit="", query_seconds=30))
    fill(data, service.engine, specimens)
    yield service
    service.close()


@pytest.fixture(scope="session")
def elastic_service(tmp_path_factory, specimens, elasticsearch_url):
    """The same service on a real Elasticsearch."""
    data = tmp_path_factory.mktemp("elastic-data")
    alias = f"search-{uuid.uuid4().hex[:12]}"
    host = elasticsearch_url.partition("://")[2]
    engine = f"elasticsearch://{host}/{alias}"
    service = Service(Settings(data=data, engine=engine, rate_limit="", query_seconds=30))
    fill(data, service.engine, specimens)
    yield service
    service.close()
    with urlopen(
        f"{elasticsearch_url}/_cat/indices/{alias}*?h=index&expand_wildcards=all"
    ) as found:
        names = found.read().decode().split()
    for name in names:
        with urlopen(Request(f"{elasticsearch_url}/{name}", method="DELETE")):
            pass


@pytest.fixture
def small(tmp_path):
    """A service of its own for tests that change what is held."""
    service = Service(Settings(data=tmp_path / "data", rate_limit="", query_seconds=30))
    yield service
    service.close()
