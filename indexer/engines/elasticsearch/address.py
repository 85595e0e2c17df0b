"""The engine URL of an Elasticsearch server: where it is, how to get in, how to lay the index out.

    elasticsearch://[user:password@]host[:9200][,host2…]/alias?shards=1&replicas=1&scheme=https
        &api_key=…&ca_certs=/path/ca.pem&fingerprint=AB:CD…

Secrets may also stand in the environment (`API_KEY_VARIABLE`), so that no URL holds them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct

from indexer.errors import EngineError

API_KEY_VARIABLE = "GONGKAI_ELASTICSEARCH_API_KEY"
OPTIONS = ("shards", "replicas", "scheme", "api_key", "ca_certs", "fingerprint", "verify")

_ALIAS = re.compile(r"[a-z0-9][a-z0-9_.]*(-[a-z0-9_.]+)*")
_EXAMPLE = "elasticsearch://localhost:9200/patents?shards=1&replicas=0"


class Address(Struct, frozen=True, kw_only=True):
    """A parsed engine URL; `alias` is the name searches use, `shown` the URL without secrets."""

    hosts: tuple[str, ...]
    alias: str
    shards: int = 1
    replicas: int = 0
    user: tuple[str, str] | None = None
    api_key: str | None = None
    ca_certs: str | None = None
    fingerprint: str | None = None
    verify: bool = True

    @property
    def shown(self) -> str:
        return f"{', '.join(self.hosts)} ({self.alias})"


def parse_address(url: str, environment: Mapping[str, str] | None = None) -> Address:
    """Read an engine URL. EngineError SETTINGS_INVALID says what is wrong, without the secrets."""
    parts = urlsplit(url)
    if parts.scheme != "elasticsearch":
        raise _invalid("it does not begin with elasticsearch://")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(options.keys() - set(OPTIONS)):
        raise _invalid(f"unknown option {unknown[0]}; known are {', '.join(OPTIONS)}")
    alias = unquote(parts.path.strip("/"))
    if not _ALIAS.fullmatch(alias):
        raise _invalid(f"{alias!r} is no index name (lower-case letters, digits, - _ .)")
    credentials, _, hosts = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    environment = os.environ if environment is None else environment
    return Address(
        hosts=_hosts(hosts, options.get("scheme", "http")),
        alias=alias,
        shards=_count(options, "shards", 1, 1),
        replicas=_count(options, "replicas", 0, 0),
        user=(unquote(user), unquote(password)) if user else None,
        api_key=options.get("api_key") or environment.get(API_KEY_VARIABLE) or None,
        ca_certs=options.get("ca_certs") or None,
        fingerprint=options.get("fingerprint") or None,
        verify=options.get("verify", "true") not in {"false", "0", "no"},
    )


def _hosts(text: str, scheme: str) -> tuple[str, ...]:
    if scheme not in {"http", "https"}:
        raise _invalid("scheme is http or https")
    hosts = tuple(_host(host, scheme) for host in text.split(",") if host)
    if not hosts:
        raise _invalid("no host is named")
    return hosts


def _host(host: str, scheme: str) -> str:
    try:
        parts = urlsplit(f"{scheme}://{host}")
        port = parts.port or 9200
    except ValueError:
        raise _invalid(f"{host!r} is no host:port") from None
    if not parts.hostname:
        raise _invalid(f"{host!r} is no host:port")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{name}:{port}"


def _count(options: Mapping[str, str], name: str, least: int, default: int) -> int:
    text = options.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= 1024:
        raise _invalid(f"{name}={text} is not a number from {least} to 1024")
    return int(text)


def _invalid(reason: str) -> EngineError:
    message = f"The engine URL cannot be used: {reason}. Example: {_EXAMPLE}"
    return EngineError("SETTINGS_INVALID", message)
