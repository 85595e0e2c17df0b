import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest
from client import Client

from indexer.errors import EngineError
from search_api.gate import Gate
from search_api.http import create_api
from search_api.http.clients import client_of
from search_api.settings import Settings


def limited(service, **settings):
    """An app with other settings around the same index."""
    app_service = type(service)(Settings(data=service.settings.data, **settings))
    return create_api(app_service)


def test_the_61st_request_of_a_minute_waits(service):
    app = limited(service)
    client = Client(app, "203.0.113.9")
    for _ in range(60):
        answer = client.get("/api/v1/dialects")
        assert answer.status_code == 200
    assert answer.headers["ratelimit-limit"] == "60"
    assert answer.headers["ratelimit-remaining"] == "0"
    assert answer.headers["ratelimit-policy"] == "60;w=60"
    refused = client.get("/api/v1/dialects")
    assert (refused.status_code, refused.json()["code"]) == (429, "RATE_LIMITED")
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.headers["content-security-policy"]
    assert client.get("/healthz").status_code == 200
    assert Client(app, "203.0.113.10").get("/api/v1/dialects").status_code == 200


def test_drawings_come_with_their_page(service):
    """Reading a document with many drawings does not use up what a client may ask."""
    client = Client(limited(service, rate_limit="3/minute"), "203.0.113.9")
    drawing = "/api/v1/publications/US1B2/drawings/1"
    assert {client.get(drawing).status_code for _ in range(60)} == {404}
    assert client.get("/api/v1/dialects").status_code == 200
    assert client.get(drawing).status_code == 429


def test_forwarded_addresses_count_behind_trusted_proxies_only(service):
    direct = limited(service, rate_limit="3/minute")
    spoof = [
        Client(direct, "203.0.113.9").get(
            "/api/v1/dialects", headers={"X-Forwarded-For": f"198.51.100.{n}"}
        )
        for n in range(4)
    ]
    assert [a.status_code for a in spoof] == [200, 200, 200, 429]
    proxied = limited(service, rate_limit="3/minute", trusted_proxies="10.0.0.0/8")
    behind = [
        Client(proxied, "10.1.1.1").get(
            "/api/v1/dialects", headers={"X-Forwarded-For": f"198.51.100.{n}"}
        )
        for n in range(4)
    ]
    assert [a.status_code for a in behind] == [200] * 4


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8::1", "", "2001:db8::/64"),
        ("::ffff:203.0.113.9", "", "::ffff:203.0.113.9"),
    ],
)
def test_client_address(peer, forwarded, client):
    trusted = Settings(trusted_proxies="10.0.0.0/8").trusted_proxies
    scope = {
        "type": "http",
        "client": (peer, 1),
        "headers": [(b"x-forwarded-for", forwarded.encode())] if forwarded else [],
    }
    assert client_of(scope, trusted) == client


def test_gate_lets_some_run_some_wait_and_sheds_the_rest():
    gate = Gate(running=2, waiting=1, seconds=5)
    go, inside = Event(), []

    def work():
        with gate.enter():
            inside.append(1)
            go.wait(10)

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    while len(inside) < 2 or gate._room:
        time.sleep(0.005)
    with pytest.raises(EngineError) as caught, gate.enter():
        pass
    assert (caught.value.code, caught.value.retry) == ("ENGINE_OVERLOADED", True)
    go.set()
    for thread in threads:
        thread.join()
    assert len(inside) == 3
    with gate.enter():
        pass


def test_gate_gives_up_waiting():
    gate = Gate(running=1, waiting=1, seconds=0.02)
    with gate.enter(), pytest.raises(EngineError), gate.enter():
        pass
    with gate.enter():
        pass


def test_overload_is_shed_and_passes(service, monkeypatch):
    app = limited(
        service, rate_limit="", concurrent_searches=1, waiting_searches=1, waiting_seconds=0.05
    )
    engine = app.state.service.engine
    search = engine.search

    def slow(request):
        time.sleep(0.1)
        return search(request)

    monkeypatch.setattr(engine, "search", slow)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: Client(app).search("battery", size=n), range(1, 17)))
    shed = [a for a in answers if a.status_code == 503]
    assert {a.status_code for a in answers} == {200, 503}
    assert all(a.json()["code"] == "ENGINE_OVERLOADED" for a in shed)
    assert all(int(a.headers["retry-after"]) >= 1 for a in shed)
    assert Client(app).search("battery").status_code == 200


def test_a_spent_budget_is_said_to_be_partial(service):
    app = limited(service, rate_limit="", query_seconds=1e-9)
    found = Client(app).search("battery", facets="office").json()
    assert found["partial"] is True
    assert found["total"]["exact"] is False
