"""What is damaged: specimens of every format, and real records where the sample files are there."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from parsers.formats import HEAD, NAMES, detect
from parsers.model import LegalEvent, Notice, Publication, Reference
from parsers.parse import parse_record
from parsers.plain import plain_of
from parsers.reading import read
from parsers.record import Failure, Record
from parsers.specimens import encode, format_of
from parsers.specimens.encoders import ops
from parsers.specimens.formats import EVENT_ENCODERS
from parsers.xml import head_of
from tests.parsers import asia, chinese, usold
from tests.parsers.demo import demo

MOST = 6
"""Specimens of one format."""
LONGEST = 150_000
"""Bytes of a seed; longer records only make a run slow."""
LIST = 12_000
"""Bytes kept of a list of search results."""


@dataclass(frozen=True)
class Seed:
    """An undamaged record, the ids of the publications in it, and how many answers it gives."""

    form: str
    data: bytes
    file: str
    ids: frozenset[str]
    answers: int


@cache
def specimens(form: str) -> list[Seed]:
    """Invented records of a format."""
    return [_seed(form, data, f"specimen.{_extension(form)}") for data in _written(form)]


@cache
def samples(folder: Path) -> dict[str, list[Seed]]:
    """The real records below a folder by format, ordered by file; whole ones that are too long
    are left out, lists are cut.
    """
    found: dict[str, list[Seed]] = defaultdict(list)
    for record in read(folder):
        if isinstance(record, Failure):
            continue
        form = form_of(record.data)
        data = record.data
        if form == "lists" and len(data) > LIST:
            data = data[: data.rfind(b"\n", 0, LIST) + 1 or LIST]
        if form in NAMES and (len(data) <= LONGEST or form == "pdf"):
            seed = _seed(form, data, record.file)
            if seed.answers:  # a sequence listing beside its patent is no publication
                found[form].append(seed)
    return {form: _spread(seeds) for form, seeds in found.items()}


def form_of(data: bytes) -> str:
    """The name of the format that takes a record; `` if none does."""
    if data.startswith(b"%PDF-") or plain_of(data[:HEAD]):
        head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    else:
        _, head = head_of(data, HEAD)
    module = detect(head)
    return module.NAME if module else ""


def _spread(seeds: list[Seed], most: int = 24) -> list[Seed]:
    """At most so many, chosen once and for all, in their order."""
    if len(seeds) <= most:
        return seeds
    chosen = random.Random(len(seeds)).sample(range(len(seeds)), most)
    return [seeds[place] for place in sorted(chosen)]


def _seed(form: str, data: bytes, file: str) -> Seed:
    items = [*parse_record(Record(data, file))]
    ids = frozenset(item.id for item in items if isinstance(item, Publication))
    return Seed(form, data, file, ids, len(items))


def _extension(form: str) -> str:
    plain = {"lists": "csv", "aps": "txt", "trs": "txt", "pdf": "pdf"}
    return plain.get(form, "json" if form in {"odp", "ppubs", "jpoapi"} else "xml")


def _written(form: str) -> Iterator[bytes]:
    if form in {"assignment", "xml4ip", "cnprs", "cnverdict"}:
        yield EVENT_ENCODERS[form](_notice(form))
        return
    if form in {"odp", "ops", "trs"}:
        yield EVENT_ENCODERS[form](_notice(form))
    for publication in islice(SOURCES[form](), MOST):
        yield encode(publication, form)
        if form == "ops":
            yield ops.as_json(encode(publication, form))
    if form == "ops":
        full = next(p for p in demo() if p.claims and p.office == "EP")
        yield from (ops.texts(full, part) for part in ("claims", "description"))


def _notice(form: str) -> Notice:
    if form in {"cnprs", "trs"}:
        return chinese.notice(*chinese.EVENTS)
    if form == "cnverdict":
        return chinese.notice(*chinese.DECISION)
    event = LegalEvent(
        office="US", code="CLM", title="Claims", text="6 pages, 3 claims", date="2013-08-08",
        number="031066/0972", before=("DOE, JANE",), after=("ACME, INC.",),
    )  # fmt: skip
    filed = Reference(office="US", number="13962724", date="2013-06-07")
    return Notice(
        office="US", application=filed, events=(event,), source=Record(b"", "x").source(form)
    )


def _demo(*, form: str = "", office: str = "") -> Iterator[Publication]:
    """Shortest first, a kind at a time."""
    found = [
        p
        for p in demo()
        if form in {"", format_of(p)} and office in {"", p.office} and p.source.format != "pdf"
    ]
    by_kind: dict[object, list[Publication]] = defaultdict(list)
    for publication in sorted(found, key=_size):
        by_kind[publication.office, publication.kind, publication.language].append(publication)
    return _in_turn(by_kind.values())


def _in_turn(lists: Iterable[list[Publication]]) -> Iterator[Publication]:
    stacks = [list(reversed(one)) for one in lists]
    while any(stacks):
        yield from (stack.pop() for stack in stacks if stack)


def _size(publication: Publication) -> int:
    return sum(len(part.text) for part in (*publication.claims, *publication.description))


SOURCES: dict[str, Callable[[], Iterator[Publication]]] = {
    "us4": lambda: _demo(form="us4"),
    "us2": lambda: map(usold.grant, usold.specimens("BS")),
    "pap": lambda: usold.specimens("A"),
    "aps": lambda: filter(usold.encodable, map(usold.fixed, usold.specimens("BS"))),
    "ep": lambda: _demo(form="ep"),
    "cn96": lambda: _demo(form="cn96"),
    "cn36": lambda: _demo(form="cn36"),
    "cnfile": lambda: iter(p for p in chinese.inventions() if len(p.application.number) == 13),
    "trs": lambda: map(chinese.listed, chinese.inventions()),
    "jp36": asia.japanese,
    "wo36": asia.international,
    "jp96": asia.japanese_96,
    "wo96": asia.standard,
    "kr36": asia.korean,
    "tw36": asia.taiwanese,
    "jpoapi": asia.progress,
    "docdb": lambda: _demo(form="docdb"),
    "ops": lambda: _demo(form="docdb"),
    "marec": lambda: _demo(form="ep"),
    "patent36": lambda: _demo(form="ep"),
    "lists": _demo,
    "dpma": lambda: _demo(office="DE"),
    "kipris": lambda: _demo(office="KR"),
    "odp": lambda: _demo(form="us4"),
    "ppubs": lambda: _demo(form="us4"),
    "pdf": lambda: (p for p in demo() if format_of(p) == "pdf"),
}
"""Publications that a format can hold, by its name."""
