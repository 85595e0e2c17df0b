"""What was widened, and the query without each widening."""

import pytest

from search_api.language import understand
from search_api.parameters import SearchParameters


def told(q, dialect="canonical"):
    return understood(q, dialect).answer("en").expanded


def understood(q, dialect="canonical"):
    return understand(q, dialect)


@pytest.mark.parametrize(
    ("q", "kind", "text", "without"),
    [
        ("ti:batteries", "stem", "batteries", "ti:NOSTEM(batteries)"),
        ("ti:(running NEAR3 cells)", "stem", "cells", "ti:(running NEAR3 NOSTEM(cells))"),
        ('ti:"solar cells" AND ab:x', "stem", "solar cells", 'ti:NOSTEM("solar cells") AND ab:x'),
        ("battery", "fields", "full", "ti:battery"),
        ("ta:x OR ta:y", "fields", "ta", "ti:(x OR y)"),
        ("front:x NOT front:y", "fields", "front", "ti:x AND NOT ti:y"),
        ("pa:Siemens-AG", "names", "Siemens-AG", 'pa:="Siemens-AG"'),
        ('in:"Smith, John"', "names", "Smith, John", 'in:="Smith, John"'),
        ("ti:電池", "characters", "電池", None),
        ("ti:电池", "characters", "电池", None),
        ("ipc:H01M/low", "classes", "H01M", None),
        ("ipc:H01M", "classes", "H01M", None),
        ("cpc:H01M10/0525/low", "classes", "H01M 10/0525", "cpc:H01M10/0525"),
        ("pd:2019", "dates", "2019", "pd:2019-01-01"),
        ("ad:2019-02", "dates", "2019-02", "ad:2019-02-01"),
    ],
)
def test_each_widening_has_the_query_without_it(q, kind, text, without):
    one = next(one for one in told(q) if one.kind == kind and one.text == text)
    assert one.forms or kind == "classes"
    assert (one.label_zh, one.label_en) != ("", "")
    if without is not None:
        assert one.without is not None
        assert understand(one.without, "canonical").query == understood(without).query
    else:
        assert one.without is None


@pytest.mark.parametrize(
    "q",
    ["ti:NOSTEM(batteries)", "ti:=AIDS", "ti:sol*", "pd:2019-01-01", "pd:[2019 TO 2020]", "cc:CN",
     "ipc:H01M10/0525", "pa:=Siemens", "ti:太阳能发电", "pn:EP1000000A1", "ti:zinc"],
)  # fmt: skip
def test_what_was_not_widened_is_not_told(q):
    kinds = {one.kind for one in told(q)}
    assert kinds <= ({"characters"} if "太阳" in q else set()), q


def test_spans_are_those_of_the_query_as_typed():
    for q, dialect in (
        ("(batteries ADJ2 cells).ti.", "ppubs"),
        ("发明名称=(batteries OR cells)", "cnipa"),
        ("ti=batteries and ab=cells", "espacenet"),
    ):
        for one in told(q, dialect):
            if one.kind == "stem":
                assert q[slice(*one.span)] == one.text, (q, one)


def test_switching_all_off_leaves_nothing_to_switch_off():
    q = "batteries AND pa:Siemens-AG AND ipc:H01M10/00/low AND pd:2019"
    for _ in range(10):
        more = [one.without for one in told(q) if one.without]
        if not more:
            break
        q = more[0]
    assert q == ("ti:NOSTEM(batteries) AND pa:=Siemens-AG AND ipc:H01M10/00 AND pd:2019-01-01")


def test_narrower_queries_find_no_more(service):
    for q in ("battery", "cells AND pd:2010", "ipc:H01M10/00/low", "ta:systems", "pa:GmbH", "电池"):
        answer = service.search(SearchParameters(q=q))
        for one in answer.query.expanded:
            if one.without:
                found = service.search(SearchParameters(q=one.without, dialect="canonical"))
                assert found.total.value <= answer.total.value, (q, one)


def test_kinds_of_a_number_are_those_held(service, specimens):
    groups = {}
    for one in specimens:
        groups.setdefault((one.office, one.number), []).append(one.id)
    (office, number), ids = next((k, v) for k, v in groups.items() if len(v) > 1)
    answer = service.query(f"pn:{office}{number}", "canonical")
    one = next(one for one in answer.expanded if one.kind == "number")
    assert set(one.forms) == set(ids)
    assert service.search(SearchParameters(q=one.without)).total.value == 1


def test_long_queries_are_told_of_in_part():
    q = " OR ".join(f"batteries{n}s" for n in range(400))
    found = told(q)
    assert 1 <= len(found) <= 40
    assert sum(len(one.without or "") for one in found) < 40_000
