"""A case: one damaged record, made anew from format, seed and number; and what became of it."""

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from parsers.check import problems
from parsers.errors import CODES
from parsers.model import Notice, Publication
from parsers.parse import parse_paths, parse_record
from parsers.record import Failure, Record
from tests.fuzzing.damage import DAMAGES, Work
from tests.fuzzing.seeds import Seed

UNFORESEEN = "The content is not what the format says: "
FAULTS = {"PARSER_FAILED", "PARSER_DIED"}
AS_FILE = 0.25
"""Share of cases that are read from a file, through the splitting of records."""


@dataclass
class Case:
    """`ids` are those one of which every publication must have; None: any."""

    data: bytes
    file: str
    ids: frozenset[str] | None
    as_file: bool
    story: str


@dataclass
class Outcome:
    publications: int = 0
    notices: int = 0
    codes: list[str] = field(default_factory=list)
    ms: float = 0.0
    wrong: str = ""


Damage = Callable[[Work], None]


def make(seeds: list[Seed], seed: int, number: int, only: list[int] | None = None) -> Case:
    """Case `number` of a run. With `only`, of its damages only those with these places."""
    form = seeds[0].form
    rng = random.Random(f"{seed}:{form}:{number}")
    chosen, other = rng.choice(seeds), rng.choice(seeds)
    safe = rng.random() < 0.5
    as_file = rng.random() < AS_FILE
    count = rng.choice((1, 1, 2, 3, 8))
    damages = rng.choices([*DAMAGES], [*DAMAGES.values()], k=count)
    todo = [(damage, rng.getrandbits(32)) for damage in damages]
    work = Work(chosen, other, rng, safe=safe)
    done = []
    for place, (damage, chance) in enumerate(todo):
        if only is None or place in only:
            work.rng = random.Random(chance)
            damage(work)
            done.append(damage.__name__)
    ids = chosen.ids if safe and work.intact() else None
    return Case(work.data, chosen.file, ids, as_file, f"{chosen.file}: {', '.join(done)}")


def judge(case: Case) -> Outcome:
    """Read the record, and say what is wrong with the answer, if anything."""
    outcome = Outcome()
    clock = time.perf_counter if case.data.startswith(b"%PDF") else time.process_time
    began = clock()
    items: list[Publication | Notice | Failure] = []
    try:
        items = _read(case)
    except Exception as error:  # noqa: BLE001 - any is what is looked for
        outcome.wrong = f"raised {type(error).__name__}: {error}"
    outcome.ms = (clock() - began) * 1e3
    for item in items:
        if isinstance(item, Failure):
            outcome.codes.append(item.code)
        outcome.publications += isinstance(item, Publication)
        outcome.notices += isinstance(item, Notice)
        outcome.wrong = outcome.wrong or _wrong(item, case.ids)
    if not items and not case.as_file:
        outcome.wrong = outcome.wrong or "neither a publication nor a failure"
    return outcome


def _read(case: Case) -> list[Publication | Notice | Failure]:
    if not case.as_file:
        return list(parse_record(Record(case.data, case.file)))
    with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
        path = Path(folder, Path(case.file).name)
        path.write_bytes(case.data)
        return list(parse_paths([path]))


def _wrong(item: Publication | Notice | Failure, ids: frozenset[str] | None) -> str:
    if isinstance(item, Failure):
        if item.code not in CODES or item.code in FAULTS:
            return f"failed with {item.code}: {item.message[:200]}"
        if item.message.startswith(UNFORESEEN):
            return f"unforeseen {item.message.removeprefix(UNFORESEEN)[:200]}"
        return ""
    found = problems(item)
    if found:
        return f"problem {found[0]}"
    try:
        again = msgspec.json.decode(msgspec.json.encode(item), type=type(item))
    except (ValueError, msgspec.ValidationError) as error:
        return f"not fit to be stored: {error}"
    if again != item:
        return "differs once it was stored"
    if ids is not None and isinstance(item, Publication) and item.id not in ids:
        return f"wrong identity {item.id}, not of {', '.join(sorted(ids)[:5])}"
    return ""
