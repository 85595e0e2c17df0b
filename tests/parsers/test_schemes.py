"""Scheme files of the offices, compared with brute force over the nesting of their elements."""

import contextlib
import zipfile
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from schemes import CPC, DEFINITIONS, LIVE, TITLES, ipc, put, zipped

from parsers.errors import ParseError
from parsers.schemes import Move, Note, read
from parsers.symbols import normal

STRUCTURE = set("scum123456789AB")


def entries(path, **more):
    [found] = [(part, list(part.entries)) for part in read(path, **more)]
    assert found[0].error is None
    return found


def test_ipc_is_nested_as_its_elements_are(tmp_path):
    part, found = entries(put(tmp_path, "ipc.xml", ipc()))
    assert (part.scheme, part.content, part.edition, part.lang) == (
        "ipc",
        "scheme",
        "2024-01-01",
        "en",
    )
    live = {one.symbol: one for one in found if one.state == "live"}
    assert list(live) == LIVE
    assert live["H01M 10/0562"].parent == "H01M 10/056"
    assert live["H01M 4/62"].parent == "H01M 4/02"
    assert live["H01M 10/00"].parent == "H01M"
    assert live["H01"].title == "BETA ELEMENTS; GAMMA PARTS"
    assert [live[s].level for s in ("H", "H01M", "H01M 10/00", "H01M 10/0562")] == [0, 2, 3, 6]
    [gone] = [one for one in found if one.state == "deleted"]
    assert gone.symbol == "H01M 10/07"
    assert gone.moves == (Move("transferred", "ipc", "H01M 10/0525"),)
    heading = next(one for one in found if one.state == "heading" and one.until)
    assert (heading.symbol, heading.until, heading.title) == (
        "H01M 10/00",
        "H01M 12/00",
        "Iota boxes",
    )
    [noted] = [one for one in found if one.notes]
    assert noted.notes == (Note("note", "In this subclass, a cell is a box."),)


@pytest.mark.parametrize(
    ("head", "edition"),
    [
        ('<ipcEntries displayMode="e19800101;a19800101" ipcLevel="c">|</ipcEntries>', "1980-01-01"),
        ('<staticIpc edition="20060101" lang="EN">|</staticIpc>', "2006-01-01"),
        (
            '<revisionPeriods><revisionPeriod><ipcEdition ipcLevel="a"><en><staticIpc edition="20090101">|</staticIpc></en></ipcEdition></revisionPeriod></revisionPeriods>',
            "2009-01-01",
        ),
    ],
)
def test_older_layouts_of_ipc(tmp_path, head, edition):
    inner = (
        '<ipcEntry kind="u" symbol="A01B" lang="EN"><textBody><title><titlePart>'
        "<text>One <emdash/> two N<tbond/>C and <sub>3</sub></text><entryReference>see "
        '<sref ref="A01C0005000000"/>, <mref ref="B60" endRef="B62"/></entryReference>'
        "</titlePart></title></textBody></ipcEntry>"
    )
    part, [one] = entries(put(tmp_path, "old.xml", head.replace("|", inner)))
    assert part.edition == edition
    assert (one.parent, one.level) == ("A01", 2)
    assert one.title == "One — two N≡C and 3"
    assert one.references == "see A01C 5/00, B60–B62"


def test_cpc_levels_six_and_seven_are_one_group(tmp_path):
    part, found = entries(put(tmp_path, "cpc.xml", CPC))
    assert (part.scheme, part.edition) == ("cpc", "2024-05-01")
    live = {one.symbol: one for one in found if one.state == "live"}
    assert {s: one.parent for s, one in live.items()} == {
        "H01M": "H01", "H01M 4/00": "H01M", "H01M 4/02": "H01M 4/00", "H01M 10/00": "H01M",
        "H01M 10/05": "H01M 10/00", "H01M 10/0525": "H01M 10/05", "H01M 2300/00": "H01M",
    }  # fmt: skip
    assert live["H01M"].title == "DELTA CELLS"
    assert live["H01M"].references == "pi cells H02J7/00"
    assert live["H01M"].notes == (Note("note", "One note."), Note("warning", "Beware of rho."))
    assert live["H01M 4/02"].title == "{sigma coated}"
    assert live["H01M 4/00"].moves == (Move("concordant", "ipc", "H01M 4/00"),)
    assert live["H01M 2300/00"].additional
    assert not live["H01M 10/00"].additional


def test_definitions_are_named_with_their_sections(tmp_path):
    part, [one] = entries(put(tmp_path, "d.xml", DEFINITIONS))
    assert part.content == "definitions"
    assert (one.symbol, one.state) == ("H01M 10/05", "named")
    assert one.title == "Lambda type (upsilon H01G)"
    assert one.notes == (
        Note("definition-statement", "This place covers:\nAll phi.", "Definition statement"),
        Note("limiting-references", "Chi | H01G9/00", "Limiting references"),
    )


def test_lists_of_titles(tmp_path):
    part, found = entries(put(tmp_path, "cpc-section-H_20250501.txt", TITLES))
    assert (part.scheme, part.content, part.edition) == ("cpc", "list", "2025-05-01")
    assert [(one.symbol, one.parent) for one in found][-4:] == [
        ("H01M 10/00", "H01M"), ("H01M 10/05", "H01M 10/00"), ("H01M 10/0525", "H01M 10/05"),
        ("H01M 10/10", "H01M 10/00"),
    ]  # fmt: skip
    designs = put(tmp_path, "designs.tsv", "14\tRecording things\n14-03\tTalking things\n")
    part, found = entries(designs, scheme="locarno", edition="13", lang="en")
    assert part.edition == "13"
    assert [(one.symbol, one.parent) for one in found] == [("14", None), ("14-03", "14")]
    ipc_titles = put(tmp_path, "EN_ipc_title_list_20240101.txt", "H01M0010050000\tlambda type\n")
    part, [one] = entries(ipc_titles)
    assert (part.scheme, one.symbol, one.state) == ("ipc", "H01M 10/05", "named")


def test_archives_and_names_tell_editions(tmp_path):
    inner = zipped({"cpc-scheme-H01M.xml": CPC, "readme.pdf": b"%PDF-1.4"})
    outer = put(
        tmp_path, "CPCSchemeXML202508.zip", zipped({"inner.zip": inner, "x/ipc.xml": ipc()})
    )
    parts = list(read(outer))
    good = {part.name: part.edition for part in parts if part.error is None}
    assert good == {"inner.zip!cpc-scheme-H01M.xml": "2025-08", "x/ipc.xml": "2024-01-01"}
    [bad] = [part for part in parts if part.error]
    assert bad.error.code == "FORMAT_UNKNOWN"
    assert next(iter(read(outer, edition="mine"))).edition == "mine"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xml", b"<us-patent-grant/>", "FORMAT_UNKNOWN"),
        ("a.txt", b"just words", "FORMAT_UNKNOWN"),
        ("a.zip", b"PK\x03\x04 not a zip", "ARCHIVE_DAMAGED"),
        ("a.xml", b"", "FORMAT_UNKNOWN"),
    ],
)
def test_what_is_no_scheme_says_so(tmp_path, name, content, code):
    [part] = list(read(put(tmp_path, name, content)))
    assert part.error.code == code


@pytest.mark.parametrize("cut", [200, 900, 1500, -40])
def test_a_damaged_scheme_ends_in_an_error(tmp_path, cut):
    with pytest.raises(ParseError, match=r"\w"):
        entries(put(tmp_path, "a.xml", ipc()[:cut]))
    bad = put(tmp_path, "cpc.txt", "H01M10/00\t0\tx\nnothing of the kind\n")
    with pytest.raises(ParseError, match="Not symbol"):
        entries(bad)


def test_an_entity_bomb_does_not_go_off(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = ipc().replace(b"<IPCScheme", bomb + b"<IPCScheme").replace(b"solid xi", b"solid &b;")
    path = put(tmp_path, "bomb.xml", data)
    with contextlib.suppress(ParseError):
        assert not any("aaaa" in one.title for one in entries(path)[1])


def brute(archive):
    """Symbol -> parent and titles over all files, by the standard library's parser."""
    parents, titles, deleted = {}, {}, set()
    for name in archive.namelist():
        if not name.endswith(".xml"):
            continue

        def below(element, above):
            for child in element.findall("ipcEntry"):
                symbol = normal("ipc", child.get("symbol"))
                if child.get("kind") in STRUCTURE:
                    parents[symbol] = above
                    texts = [
                        " ".join("".join(t.itertext()).split())
                        for t in child.findall("textBody/title/titlePart/text")
                    ]
                    titles[symbol] = "; ".join(filter(None, texts))
                    below(child, symbol)
                elif child.get("kind") == "d":
                    deleted.add(symbol)

        below(ET.fromstring(archive.read(name)), None)
    return parents, titles, deleted


@pytest.mark.shared
def test_the_real_ipc_is_read_as_brute_force_reads_it(shared_data):
    path = shared_data / "ipc-scheme.zip"
    with zipfile.ZipFile(path) as archive:
        parents, titles, deleted = brute(archive)
    found, gone, named = {}, set(), {}
    for part in read(path):
        assert part.error is None
        assert part.edition == "1980-01-01"
        for one in part.entries:
            if one.state == "live":
                assert found.setdefault(one.symbol, one.parent) == one.parent
                named[one.symbol] = one.title
            elif one.state == "deleted":
                gone.add(one.symbol)
    assert len(found) == 56_205
    assert found == parents
    assert gone == deleted
    assert named.keys() == titles.keys()
    differing = [s for s, title in titles.items() if named[s].split() != title.split()]
    assert len(differing) < 600, "only titles with elements for signs, and those with references"


@pytest.mark.shared
def test_every_real_definition_is_read(shared_data):
    path = shared_data / "cpc-definitions-2025.05.zip"
    with zipfile.ZipFile(path) as archive:
        count = sum(archive.read(n).count(b"<definition-item") for n in archive.namelist())
    found = Counter()
    for part in read(path):
        assert (part.scheme, part.content, part.edition) == ("cpc", "definitions", "2025-05")
        for one in part.entries:
            found["items"] += 1
            found["untitled"] += not one.title
            found["bare"] += not one.notes
    assert found["items"] == count == 49_089
    assert found["untitled"] == 0
