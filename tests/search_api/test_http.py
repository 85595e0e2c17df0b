import json

import jsonschema
import msgspec
import pytest
from client import Client
from starlette.responses import HTMLResponse

from indexer.errors import CODES as ENGINE_CODES
from indexer.errors import EngineError
from indexer.fields import FACETS
from search_api.errors import CODES
from search_api.http import create_api
from search_api.http.asking import SearchQuery
from search_api.http.frame import HEADERS


@pytest.fixture(scope="module")
def api(service):
    return create_api(service)


@pytest.fixture(scope="module")
def client(api):
    return Client(api)


def problem(answer, status, code):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert (found["status"], found["code"]) == (status, code)
    assert found["title"]
    assert found["detail"]
    return found


def test_search_answers_as_documented(client):
    answer = client.search("battery", facets="office,year", size=3)
    assert answer.status_code == 200
    found = answer.json()
    assert found["query"]["understood"] == "full:battery"
    assert found["query"]["dialect"] == "canonical"
    assert found["total"]["exact"] is True
    assert found["total"]["value"] > 3
    assert len(found["hits"]) == 3
    assert set(found["facets"]) == {"office", "year"}
    assert {"id", "score", "title", "date", "parties", "classifications"} <= set(found["hits"][0])
    assert isinstance(found["took_ms"], int)
    snippet = found["hits"][0]["snippets"][0]
    start, end = snippet["spans"][0]
    assert snippet["text"][start:end].lower().startswith("batter")
    further = client.search("battery", facets="office", size=3, cursor=found["cursor"]).json()
    assert {h["id"] for h in further["hits"]}.isdisjoint(h["id"] for h in found["hits"])


def test_zero_hits_are_an_answer(client):
    answer = client.search("zzzzzz")
    assert answer.status_code == 200
    assert answer.json()["total"] == {"value": 0, "exact": True}
    assert answer.json()["hits"] == []


def test_filters_in_address_and_body_are_the_same(client):
    asked = [("q", "battery OR 电池"), ("f.office", "CN"), ("f.office", "US"), ("facets", "office")]
    one = client.get("/api/v1/search", params=asked).json()
    body = {"q": "battery OR 电池", "filters": {"office": ["CN", "US"]}, "facets": ["office"]}
    other = client.post("/api/v1/search", json=body).json()
    assert {h["id"][:2] for h in one["hits"]} == {"CN", "US"}
    assert (one["hits"], one["facets"]) == (other["hits"], other["facets"])
    shorter = client.post("/api/v1/search", json={"q": "x " * 20_000})
    problem(shorter, 400, "QUERY_TOO_COMPLEX")


def test_every_facet_can_be_filtered():
    aliases = {field.alias for field in SearchQuery.model_fields.values() if field.alias}
    assert aliases == {f"f.{name}" for name in FACETS}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/search?q=a%20AND", 400, "QUERY_SYNTAX"),
        ("/api/v1/search?q=", 400, "QUERY_EMPTY"),
        ("/api/v1/search?q=titel:x", 400, "QUERY_UNKNOWN_FIELD"),
        ("/api/v1/search?q=_id:x", 400, "QUERY_SYNTAX"),
        ("/api/v1/search?q=x&sort=nose", 400, "QUERY_UNKNOWN_SORT"),
        ("/api/v1/search?q=x&facets=nose", 400, "QUERY_UNKNOWN_FACET"),
        ("/api/v1/search?q=x&collapse=simple", 400, "QUERY_UNSUPPORTED"),
        ("/api/v1/search?q=x&cursor=nose", 400, "CURSOR_INVALID"),
        ("/api/v1/search", 422, "PARAMETER_INVALID"),
        ("/api/v1/search?q=x&size=0", 422, "PARAMETER_INVALID"),
        ("/api/v1/search?q=x&size=-1", 422, "PARAMETER_INVALID"),
        ("/api/v1/search?q=x&size=1000000", 422, "PARAMETER_INVALID"),
        ("/api/v1/search?q=x&size=NaN", 422, "PARAMETER_INVALID"),
        ("/api/v1/search?q=x&page=1e9", 422, "PARAMETER_INVALID"),
        ("/api/v1/search?q=x&f.nose=1", 422, "PARAMETER_INVALID"),
        ("/api/v1/query?q=a%20AND", 400, "QUERY_SYNTAX"),
        ("/api/v1/query?q=a&to=klingon", 400, "QUERY_UNKNOWN_DIALECT"),
        ("/api/v1/publications/XX99", 404, "NUMBER_UNREADABLE"),
        ("/api/v1/publications/US9999999B2", 404, "PUBLICATION_UNKNOWN"),
        ("/api/v1/nowhere", 404, "NOT_FOUND"),
        ("/nowhere", 404, "NOT_FOUND"),
    ],
)
def test_every_error_is_a_problem(client, address, status, code):
    answer = client.get(address)
    found = problem(answer, status, code)
    if code.startswith("QUERY") and "q=" in address and "&" not in address:
        assert found["hint"]
        assert len(found["position"]) == 2
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_lone_surrogates_nul_and_huge_bodies(client):
    answer = client.post("/api/v1/search", content=b'{"q": "\\ud83d"}')
    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"QUERY_ENCODING", "PARAMETER_INVALID"}
    problem(client.get("/api/v1/search?q=%00"), 400, "QUERY_EMPTY")
    assert client.get("/api/v1/search?q=battery%00").json()["query"]["understood"] == "full:battery"
    problem(client.post("/api/v1/search", content=b"x" * 1_000_001), 413, "BODY_TOO_LARGE")
    stream = iter([b"x" * 600_000] * 2)

    async def body():
        for part in stream:
            yield part

    problem(client.post("/api/v1/search", content=body()), 413, "BODY_TOO_LARGE")


def test_wrong_methods(client):
    problem(client.post("/api/v1/fields"), 405, "METHOD_NOT_ALLOWED")
    assert client.request("DELETE", "/api/v1/search").headers["allow"]


def test_errors_in_the_askers_language(client):
    english = client.get("/api/v1/search?q=titel:x").json()
    asked = client.get("/api/v1/search?q=titel:x&lang=zh").json()
    accepted = client.get(
        "/api/v1/search?q=titel:x", headers={"Accept-Language": "fr, zh-CN;q=0.9, en;q=0.2"}
    ).json()
    assert english["title"] == CODES["QUERY_UNKNOWN_FIELD"].en
    assert asked["title"] == accepted["title"] == CODES["QUERY_UNKNOWN_FIELD"].zh
    assert asked["detail"] == "没有名为“titel”的字段。"


def test_every_engine_code_is_known_to_http():
    assert set(ENGINE_CODES) <= set(CODES)
    assert all(entry.en and entry.zh and entry.status >= 300 for entry in CODES.values())


def test_etag(client):
    first = client.search("battery")
    etag = first.headers["etag"]
    again = client.get(
        "/api/v1/search", params={"q": "battery"}, headers={"If-None-Match": f'"x", {etag}'}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.search("electrolyte").headers["etag"] != etag
    assert client.get("/api/v1/search?q=battery&lang=zh").headers["etag"] != etag


def test_zipped_and_readable_from_anywhere(client):
    answer = client.get(
        "/api/v1/search?q=battery",
        headers={"Accept-Encoding": "gzip", "Origin": "https://a.example"},
    )
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["hits"]


def test_security_headers_on_everything(api, service):
    app = create_api(service)

    @app.get("/boom")
    def boom():
        raise RuntimeError("canary /secret/path")

    client = Client(app)
    for address in ("/healthz", "/nowhere", "/boom", "/api/v1/search?q=(", "/docs"):
        answer = client.get(address)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (address, name)
    found = problem(client.get("/boom"), 500, "INTERNAL")
    assert "canary" not in json.dumps(found)


def test_engine_errors_keep_the_inside_inside(service):
    app = create_api(service)

    @app.get("/api/v1/down")
    def down():
        raise EngineError("ENGINE_UNREACHABLE", "no answer from secret-host:9200", retry=True)

    answer = Client(app).get("/api/v1/down")
    assert "secret-host" not in answer.text
    problem(answer, 503, "ENGINE_UNREACHABLE")
    assert int(answer.headers["retry-after"]) >= 1


def test_host_header_decides_nothing(client, specimens):
    one = specimens[0]
    for host in ("evil/?#", "evil.example", "a@b"):
        answer = client.get(
            f"/api/v1/publications/{one.office}%20{one.number}{one.kind}", headers={"Host": host}
        )
        assert answer.status_code == 301
        assert answer.headers["location"] == f"/api/v1/publications/{one.id}"


def test_openapi_describes_what_is_answered(client, api):
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    components = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            if path.startswith("/api/"):
                assert {"200", "422", "429", "500"} <= set(operation["responses"])
    schema = {"$ref": "#/components/schemas/SearchAnswer", "components": {"schemas": components}}
    for q in ("battery", "zzzz", "wind and solar pd:2007-06-31"):
        answer = client.search(q, facets="*", explain="true").json()
        jsonschema.validate(answer, schema)
    schema["$ref"] = "#/components/schemas/Problem"
    jsonschema.validate(client.search("a AND").json(), schema)


def test_publication_schema_is_served_and_fits(client, specimens):
    schema = client.get("/api/v1/schema/publication.json").json()
    for one in specimens[:10]:
        jsonschema.validate(json.loads(msgspec.json.encode(one)), schema)


def test_tables(client, specimens):
    fields = client.get("/api/v1/fields").json()
    assert {"ti", "pd", "full", "class"} <= {f["name"] for f in fields}
    assert [d["name"] for d in client.get("/api/v1/dialects").json()][:2] == ["auto", "canonical"]
    coverage = client.get("/api/v1/coverage").json()
    assert sum(row["count"] for row in coverage) == len(specimens)
    assert client.get("/api/v1/status").json()["documents"] == len(specimens)


def test_operation(client, specimens):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"
    version = client.get("/version").json()
    assert version["last_gazette_date"] == max(p.date for p in specimens if p.date)
    client.search("battery")
    figures = client.get("/metrics").text
    assert 'gongkai_requests_total{method="GET",route="/api/v1/search",status="200"}' in figures
    assert "gongkai_documents" in figures
    assert "<script" not in client.get("/docs").text
    assert "/api/v1/search" in client.get("/docs").text


def test_head_is_get_without_a_body(client):
    answer = client.request("HEAD", "/api/v1/fields")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


def test_status_tells_nothing_of_the_inside(client, service):
    text = client.get("/api/v1/status").text
    assert str(service.settings.data) not in text
    assert "pid" not in text


def test_not_ready_without_an_index(small):
    problem(Client(create_api(small)).get("/readyz"), 503, "INDEX_MISSING")


def test_problems_become_pages_where_one_is_registered(service):
    app = create_api(service)
    app.state.error_page = lambda request, found: HTMLResponse(f"<p>{found.code}", found.status)
    client = Client(app)
    assert client.get("/nowhere").text == "<p>NOT_FOUND"
    assert client.get("/nowhere").status_code == 404
    problem(client.get("/api/nowhere"), 404, "NOT_FOUND")
