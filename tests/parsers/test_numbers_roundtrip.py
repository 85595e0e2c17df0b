"""Every number in the offices' own files: original to docdb to epodoc and back, and as they say.

Where EPO data give one number in two or three forms, these are the truth for the derived ones.
"""

from collections import Counter, defaultdict

import pytest

from parsers.numbers import application_number, forms, publication_number, readings
from tests.parsers.numberblocks import blocks

WRITTEN = ("docdb", "epodoc", "original")
# Old EPO data write these differently from today's EPODOC or by mistake; all are read.
OLD_EPODOC = {
    "DE69832731D", "DE69832731T", "DE1079809T", *(f"DE{n}" for n in range(1258188, 1258198)),
    "AP19200001988", "ID19200002395", "RO19200001138", "RU19200131592", "TR19200003373T",
    "UA19200127405", "CZ19620200043", "DK19702186T",
}  # fmt: skip
SWAPPED = {"8359798", "9816128"}


def canonical(what, office, raw, date, kind, form):  # noqa: PLR0917 - what a block holds
    if what == "publication":
        return publication_number(office, raw, kind or None, date or None)
    form = form if form in WRITTEN else None
    return application_number(office, raw, date or None, kind or None, form)


@pytest.fixture(scope="module")
def found(shared_samples):
    return list(blocks(shared_samples))


def lost(block, number, form, text):
    """The note that explains why a form is missing or cannot be read back."""
    if form in {"docdb", "epodoc"} and not text:
        office = "" if number.startswith("PCT/") else block.office
        typed = (f"{office} {number} {block.kind}", f"{office} {number}")
        notes = [note for one in typed for r in readings(one) for note in r.notes]
        if explained := next((note for note in notes if "form" in note), ""):
            return explained
    if form in {"docdb", "epodoc"} and block.office == "US" and len(number) == 6 and not block.date:
        return "serial printed without its series"
    if number[-1] in "XT" and number[:-1].isdecimal():
        return "stand_in"
    if block.office == "US" and form == "epodoc":
        notes = [r.notes for r in readings(text) if r.number == number]
        return "us_series_guessed" if any("inferred" in note for n in notes for note in n) else ""
    return ""


def back(block, number, shapes):
    """(form, why it failed or "") for every form of a number."""
    for form in WRITTEN:
        text = getattr(shapes, form)
        office, kind, raw = block.office, block.kind, text
        if form == "docdb" and text:
            office, raw, kind = [*text.split(" "), ""][:3]
        elif number.startswith("PCT/"):
            office, kind = "WO", ""
        same = text and canonical(block.what, office, raw, block.date, kind, form) == number
        yield form, text, "" if same else lost(block, number, form, text) or "WRONG"


@pytest.mark.shared
def test_every_number_survives_the_round_trip(found):
    table: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for block in dict.fromkeys(one._replace(group=()) for one in found if one.office):
        number = canonical(*block[1:2], *block[3:5], block.date, block.kind, block.form)
        shapes = forms(block.office, block.what, number, block.kind or None, block.date or None)
        row = table[block.folder]
        row["numbers"] += 1
        for form, text, why in back(block, number, shapes):
            row[why or "equal"] += 1
            if why == "WRONG":
                wrong.append((block.office, block.number, block.kind, number, form, text))
    counts = "\n".join(f"{folder}: {dict(row)}" for folder, row in table.items())
    assert not wrong, f"{counts}\n{wrong[:20]}"
    assert sum(row["numbers"] for row in table.values()) > 4000, counts
    explained = sum(row.total() - row["numbers"] - row["equal"] for row in table.values())
    assert explained < sum(row["equal"] for row in table.values()) / 5, counts


def groups(found):
    """Numbers that stand in one place in several forms."""
    together = defaultdict(dict)
    for block in found:
        if block.form in WRITTEN and len(block.group) == 4:
            together[block.group].setdefault(block.form, block)
    for one in together.values():
        if "docdb" in one and len(one) > 1 and one["docdb"].number not in SWAPPED:
            dates = [block.date for block in one.values() if block.date]
            year = one["epodoc"].number[2:6] if "epodoc" in one else ""
            filed = year if one["docdb"].what == "application" and year.isdecimal() else ""
            yield one, (dates or [filed])[0]


@pytest.mark.shared
def test_the_forms_the_epo_gives_are_the_ones_derived(found):
    compared: Counter[str] = Counter()
    for one, date in groups(found):
        docdb = one["docdb"]
        number = canonical(docdb.what, docdb.office, docdb.number, date, docdb.kind, "docdb")
        shapes = forms(docdb.office, docdb.what, number, docdb.kind or None, date or None)
        assert shapes.docdb == f"{docdb.office} {docdb.number} {docdb.kind}".strip(), docdb
        for form, block in one.items():
            office = "WO" if docdb.kind == "W" and form != "docdb" else docdb.office
            raw = block.number
            if not raw.strip():
                continue
            again = canonical(docdb.what, office, raw, date, docdb.kind * (form == "docdb"), form)
            assert again == number, (docdb, block)
            compared[form] += 1
        if "epodoc" in one and one["epodoc"].number not in OLD_EPODOC:
            assert shapes.epodoc == one["epodoc"].number, docdb
    assert compared["docdb"] > 200, compared
    assert compared["epodoc"] > 200, compared
    assert compared["original"] > 30, compared


@pytest.mark.shared
def test_chinese_files_give_applications_twice_and_both_read_alike(found):
    """Beside the office's own form they have that of WIPO ST.13, which loses US series."""
    pairs = Counter()
    waiting = {}
    for block in found:
        place = block.group[:2]
        if block.what != "application" or block.form not in {"original", "standard"}:
            continue
        if block.office == "US" or block.folder not in {
            "cn-st96-new",
            "jp-ipph-xml-zh-translations",
        }:
            continue
        number = application_number(block.office, block.number, block.date or None)
        other = waiting.pop((place, block.office, block.date), None)
        if other is None:
            waiting[place, block.office, block.date] = (block.form, number)
        elif other[0] != block.form:
            pairs[other[1] == number] += 1
    assert pairs[True] > 50, pairs
    assert not pairs[False], pairs


@pytest.mark.shared
def test_every_number_reads_from_its_docdb_form_as_typed(found):
    """What a person types, without the date of the document, is among the readings."""
    missing = []
    for block in dict.fromkeys(one._replace(group=()) for one in found if one.form == "docdb"):
        number = canonical(block.what, block.office, block.number, block.date, block.kind, "docdb")
        typed = f"{block.office} {block.number} {block.kind}".strip()
        if number not in {reading.number for reading in readings(typed)}:
            missing.append((typed, number, block.date))
    assert len(missing) < 40, missing[:60]
