"""Every example of the help runs, in every dialect, and means what the canonical one means."""

from contextlib import closing

import pytest
from lxml import html

from indexer import pipeline
from indexer.engines import open_engine
from indexer.fields import FIELDS, GROUPS
from parsers.specimens import write
from search_api.language import DIALECTS, understand
from search_api.language.equality import same
from search_api.parameters import SearchParameters
from search_api.service import Service
from search_api.settings import Settings
from web.help import in_language, said
from web.help_guide import GUIDE

EXAMPLES = {
    **{f"syntax {one.name}": one.examples for one in GUIDE},
    **{f"field {field.name}": field.examples for field in (*FIELDS, *GROUPS)},
}
OTHERS = [name for name in DIALECTS if name != "canonical"]
SAYS_LITTLE = {"patft": 40, "google": 40, "kipris": 40, "depatis": 40, "jplatpat": 40}
"""Least number of constructions and fields a dialect has words for; 45 unless told here; what is missing the page tells."""
UNHELD = {"field uspc", "field fterm"}
"""Fields of which the specimens have no values."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """What `gongkai demo` serves."""
    folder = tmp_path_factory.mktemp("demo")
    write(folder / "files", 300, planted=True)
    settings = Settings(data=folder / "data", rate_limit="", query_seconds=30)
    with closing(open_engine(settings.engine_url)) as engine:
        pipeline.run([folder / "files"], engine, settings.data, workers=2)
    with closing(Service(settings)) as service:
        yield service


def _count(service, text: str, dialect: str) -> int:
    asked = SearchParameters(q=text, dialect=dialect, size=1, highlight=False)
    return service.search(asked).total.value


@pytest.mark.parametrize("name", EXAMPLES)
def test_three_examples_that_find_something(demo, name):
    examples = EXAMPLES[name]
    assert len(set(examples)) == 3
    for example in examples:
        found = _count(demo, example, "canonical")
        assert found or name in UNHELD, example


@pytest.mark.parametrize("dialect", OTHERS)
def test_the_examples_of_a_dialect_run_and_mean_the_same(demo, dialect):
    told = 0
    for name, examples in EXAMPLES.items():
        found = said(dialect, examples)
        assert found.texts or found.losses, name
        told += bool(found.texts)
        limited = [one for example in examples if (one := in_language(example))]
        meant = [understand(example, "canonical") for example in (*examples, *limited)]
        for text in found.texts:
            read = understand(text, dialect)
            assert any(same(read.query, one.query) for one in meant), (name, text)
            assert _count(demo, text, dialect) or name in UNHELD, (name, text)
    assert told >= SAYS_LITTLE.get(dialect, 45), told


@pytest.mark.parametrize("dialect", DIALECTS)
def test_own_examples_run(demo, dialect):
    examples = DIALECTS[dialect].module.EXAMPLES
    assert len(examples) >= 3
    for example in examples:
        _count(demo, example, dialect)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_page_of_a_dialect(client, dialect, lang):
    page = html.fromstring(client.get(f"/help/{dialect}", params={"lang": lang}).text)
    rows = page.xpath("//tbody/tr")
    assert len(rows) == len(EXAMPLES)
    for row in rows:
        cell = row.xpath("td")[1]
        assert cell.xpath(".//a/code") or cell.text_content().strip()
    link = page.xpath("//td//a/@href")[0]
    assert client.get(link).status_code in {200, 303}


def test_an_unknown_dialect_is_told(client):
    answer = client.get("/help/klingon")
    assert answer.status_code == 400
    assert "klingon" in answer.text
