"""Figures for Prometheus, in a registry of the app's own."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Counters and times of requests; `text` is the page Prometheus reads."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "gongkai_requests", "Requests answered.", ("route", "method", "status"),
            registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "gongkai_request_seconds", "Time to answer.", ("route",), buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self.running = Gauge(
            "gongkai_requests_running", "Requests being answered now.", registry=self.registry
        )
        self.limited = Counter(
            "gongkai_requests_limited", "Requests refused by the rate limit.",
            registry=self.registry,
        )  # fmt: skip
        self.documents = Gauge(
            "gongkai_documents", "Documents in the index, by language partition.", ("partition",),
            registry=self.registry,
        )  # fmt: skip

    def text(self) -> bytes:
        return generate_latest(self.registry)
