from datetime import date

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
