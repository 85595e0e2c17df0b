"""Every value is traceable: places are read afresh, by other means than those that found them."""

import csv
import io
import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from copy import deepcopy
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from parsers.formats import load
from parsers.formats.nodes import raw_text
from parsers.model import Publication
from parsers.parse import parse_record
from parsers.pdf.reader import READER
from parsers.places import Place, Spot
from parsers.record import Record
from parsers.specimens import publications, write
from parsers.specimens.formats import ENCODERS
from parsers.tables import table_text
from parsers.text import inline_text
from parsers.trace import is_part
from parsers.tracing.leaves import leaves
from parsers.xml import parse_xml

HERE = Path(__file__).parent
WANTED = 1_000
SHARE = 0.9
SUFFIXES = {
    "aps": ".txt", "trs": ".txt", "jpoapi": ".json", "lists": ".csv", "odp": ".json",
    "ppubs": ".json", "pdf": ".pdf",
}  # fmt: skip
Found = list[tuple[str, tuple[int, int, int], bytes, list[Place]]]


def trace(files, per_file=2, kept=40, seed=7) -> Found:
    done = subprocess.run(
        [sys.executable, HERE / "tracer.py", str(per_file), str(kept), str(seed), *files],
        capture_output=True,
        check=True,
    )
    return msgspec.msgpack.decode(done.stdout, type=Found)


def tree_of(data):
    """As any XML parser reads it; ours only where the office's entities or prefixes are missing."""
    try:
        return etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    except (etree.XMLSyntaxError, ValueError):
        return parse_xml(data).root


class Fresh:
    """The bytes of one record, read again."""

    def __init__(self, data):
        self.data = data
        self.tree = None

    def text(self, spot: Spot):
        if spot.xpath:
            return self._element(spot)
        if spot.pointer is not None:
            value = json.loads(self.data.decode("utf-8-sig"))
            for key in spot.pointer.split("/")[1:]:
                name = key.replace("~1", "/").replace("~0", "~")
                value = value[int(name)] if isinstance(value, list) else value[name]
            return str(value)
        if spot.lines:
            first, last = spot.lines
            lines = self.data.decode("latin-1").replace("\r", "").split("\n")[first - 1 : last]
            wide = 5 if lines[0].startswith("TBL3 ") or lines[0][:5].isspace() else None
            tag = wide or (5 if lines[0][3:5] == "  " else 4)
            others = [line[5:] if line[:5].isspace() else line for line in lines[1:]]
            return " ".join([lines[0][tag:], *others])
        if spot.name:
            return self._field(spot)
        if spot.row:
            return self._cell(spot)
        left, top, right, _ = spot.box
        lines = READER.pages(self.data)[spot.page - 1].lines
        return next(
            line.text
            for line in lines
            if (round(line.x0, 2), round(line.x1, 2)) == (left, right)
            and round(line.y - line.size, 2) == top
        )

    def _element(self, spot):
        if self.tree is None:
            self.tree = tree_of(self.data)
        (found,) = self.tree.xpath(spot.xpath)
        if isinstance(found, str):
            return str(found)
        if spot.read == "lines":
            found = deepcopy(found)
            for one in found.iter("br"):
                one.tag = "div"
        if spot.read == "raw_text":
            return raw_text(found)
        return (
            table_text(found, spot.lang)[0]
            if spot.read == "table_text"
            else inline_text(found, spot.lang)
        )

    def _field(self, spot):
        encodings = ("utf-8-sig", "gb18030")
        text = next(t for e in encodings if (t := self._decoded(e)) is not None)
        values = [
            one.partition("=")[2].strip()
            for one in text.replace("\r", "").split("\n<")
            if one.partition("=")[0].strip("<> \n") == spot.name
        ]
        return [value for value in values if value][spot.nth or 0]

    def _decoded(self, encoding):
        try:
            return self.data.decode(encoding)
        except UnicodeDecodeError:
            return None

    def _cell(self, spot):
        spreadsheet = "cp1252" if b"\n" in self.data else "mac_roman"
        text = self._decoded("utf-8-sig") or self.data.decode(spreadsheet)
        lines = text.splitlines(keepends=True)
        start = next(n for n, line in enumerate(lines) if spot.column in line.lower())
        mark = max(",;\t|", key=lines[start].count)
        rows = [*csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter=mark)]
        columns = [" ".join(name.replace("_", " ").split()).casefold() for name in rows[0]]
        row = rows[spot.row - 1 - start]
        return row[columns.index(spot.column)]

    def value(self, spot: Spot):
        text = self.text(spot)
        if spot.span:
            text = text[slice(*spot.span)]
        for step in spot.steps:
            arguments = [text if n == step.place else a for n, a in enumerate(step.arguments)]
            text = applied(step.name, arguments)
        return text

    def whole(self, place: Place):
        if not place.parts:
            return self.value(place.spot)
        texts = [self.value(part) for part in place.parts]
        return "".join(a + b for a, b in zip(place.between, [*texts, ""], strict=True))


def applied(name, arguments):
    first, *rest = arguments
    if name == "item":
        return first[rest[0]]
    if name == "field":
        return getattr(first, rest[0])
    if name == "slice":
        return first[rest[0] : rest[1]]
    if name == "str":
        return str(first)
    if "." not in name:
        return getattr(first, name)(*rest)
    module, _, function = name.rpartition(".")
    return getattr(import_module(module), function)(*arguments)


def shares(found: Found):
    """Format -> how many values are exact, by rule, neither."""
    counts = defaultdict(lambda: [0, 0, 0])
    for name, some, _, _ in found:
        counts[name] = [a + b for a, b in zip(counts[name], some, strict=True)]
    return dict(counts)


def table(counts):
    return "\n".join(
        f"{name:10} {exact:6} exact {ruled:6} by rule {other:5} neither"
        f" {(exact + ruled) / (exact + ruled + other):7.1%}"
        for name, (exact, ruled, other) in sorted(counts.items())
    )


def wrong(found: Found, count, seed=11):
    """Of so many exact places, taken at random, those that give another value; and their formats."""
    chosen = [(data, place) for _, _, data, places in found for place in places if place.exact]
    chosen = random.Random(seed).sample(chosen, min(count, len(chosen)))
    fresh: dict[bytes, Fresh] = {}
    bad, tried = [], Counter()
    for data, place in chosen:
        read = fresh.setdefault(data, Fresh(data))
        spots = place.parts or (place.spot,)
        if place.rewritten or any(spot.read == "ocr" for spot in spots):
            continue
        tried[place.format] += 1
        got = str(read.whole(place))
        if got != str(place.value):
            bad.append((place.file, place.field, place.value, got, place.spot))
    return bad, tried


@pytest.fixture(scope="module")
def specimens(tmp_path_factory):
    """The corpus of specimens, and two publications in every format that is written."""
    folder = tmp_path_factory.mktemp("traced")
    files = write(folder / "corpus", 24)
    held = [*publications(60)]
    for name, encode in ENCODERS.items():
        own = [p for p in held if p.office in load(name).OFFICES and p.right == "invention"]
        for place, one in enumerate((own or held)[:2]):
            file = folder / f"{name}-{place}{SUFFIXES.get(name, '.xml')}"
            file.write_bytes(encode(one))
            files.append(file)
    return trace(files, kept=60)


def test_places_in_specimens_read_the_same_again(specimens):
    bad, tried = wrong(specimens, WANTED)
    assert not bad, bad[:5]
    assert tried.total() > 900
    assert len(tried) >= 22


def test_nearly_all_values_of_specimens_have_a_place(specimens):
    counts = shares(specimens)
    print(f"\n{table(counts)}")
    assert set(counts) == set(ENCODERS)
    low = {n: c for n, c in counts.items() if sum(c[:2]) < SHARE * sum(c)}
    assert not low, table(counts)


def test_bytes_of_a_place_hold_its_element(specimens):
    seen = 0
    for name, _, data, places in specimens:
        for place in places:
            if (
                not (place.exact and place.spot.xpath and not place.parts)
                or "@" in place.spot.xpath
            ):
                continue
            cut = data[place.offset - place.record :][: place.length]
            if place.length == len(data):
                continue
            seen += 1
            assert cut.startswith(b"<")
            assert cut.endswith(b">")
            local = place.spot.xpath.split("/")[-1]
            if local[0].isalpha() and "(" not in local:
                assert cut[1:].startswith(local.partition("[")[0].encode()), (name, place)
    assert seen > 100


@pytest.mark.shared
@pytest.mark.timeout(900)
def test_a_thousand_values_of_real_files_read_the_same_again(shared_samples):
    chance = random.Random(3)
    files = []
    for folder in sorted(p for p in shared_samples.iterdir() if p.is_dir()):
        every = sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size < 6_000_000)
        files += chance.sample(every, min(8, len(every)))
    found = trace(files, per_file=1, kept=40)
    counts = shares(found)
    print(f"\n{table(counts)}")
    bad, tried = wrong(found, WANTED)
    assert not bad, bad[:5]
    assert tried.total() > 0.9 * WANTED, tried
    assert len(counts) >= 15
    low = {n: c for n, c in counts.items() if sum(c[:2]) < SHARE * sum(c)}
    assert not low, table(counts)


def test_tracing_changes_nothing(tmp_path):
    """What is parsed while tracing is what is parsed."""
    seen = set()
    for name, _, data, places in trace(write(tmp_path, 24), per_file=1, kept=10_000):
        plain = next(p for p in parse_record(Record(data, "file")) if isinstance(p, Publication))
        values = {leaf.path: leaf.value for leaf in leaves(plain)}
        assert {place.field: place.value for place in places} == values
        seen.add(name)
    assert len(seen) >= 5


@pytest.mark.parametrize(
    ("path", "asked", "expected"),
    [
        ("title[0].text", "title", True),
        ("title[0].text", "title[0]", True),
        ("title[0].text", "title[1]", False),
        ("title[10].text", "title[1]", False),
        ("title[0].text", "titl", False),
        ("claims[12].text", "claims[].text", True),
        ("claims[12].lang", "claims[].text", False),
        ("anything", "", True),
    ],
)
def test_parts_of_paths(path, asked, expected):
    assert is_part(path, asked) is expected


def test_the_switch_comes_first():
    script = "import parsers.text\nfrom parsers import origins\norigins.switch_on()"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "can be traced only in a process" in done.stderr
    assert done.returncode == 1


PAIR = b"""<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" file="US09000001-20150407.XML">
<us-bibliographic-data-grant><publication-reference><document-id><country>US</country>
<doc-number>09000001</doc-number><kind>B2</kind><date>20150407</date></document-id>
</publication-reference><application-reference appl-type="utility"><document-id>
<country>US</country><doc-number>13000002</doc-number><date>20130102</date></document-id>
</application-reference><invention-title>Two<sub>2</sub> of &#960;</invention-title>
<us-parties><inventors><inventor sequence="001"><addressbook><last-name>Doe</last-name>
<first-name>Jane</first-name><address><city>Bonn</city><country>DE</country></address>
</addressbook></inventor><inventor sequence="002"><addressbook><last-name>Doe</last-name>
<first-name>Jane</first-name><address><city>Ulm</city><country>DE</country></address>
</addressbook></inventor></inventors></us-parties></us-bibliographic-data-grant>
<claims><claim num="00001"><claim-text>1. A thing.</claim-text></claim></claims>
</us-patent-grant>"""


def test_equal_words_are_told_apart(tmp_path):
    file = tmp_path / "one.xml"
    file.write_bytes(PAIR)
    ((_, _, data, places),) = trace([file], kept=1_000)
    by_field = {place.field: place for place in places}
    second = by_field["parties[1].family"]
    assert second.spot.xpath.endswith("/inventor[2]/addressbook/last-name")
    assert data[second.offset :][: second.length] == b"<last-name>Doe</last-name>"
    assert data[: second.offset].count(b"<last-name>") == 1
    assert by_field["parties[0].city"].spot.xpath.endswith("/inventor[1]/addressbook/address/city")
    title = by_field["title[0].text"]
    assert (title.value, title.exact, title.by) == ("Two2 of π", True, None)
    assert by_field["date"].raw == "20150407"
    assert by_field["date"].by == "day"
    claim = by_field["claims[0].text"]
    assert (claim.value, Fresh(data).value(claim.spot)) == ("A thing.", "A thing.")
    assert by_field["right"].by == "rule"
    assert "kind" in by_field["right"].why
