"""Clients of the server, and its errors in our words."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elastic_transport import TlsError, Transport, TransportApiResponse, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError
from elasticsearch.exceptions import ConnectionError as Unreachable
from elasticsearch.exceptions import ConnectionTimeout

from indexer.engines.elasticsearch.address import Address
from indexer.errors import EngineError

RETRIED = (429, 502, 503, 504)
"""HTTP statuses after which the same request may succeed."""

_CREDENTIALS = {
    401: "it does not know these credentials. Check user and password, or api_key.",
    403: "these credentials may not do this. They need all rights on NAME, NAME-*.",
}

_ATTEMPTS = 10
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0

_COMPLEX = ("too_many_clauses", "too_many_nested_clauses", "maxClauseCount", "nested depth", "[30]")


class PatientTransport(Transport):
    """Repeats what may succeed later, with growing pauses.

    The transport's own repetition pauses for broken connections only, not for statuses.
    """

    def perform_request(self, method: str, target: str, **options: Any) -> TransportApiResponse:
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            try:
                answer = super().perform_request(method, target, **options)
            except Unreachable as error:
                if last or isinstance(error, TlsError):
                    raise
            except ConnectionTimeout:
                if last:
                    raise
            else:
                if last or answer.meta.status not in RETRIED or _is_block(answer.body):
                    return answer
            time.sleep(pause(attempt, _FIRST_PAUSE, _LONGEST_PAUSE))
        raise AssertionError


def pause(attempt: int, first: float, longest: float) -> float:
    """Seconds before the next attempt: twice as long each time, and never two clients in step."""
    return min(longest, first * 2.0**attempt) * random.uniform(0.5, 1.0)  # noqa: S311 - no secret


def connect(
    address: Address,
    *,
    retries: int = 0,
    timeout: float,
    connections: int = 10,
    patient: bool = False,
) -> Elasticsearch:
    """A thread-safe client. `retries` counts further attempts, each on another node if any.

    A `patient` client also waits longer and longer between them, a minute in all.
    """
    secure: dict[str, Any] = {}
    if address.hosts[0].startswith("https:"):
        secure["verify_certs"] = address.verify
        secure["ssl_show_warn"] = False
        if address.ca_certs:
            if not Path(address.ca_certs).is_file():
                message = f"The file of ca_certs does not exist: {address.ca_certs}"
                raise EngineError("SETTINGS_INVALID", message)
            secure["ca_certs"] = address.ca_certs
        if address.fingerprint:
            secure["ssl_assert_fingerprint"] = address.fingerprint
    try:
        return Elasticsearch(
            list(address.hosts),
            api_key=address.api_key,
            basic_auth=None if address.api_key else address.user,
            request_timeout=timeout,
            retry_on_timeout=retries > 0,
            max_retries=retries,
            retry_on_status=RETRIED if retries else (),
            connections_per_node=connections,
            transport_class=PatientTransport if patient else Transport,
            **secure,
        )
    except (ValueError, OSError) as error:
        message = f"Elasticsearch at {address.shown} cannot be used: {error}"
        raise EngineError("SETTINGS_INVALID", message) from error


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Turn the client's exceptions into EngineError."""
    try:
        yield
    except ApiError as error:
        raise from_api(error, address) from error
    except UnsupportedProductError as error:
        message = f"The server at {address.shown} is not Elasticsearch."
        raise EngineError("SETTINGS_INVALID", message) from error
    except ConnectionTimeout as error:
        message = f"Elasticsearch at {address.shown} did not answer in time."
        raise EngineError("ENGINE_TIMEOUT", message, retry=True) from error
    except TlsError as error:
        message = (
            f"No secure connection to Elasticsearch at {address.shown}: {error}. "
            "Check scheme, ca_certs and fingerprint of the engine URL."
        )
        raise EngineError("ENGINE_UNREACHABLE", message) from error
    except Unreachable as error:
        message = f"Elasticsearch at {address.shown} does not answer. Is it running?"
        raise EngineError("ENGINE_UNREACHABLE", message, retry=True) from error
    except TransportError as error:
        message = f"Elasticsearch at {address.shown} answered something unreadable: {error}"
        raise EngineError("ENGINE_FAILED", message, retry=True) from error


def from_api(error: ApiError, address: Address) -> EngineError:
    """The EngineError of an HTTP error answer."""
    body = error.body if isinstance(error.body, dict) else {}
    cause = body.get("error")
    return from_cause(error.status_code, cause if isinstance(cause, dict) else {}, address)


def from_cause(status: int, cause: dict[str, Any], address: Address) -> EngineError:
    """The EngineError of an HTTP status and the `error` object of the answer (or of a shard)."""
    kinds = set(_kinds(cause))
    code, retry = _code(status, kinds, str(cause))
    if code == "SETTINGS_INVALID":
        return EngineError(code, f"Elasticsearch at {address.shown}: {_CREDENTIALS[status]}")
    reason = _reason(cause) or f"HTTP status {status}"
    return EngineError(code, f"Elasticsearch at {address.shown}: {reason}", retry=retry)


def _is_block(body: Any) -> bool:
    cause = body.get("error") if isinstance(body, dict) else None
    return isinstance(cause, dict) and "cluster_block_exception" in set(_kinds(cause))


def is_full(status: int, cause: dict[str, Any]) -> bool:
    """Whether this is the block set when a disk is nearly full (not ordinary back pressure)."""
    return status in {403, 429} and "cluster_block_exception" in set(_kinds(cause))


def _code(status: int, kinds: set[str], text: str) -> tuple[str, bool]:
    """The code, and whether the same call may work later. The first rule that holds decides."""
    rules: tuple[tuple[bool, str, bool], ...] = (
        ("cluster_block_exception" in kinds and status != 503, "ENGINE_FULL", True),
        ("search_context_missing_exception" in kinds, "SNAPSHOT_GONE", False),
        ("index_not_found_exception" in kinds, "INDEX_MISSING", False),
        (status in {401, 403}, "SETTINGS_INVALID", False),
        (any(sign in text for sign in _COMPLEX), "QUERY_TOO_COMPLEX", False),
        ("Time exceeded" in text or status == 504, "ENGINE_TIMEOUT", True),
        (status in {429, 502, 503}, "ENGINE_OVERLOADED", True),
        ("circuit_breaking_exception" in kinds, "ENGINE_OVERLOADED", True),
    )
    return next(((code, retry) for holds, code, retry in rules if holds), ("ENGINE_FAILED", False))


def _kinds(cause: dict[str, Any]) -> Iterator[str]:
    """Types of the error and of everything that caused it."""
    if isinstance(cause.get("type"), str):
        yield cause["type"]
    for key in ("caused_by", "reason"):
        if isinstance(cause.get(key), dict):
            yield from _kinds(cause[key])
    for key in ("root_cause", "failed_shards"):
        for part in cause.get(key) or ():
            if isinstance(part, dict):
                yield from _kinds(part)


def _reason(cause: dict[str, Any]) -> str:
    roots = [part for part in cause.get("root_cause") or () if isinstance(part, dict)]
    for part in (*roots, cause):
        if isinstance(part.get("reason"), str):
            return f"{part.get('type')}: {part['reason']}"[:500]
    return str(cause)[:500] if cause else ""
