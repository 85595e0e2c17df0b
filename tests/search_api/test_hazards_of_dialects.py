"""What must go well whatever is asked, in every dialect: refused with a place, or read in full."""

import pytest
from client import Client

from search_api.errors import QueryError
from search_api.http import create_api
from search_api.language import AUTO, DIALECTS, understand
from search_api.settings import Settings
from tests.fuzzing.query_judge import judge
from tests.fuzzing.query_strings import Unfolder

WAYS = [*DIALECTS, AUTO]
OR = {"depatis": " ODER ", "jplatpat": "+", "kipris": "+", "cnipa": " or "}
UNKNOWN = {
    "canonical": "script:x1", "espacenet": "script=x1", "ppubs": "x1.zzq.", "patft": "ZZQ/x1", "google": "script:x1",
    "patentscope": "ZZQ:x1", "lens": "script:x1", "patsnap": "SCRIPT:x1", "orbit": "x1/ZZQ", "cnipa": "脚本=(x1)",
    "depatis": "ZZQ=x1", "jplatpat": "[x1/ZQ]", "kipris": "ZZQ=[x1]",
}  # fmt: skip
TEXTS = 8


def refused(text, dialect):
    with pytest.raises(QueryError) as caught:
        understand(text, dialect)
    start, end = caught.value.position
    assert 0 <= start <= end <= len(text)
    assert caught.value.hint
    return caught.value.code


@pytest.mark.parametrize("dialect", WAYS)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "QUERY_EMPTY"),
        (" \t\u3000", "QUERY_EMPTY"),
        ("\0\0", "QUERY_EMPTY"),
        ("solar \ud83d", "QUERY_ENCODING"),
        ("((((", "QUERY_UNBALANCED_BRACKET"),
        ("(solar", "QUERY_UNBALANCED_BRACKET"),
        ("solar)", "QUERY_UNBALANCED_BRACKET"),
        ('"a', "QUERY_UNBALANCED_QUOTE"),
        ("(" * 2_000 + "a1" + ")" * 2_000, "QUERY_TOO_COMPLEX"),
        ("x" * 1_100_000, "QUERY_TOO_COMPLEX"),
    ],
    ids=lambda value: value[:12].encode("ascii", "replace").decode(),
)
def test_no_query_at_all(dialect, text, code):
    assert refused(text, dialect) == code


@pytest.mark.parametrize("dialect", DIALECTS)
def test_too_many_words(dialect):
    operator = OR.get(dialect, " OR ")
    assert refused(operator.join(f"a{n}" for n in range(60_000)), dialect) == "QUERY_TOO_COMPLEX"


@pytest.mark.parametrize("dialect", WAYS)
@pytest.mark.parametrize(
    "text",
    [
        "- *", "a AND", "AND a", "NOT", "a OR OR b", "body:[* TO", "-" * 5_000, "*", "a*", "?", "the of and", "solar\0cell",
        "roam~9999", '"a b"~999999999', "a NEAR999999999 b", "a 999999999D b", "/(a+)+$/", "ti:/(a+)+$/", "a{1,5000}", "a$5000",
        "_source", "_source:x", "_id:3", "script:x", "_source=x", "x._source.", "__proto__:x", '{"match_all": {}}', "ti:(* OR *)",
        "a^1e308", "a^99999999999999999999", "pd>=99999999999", "((a) (b)) ^", "%00", "a\u202eb", "\ufeffsolar", "＊：（）", "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_hazards_are_refused_or_read_in_full(dialect, text):
    assert judge(text, dialect) == ""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_unknown_fields_are_no_words(dialect):
    assert refused(UNKNOWN[dialect], dialect) in {"QUERY_UNKNOWN_FIELD", "QUERY_SYNTAX"}


@pytest.fixture(scope="module")
def client(service):
    return Client(create_api(service))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_over_http_no_text_breaks_anything(client, dialect):
    made = Unfolder(dialect, 11)
    for _ in range(TEXTS):
        text = made.text().replace("\ud83d", "")
        for way in (dialect, AUTO):
            answer = client.search(text, dialect=way, size=2)
            assert answer.status_code in {200, 400}, (text, answer.text)
            if answer.status_code == 400:
                problem = answer.json()
                assert problem["code"].startswith("QUERY_"), (text, problem)
                start, end = problem["position"]
                assert 0 <= start <= end <= len(text), text
        said = client.get(
            "/api/v1/query", params={"q": text, "dialect": dialect, "to": "canonical"}
        )
        assert said.status_code in {200, 400}, (text, said.text)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_spent_budget_is_told_in_every_dialect(service, dialect):
    hurried = type(service)(Settings(data=service.settings.data, rate_limit="", query_seconds=1e-9))
    found = Client(create_api(hurried)).search("battery", dialect=dialect, facets="office").json()
    assert found["partial"] is True
    assert found["total"]["exact"] is False
    hurried.close()
