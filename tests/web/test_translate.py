"""The page that says a query in the languages of other systems."""

import html
import re

import pytest

from search_api.language import DIALECTS

QUERY = 'ta=(solid prox/distance<3 electrolyte) and pd within "2015 2020" not pa=university'


def text(client, address, **parameters):
    answer = client.get(address, params=parameters)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_an_empty_page_offers_every_dialect(client):
    page = text(client, "/translate", lang="en")
    assert page.count("<option") == 2 * (len(DIALECTS) + 1)
    assert "Understood as" not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_query_is_said_in_every_other_dialect(client, lang):
    page = text(client, "/translate", q=QUERY, lang=lang)
    assert "(solid NEAR2 electrolyte).ti,ab. AND @pd>=20150101<=20201231 NOT university.as." in page
    said = re.findall(r'<h2 id="d-(\w+)"', page)
    assert said == [name for name in DIALECTS if name != "espacenet"]
    assert "NEAR2" in page
    assert ("没有与 NEAR2 对应的运算符" if lang == "zh" else "no operator like NEAR2") in page
    assert ("没有损失" if lang == "zh" else "Nothing is lost") in page


def test_one_dialect_can_be_chosen(client):
    page = text(client, "/translate", q="radar.ti.", dialect="ppubs", to="patft", lang="en")
    assert re.findall(r'<h2 id="d-(\w+)"', page) == ["patft"]
    assert "<code>TTL/radar</code>" in page


def test_what_is_wrong_is_pointed_at(client):
    answer = client.get("/translate", params={"q": "radar.tix.", "dialect": "ppubs", "lang": "en"})
    assert answer.status_code == 400
    assert "tix" in answer.text
    answer = client.get("/translate", params={"q": "radar", "to": "klingon", "lang": "en"})
    assert (answer.status_code, "QUERY_UNKNOWN_DIALECT" in answer.text) == (400, True)


def test_markup_in_a_query_stays_text(client):
    answer = client.get("/translate", params={"q": '"<script>alert(1)</script>"'})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_help_lists_every_dialect_with_examples_that_run(client):
    page = client.get("/help", params={"lang": "en"}).text
    for dialect in DIALECTS.values():
        assert f"<code>{dialect.name}</code>" in page
        assert len(dialect.module.EXAMPLES) >= 3
        for example in dialect.module.EXAMPLES:
            found = client.get("/search", params={"q": example, "dialect": dialect.name})
            assert found.status_code == 200, example


def test_results_link_to_the_translation(client):
    page = text(client, "/search", q="solid electrolyte", lang="en")
    assert '/translate?q=solid+electrolyte&lang=en"' in page
