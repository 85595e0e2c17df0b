"""The home page: one box, what is held, and how fresh it is."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from indexer.errors import EngineError
from search_api.service import Service

EXAMPLES = (
    "固态电池", "solid-state battery", "Festkörperbatterie", "全固体電池", "ipc:H01M/low",
    "anode NEAR5 cathode",
)  # fmt: skip
_OFFICES = 12


class Held(NamedTuple):
    """Publications held: in all, per office (most first), latest date, day of the last run."""

    total: int
    offices: tuple[tuple[str, int], ...]
    latest: str | None
    snapshot: str


NOTHING = Held(0, (), None, "–")


def figures(service: Service) -> Held:
    """The figures as they are now; NOTHING before the first index run."""
    try:
        status = service.status()
    except EngineError:
        return NOTHING
    offices: Counter[str] = Counter()
    for row in status.coverage:
        offices[row.office] += row.count
    days = [run.ended[:10] for run in status.runs if run.ended]
    return Held(
        total=offices.total(),
        offices=tuple(offices.most_common(_OFFICES)),
        latest=service.version().get("last_gazette_date"),
        snapshot=max(days, default="–"),
    )


def view(now: Held) -> dict[str, Any]:
    """Everything the template `home.html` shows."""
    return {
        "total": now.total,
        "offices": now.offices,
        "latest": now.latest,
        "examples": EXAMPLES if now.total else (),
    }
