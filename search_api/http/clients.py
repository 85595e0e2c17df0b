"""Who is asking, and how often: one counter per client address."""

from __future__ import annotations

import math
import time
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import Scope

Network = IPv4Network | IPv6Network


class Allowance(NamedTuple):
    """What is left for a client, under the tightest limit."""

    allowed: bool
    limit: int
    remaining: int
    reset: int
    policy: str

    @property
    def headers(self) -> dict[str, str]:
        found = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": self.policy,
        }
        return found if self.allowed else found | {"Retry-After": str(self.reset)}


def client_of(scope: Scope, trusted: tuple[Network, ...]) -> str:
    """The address that counts: the peer, or what trusted proxies say of it; IPv6 by /64.

    X-Forwarded-For is read from the right, and only as far as every hop is a trusted proxy.
    """
    peer = scope.get("client")
    name = str(peer[0]) if peer else "unknown"
    if trusted and _is_in(name, trusted):
        hops = Headers(scope=scope).get("x-forwarded-for", "").split(",")
        for hop in reversed([h.strip() for h in hops if h.strip()]):
            if _address(hop) is None:
                break
            name = hop
            if not _is_in(hop, trusted):
                break
    address = _address(name)
    if isinstance(address, IPv6Address):
        return str(ip_network(f"{address}/64", strict=False))
    return name


class RateLimiter:
    """A moving window per client, in memory. Thread-safe.

    `factor` multiplies what the rates allow.
    """

    def __init__(self, rates: str, factor: int = 1) -> None:
        self._rates: list[RateLimitItem] = [
            type(rate)(rate.amount * factor, rate.multiples) for rate in parse_many(rates)
        ]
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, client: str) -> Allowance:
        """Count one request; the answer is that of the tightest limit."""
        allowances = [self._take(rate, client) for rate in self._rates]
        return min(allowances, key=lambda a: (a.allowed, a.remaining))

    def _take(self, rate: RateLimitItem, client: str) -> Allowance:
        allowed = self._limiter.hit(rate, client)
        stats = self._limiter.get_window_stats(rate, client)
        reset = max(1, math.ceil(stats.reset_time - time.time()))
        policy = f"{rate.amount};w={rate.get_expiry()}"
        return Allowance(bool(allowed), rate.amount, max(0, stats.remaining), reset, policy)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_in(name: str, networks: tuple[Network, ...]) -> bool:
    address = _address(name)
    return address is not None and any(address in network for network in networks)
