"""What does not count in names, and how each of it is made to count."""

import pytest
from filling import fill
from oracle import Entry, matches

from parsers.model import Party, Publication, Source, Text
from search_api.errors import QueryError
from search_api.language import understand
from search_api.parameters import SearchParameters
from search_api.service import Service
from search_api.settings import Settings

NAMES = (
    "John Smith", "SMITH, John", "Smith John Ltd.", "山田 太郎", "山田太郎", "山田\u3000太郎",
    "ヤマハ株式会社", "ﾔﾏﾊ", "華為技術有限公司", "华为技术有限公司", "华为", "Acme Corp.", "ACME GmbH",
    "Acme", "Acmes Inc.", "ＡＣＭＥ",
)  # fmt: skip
QUERIES = (
    '"John Smith"', 'KEEP_ORDER("John Smith")', 'KEEP_ORDER("Smith John")', "山田太郎",
    '"山田 太郎"', 'KEEP_WIDTH("山田 太郎")', "KEEP_WIDTH(山田太郎)", "KEEP_WIDTH(山田)",
    '"Acme Corp"', 'KEEP_SUFFIX("Acme Corp")', "KEEP_WIDTH(acme)", "KEEP_WIDTH(ＡＣＭＥ)", "ﾔﾏﾊ",
    "KEEP_WIDTH(ﾔﾏﾊ)", "華為技術有限公司", "KEEP_SUFFIX(華為技術有限公司)",
    "KEEP_SUFFIX(KEEP_WIDTH(華為技術有限公司))", 'KEEP_ORDER(KEEP_SUFFIX("Smith John Ltd"))',
    '="Acme Corp"', "VARIANTS(华为)",
)  # fmt: skip


def _publication(number: int, name: str) -> Publication:
    return Publication(
        id=f"XX{number}A", office="XX", number=str(number), kind="A", date="2020-01-01",
        right="invention", stage="application", language="en",
        title=(Text(lang="en", text="Lamp"),),
        parties=(Party(role="applicant", name=name),),
        source=Source(format="us4", file="f", offset=0, length=1, sha256="0" * 64),
    )  # fmt: skip


@pytest.fixture(scope="module")
def named():
    return [_publication(number, name) for number, name in enumerate(NAMES, 1)]


@pytest.fixture(scope="module")
def service(tmp_path_factory, named):
    data = tmp_path_factory.mktemp("names")
    service = Service(Settings(data=data, rate_limit="", query_seconds=30))
    fill(data, service.engine, named)
    yield service
    service.close()


@pytest.mark.parametrize("value", QUERIES)
def test_equal_to_brute_force(service, named, value):
    text = f"pa:{value}"
    query = understand(text, "canonical").query
    wanted = {p.id for p in named if matches(query, Entry(p))}
    found = service.search(SearchParameters(q=text, dialect="canonical", size=50))
    assert {hit.id for hit in found.hits} == wanted
    assert wanted


def _found(service: Service, text: str) -> list[str]:
    hits = service.search(SearchParameters(q=text, dialect="canonical", size=50)).hits
    return sorted(NAMES[int(hit.id[2:-1]) - 1] for hit in hits)


def test_what_each_switch_does(service):
    everybody = ["John Smith", "SMITH, John", "Smith John Ltd."]
    assert _found(service, 'pa:"John Smith"') == everybody
    assert _found(service, 'pa:KEEP_ORDER("John Smith")') == ["John Smith"]
    assert len(_found(service, "pa:山田太郎")) == 3
    assert _found(service, 'pa:KEEP_WIDTH("山田 太郎")') == ["山田 太郎"]
    assert "ACME GmbH" in _found(service, 'pa:"Acme Corp"')
    assert _found(service, 'pa:KEEP_SUFFIX("Acme Corp")') == ["Acme Corp."]
    assert _found(service, "pa:KEEP_WIDTH(ＡＣＭＥ)") == ["ＡＣＭＥ"]


def test_on_words_they_change_nothing_and_say_so():
    found = understand("ti:KEEP_ORDER(lamp)", "canonical")
    assert found.query == understand("ti:lamp", "canonical").query
    assert [note.code for note in found.answer().notes] == ["NAMES_ONLY"]


def test_variants_meet_only_when_asked(service):
    assert (
        understand("ti:竜", "canonical").query != understand("ti:VARIANTS(竜)", "canonical").query
    )
    assert understand("ti:VARIANTS(竜)", "canonical").text == "ti:(竜 OR 龙 OR 龍)"
    with pytest.raises(QueryError):
        understand("ti:VARIANTS()", "canonical")
