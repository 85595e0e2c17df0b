"""The engine URL: what it may say, what is refused, and that no secret is shown."""

import pytest

from indexer.engines.elasticsearch.address import API_KEY_VARIABLE, OPTIONS, parse_address
from indexer.errors import EngineError


def parse(url, **environment):
    return parse_address(url, environment)


def test_everything_it_can_say():
    address = parse(
        "elasticsearch://me:p%40ss@one:9201,two/my-patents?shards=3&replicas=1&scheme=https"
        "&ca_certs=/etc/ca.pem&fingerprint=AB:CD"
    )
    assert address.hosts == ("https://one:9201", "https://two:9200")
    assert address.alias == "my-patents"
    assert (address.shards, address.replicas) == (3, 1)
    assert address.user == ("me", "p@ss")
    assert (address.ca_certs, address.fingerprint, address.verify) == ("/etc/ca.pem", "AB:CD", True)


def test_the_shortest():
    address = parse("elasticsearch://localhost/patents")
    assert address.hosts == ("http://localhost:9200",)
    assert (address.shards, address.replicas, address.user, address.api_key) == (1, 0, None, None)
    assert parse("elasticsearch://[::1]:9300/p").hosts == ("http://[::1]:9300",)


def test_a_key_from_url_or_environment():
    assert parse("elasticsearch://h/p?api_key=a%3D").api_key == "a="
    assert parse("elasticsearch://h/p", **{API_KEY_VARIABLE: "b"}).api_key == "b"
    assert parse("elasticsearch://h/p?api_key=a", **{API_KEY_VARIABLE: "b"}).api_key == "a"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("tantivy:./data", "does not begin"),
        ("elasticsearch://h:9200/", "no index name"),
        ("elasticsearch://h/Patents", "no index name"),
        ("elasticsearch://h/a,b", "no index name"),
        ("elasticsearch://h/_all", "no index name"),
        ("elasticsearch:///patents", "no host"),
        ("elasticsearch://h:port/patents", "no host:port"),
        ("elasticsearch://h:99999/patents", "no host:port"),
        ("elasticsearch://h/p?shards=0", "shards=0"),
        ("elasticsearch://h/p?shards=many", "shards=many"),
        ("elasticsearch://h/p?replicas=-1", "replicas=-1"),
        ("elasticsearch://h/p?scheme=ftp", "http or https"),
        ("elasticsearch://h/p?shard=3", "known are " + ", ".join(OPTIONS)),
    ],
)
def test_what_is_refused_says_why(url, reason):
    with pytest.raises(EngineError) as caught:
        parse(url)
    assert caught.value.code == "SETTINGS_INVALID"
    assert reason in caught.value.message
    assert "Example: elasticsearch://" in caught.value.message


def test_secrets_are_never_shown():
    address = parse("elasticsearch://me:secret@h/p?api_key=hidden")
    assert "secret" not in address.shown
    assert "hidden" not in address.shown
    with pytest.raises(EngineError) as caught:
        parse("elasticsearch://me:secret@h/P?api_key=hidden")
    assert "secret" not in caught.value.message
    assert "hidden" not in caught.value.message
