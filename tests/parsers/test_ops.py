"""Real responses of OPS: what they give, counted another way than the parser does."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from msgspec import structs

from parsers.model import Notice, Publication
from parsers.parse import parse_record
from parsers.record import Failure, Record
from parsers.specimens.encoders import ops
from tests.parsers.rawxml import blocks, letters, read, starts

pytestmark = pytest.mark.shared

GIVEN = {
    "convert_patent_number_epodoc": "NO_PUBLICATION",
    "convert_patent_number_multiple": "NO_PUBLICATION",
    "convert_patent_number_original": "NO_PUBLICATION",
    "get_abstract": "P",
    "get_abstract_multiple": "PPP",
    "get_biblio": "P",
    "get_biblio_multiple": "PPP",
    "get_claims": "P",
    "get_claims_multiple": "P",
    "get_classification_mapping": "NO_PUBLICATION",
    "get_classification_schema": "NO_PUBLICATION",
    "get_classification_schema_subclass": "NO_PUBLICATION",
    "get_classification_statistics": "NO_PUBLICATION",
    "get_description": "P",
    "get_description_multiple": "P",
    "get_family": "PPPPP",
    "get_family_with_biblio": "PPPPP",
    "get_family_with_legal": "PNPPNPNP",
    "get_full_cycle_multiple": "PPPP",
    "get_fulltext": "P",
    "get_fulltext_multiple": "P",
    "get_legal": "PN",
    "get_legal_multiple": "PN",
    "get_published_equivalents": "NO_PUBLICATION",
    "get_published_equivalents_multiple": "NO_PUBLICATION",
    "get_register_biblio": "PPN",
    "get_register_biblio_multiple": "PPN",
    "get_register_events": "N",
    "get_register_events_multiple": "N",
    "get_register_procedural_steps": "N",
    "get_register_procedural_steps_multiple": "N",
    "get_register_unip": "PPN",
    "get_register_unip_multiple": "PPN",
    "search": "PPPPP",
    "search_register": "PPPPP",
    "search_register_with_constituent": "PNPNPN",
    "search_with_constituent": "PPP",
}
"""Publications, notices and the codes of failures, response by response."""
Items = list[Publication | Notice | Failure]


def items(data: bytes) -> Items:
    return [*parse_record(Record(data=data, file="response"))]


@pytest.fixture(scope="module")
def responses(shared_samples: Path) -> dict[str, tuple[str, Items]]:
    files = shared_samples.glob("epo-ops/*/response.xml")
    found = {path.parent.name: (read(path), items(path.read_bytes())) for path in files}
    empty = found.pop("get_classification_schema_multiple")  # a style sheet without a document
    assert "<ops" not in empty[0]
    return found


def test_what_each_response_gives(responses):
    letter = {Publication: "P", Notice: "N"}
    told = {
        name: "".join(i.code if isinstance(i, Failure) else letter[type(i)] for i in found)
        for name, (_, found) in responses.items()
    }
    assert told == GIVEN


def documents(responses):
    """Every exchange document in the raw responses, with its publication."""
    for name, (raw, found) in responses.items():
        cut = re.findall(r"<exchange-document\s.*?</exchange-document>", raw, re.DOTALL)
        if cut:
            made = [item for item in found if isinstance(item, Publication)]
            assert len(cut) == len(made), name
            yield from zip(cut, made, strict=True)


def names(raw: str, tag: str, form: str) -> list[str]:
    entries = re.findall(rf'<{tag} [^>]*data-format="{form}">(.*?)</{tag}>', raw, re.DOTALL)
    return [" ".join(html.unescape(blocks(entry, "name")[0]).split()) for entry in entries]


def test_keys_titles_abstracts(responses):
    count = 0
    for raw, found in documents(responses):
        key = dict(re.findall(r'([\w-]+)="([^"]*)"', raw[: raw.index(">")]))
        number = f"{key['country']}{key['doc-number']}{key['kind']}"
        printed = blocks(raw, "date")[0]
        day = found.date.replace("-", "")
        american = found.office == "US" and len(found.number) == 11
        assert found.id.replace("US20120", "US2012") == number if american else found.id == number
        assert (day, found.family) == (printed, key.get("family-id"))
        assert [*map(letters, blocks(raw, "invention-title"))] == [
            letters(text.text) for text in found.title
        ]
        assert [*map(letters, blocks(raw, "abstract"))] == [
            letters(text.text) for text in found.abstract
        ]
        count += 1
    assert count == 20


def test_parties_once_though_given_in_two_forms(responses):
    for raw, found in documents(responses):
        for role in ("applicant", "inventor"):
            printed = names(raw, role, "epodoc")
            made = [party for party in found.parties if party.role == role]
            assert [f"{p.name} [{p.country}]" if p.country else p.name for p in made] == printed
            assert [p.sequence for p in made] == [*range(1, len(printed) + 1)]
        assert {party.role for party in found.parties} <= {"applicant", "inventor"}


def test_classes_once_though_given_by_several_offices(responses):
    for raw, found in documents(responses):
        printed = Counter()
        parts = ("section", "class", "subclass", "main-group", "subgroup", "classification-value")
        for block in blocks(raw, "patent-classification"):
            cells = [(blocks(block, tag) or [""])[0] for tag in parts]
            if cells[0]:
                printed["{}{}{} {}/{} {}".format(*cells)] += 1
        values = {"inventive": "I", "additional": "A", None: ""}
        made = [c for c in found.classifications if c.scheme == "cpc"]
        assert sorted(f"{c.symbol} {values[c.value]}" for c in made) == sorted(printed)
        ipc = {re.sub(r"\s+", "", text)[:-2] for text in blocks(raw, "text") if "/" in text[:12]}
        shown = {c.symbol.replace(" ", "") for c in found.classifications if c.scheme == "ipc"}
        assert shown == ipc
        national = blocks(raw, "classification-symbol")
        assert [c.symbol for c in found.classifications if c.scheme == "uspc"] == national


def test_citations(responses):
    phases = {
        ("national-search-report", "examiner"): "search",
        ("undefined", "examiner"): None,
        ("undefined", "applicant"): "applicant",
    }
    count = 0
    for raw, found in documents(responses):
        cited = blocks(raw, "citation")
        count += len(cited)
        assert len(found.citations) == len(cited)
        for tag, block, made in zip(starts(raw, "citation"), cited, found.citations, strict=True):
            said = (re.search(r'phase="(.*?)"', tag)[1], re.search(r'by="(.*?)"', tag)[1])
            assert made.phase == phases[said]
            assert made.claims == ("; ".join(dict.fromkeys(blocks(block, "rel-claims"))) or None)
            assert set(made.category or "") == set("".join(blocks(block, "category")))
            if "<patcit" in block:
                docdb = re.search(r'"docdb">(.*?)</document-id>', block, re.DOTALL)[1]
                assert made.document.office == blocks(docdb, "country")[0]
                assert made.document.kind == blocks(docdb, "kind")[0]
                assert (made.document.raw or made.document.number) == blocks(docdb, "doc-number")[0]
            else:
                assert letters(made.text) == letters(blocks(block, "text")[0])
    assert count > 90


def test_applications_and_priorities(responses):
    for raw, found in documents(responses):
        reference = blocks(raw, "application-reference")
        if not reference:
            continue
        dates = blocks(reference[0], "date")
        assert found.application.date.replace("-", "") == dates[0]
        claims = blocks(raw, "priority-claim")
        stages = [claim for claim in claims if "<doc-number>WO20" in claim]
        assert len(found.priorities) == len(claims) - len(stages)
        assert [r.relation for r in found.related] == ["pct"] * len(stages)
        assert [p.date.replace("-", "") for p in found.priorities] == [
            blocks(claim, "date")[0] for claim in claims if claim not in stages
        ]


def test_claims_and_descriptions(responses):
    for name in ("get_claims", "get_claims_multiple"):
        raw, (found,) = responses[name]
        printed = blocks(raw, "claim-text")
        assert [letters(f"{c.number}.{c.text}") for c in found.claims] == [*map(letters, printed)]
        assert {c.lang for c in found.claims} == {"en"}
        assert found.claims[3].depends_on == (2, 3)
    for name in ("get_description", "get_description_multiple"):
        raw, (found,) = responses[name]
        printed = [text for text in map(letters, blocks(raw, "p")) if text]
        shown = [f"[{s.number}]{s.text}" if s.number else s.text for s in found.description]
        assert [letters(text) for text in shown] == printed
        numbers = [s.number for s in found.description if s.number]
        assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


def test_families(responses):
    raw, found = responses["get_family"]
    members = re.findall(r"<ops:family-member .*?</ops:family-member>", raw, re.DOTALL)
    for block, made in zip(members, found, strict=True):
        assert made.family == re.search(r'family-id="(\d+)"', block)[1]
        assert made.date.replace("-", "") == blocks(block, "date")[0]
        assert made.kind == blocks(block, "kind")[0]
        assert len(made.priorities) == len(starts(block, "priority-claim"))
        assert {gap.part for gap in made.gaps} == {"title", "abstract", "description", "claims"}


def test_legal_events(responses):
    for name in ("get_legal", "get_legal_multiple", "get_family_with_legal"):
        raw, found = responses[name]
        printed = re.findall(r"<ops:legal .*?</ops:legal>", raw, re.DOTALL)
        notices = [item for item in found if isinstance(item, Notice)]
        events = [event for notice in notices for event in notice.events]
        assert len(events) == len(printed)
        for block, event in zip(printed, events, strict=True):
            field = dict(re.findall(r"<ops:(L\d+EP)[^>]*>([^<]*)</", block))
            assert (event.office, event.date) == (field["L001EP"], field["L007EP"])
            assert event.code == field["L008EP"].strip()
            assert event.title == html.unescape(re.search(r' desc="(.*?)"', block)[1])
            assert event.country == field.get("L501EP")
            assert (event.effective or "").replace("-", "") == field.get("L525EP", "")
            owner = field.get("L509EP")
            assert event.after == ((html.unescape(owner),) if owner else ())
            told = letters(event.text or "")
            for tag, text in field.items():
                if tag > "L500" and tag not in {"L501EP", "L509EP", "L525EP"}:
                    assert letters(text) in told
    assignment = next(event for event in events if event.code == "AS")
    assert assignment.number == "027221/0655"
    assert assignment.before == ("HERRALA, SAMI", "KYLMANEN, JARI", "NIEMI, JAAKO")
    american = notices[-1]
    assert american.application.number == "13167395"
    assert american.publication.number == "20120057518"


def test_register_publications_are_as_they_stood_in_their_bulletin(responses):
    for name in ("get_register_biblio", "get_register_biblio_multiple", "get_register_unip"):
        _, (first, second, notice) = responses[name]
        assert (first.id, second.id) == ("EP2400812A1", "EP2400812B1")
        assert first.title[0].text == "Bluetooth-Vernetzung"
        assert second.title[0].text == "BLUETOOTH-VERNETZUNG"
        agents = [[p.name for p in made.parties if p.role == "agent"] for made in (first, second)]
        assert agents == [["Antila, Harri Jukka Tapani"], ["Kolster Oy Ab"]]
        homes = [made.parties[0].address for made in (first, second)]
        assert homes == ["Teknologiantie 2, 90590 Oulu", "Elektroniikkatie 2, 90590 Oulu"]
        assert [len(made.classifications) for made in (first, second)] == [1, 2]
        assert [len(made.designated_states) for made in (first, second)] == [37, 37]
        assert notice.application.number == "10167109"
        assert notice.publication.kind == "B1"


def test_the_register_agrees_with_the_bibliographic_data(responses):
    """Two services on one publication: what differs is how names and titles are spelled."""
    _, (biblio,) = responses["get_biblio"]
    _, (register, *_) = responses["get_register_biblio"]
    for key in ("id", "date", "right", "stage"):
        assert getattr(biblio, key) == getattr(register, key)
    filed, stated = biblio.application, register.application
    assert (filed.office, filed.number, filed.date) == (stated.office, stated.number, stated.date)
    assert [t.text.casefold() for t in sorted(biblio.title, key=lambda t: t.lang)] == [
        t.text.casefold() for t in register.title
    ]
    assert [(c.document.office, c.document.number, c.claims) for c in biblio.citations] == [
        (c.document.office, c.document.number, c.claims) for c in register.citations
    ]
    people = [[p.name for p in made.parties if p.role == "inventor"] for made in (biblio, register)]
    spelled = [name.upper().replace(",", "").replace("Ä", "AE") for name in people[1]]
    assert spelled == people[0]
    assert {c.symbol for c in register.classifications} <= {
        c.symbol for c in biblio.classifications
    }


def test_register_events_are_all_there_and_lapses_once(responses):
    raw, found = responses["get_register_biblio"]
    lapses = blocks(blocks(raw, "term-of-grant")[0], "lapsed-in-country")
    made = [event for event in found[-1].events if event.code == "lapsed-in-country"]
    assert sorted((e.country, e.date.replace("-", "")) for e in made) == sorted(
        (blocks(block, "country")[0], blocks(block, "date")[0]) for block in lapses
    )
    for name in ("get_register_events", "get_register_events_multiple"):
        raw, (notice,) = responses[name]
        printed = blocks(raw, "dossier-event")
        made = [event for event in notice.events if not event.code.startswith("status")]
        assert sorted((e.code, e.date.replace("-", ""), e.title, e.number) for e in made) == sorted(
            (
                blocks(block, "event-code")[0],
                blocks(block, "date")[0],
                html.unescape(blocks(block, "event-text")[0]),
                (blocks(block, "gazette-num") or [None])[0],
            )
            for block in printed
        )
        assert len(notice.events) == len(printed) + len(starts(raw, "ep-patent-status"))
        assert notice.publication.number == "2400812"
    raw, (notice,) = responses["get_register_procedural_steps"]
    steps = blocks(raw, "procedural-step")
    dated = [block for block in steps if "<ns3:date>" in block]
    assert len(notice.events) == len(dated) + len(starts(raw, "ep-patent-status"))
    assert notice.source.notes == (f"steps without a date, left out: {len(steps) - len(dated)}",)
    fee = next(event for event in notice.events if event.code == "RFEE")
    assert fee.text == "YEAR: 03; DATE_OF_PAYMENT: 2012-06-20"


def test_register_searches(responses):
    raw, found = responses["search_register"]
    assert [made.number for made in found] == re.findall("<ns3:doc-number>(46\\d+)<", raw)
    assert {made.kind for made in found} == {None}
    assert [len(made.classifications) for made in found] == [
        len(re.findall("[A-H]\\d\\d[A-Z]", text)) for text in blocks(raw, "text")
    ]
    raw, found = responses["search_register_with_constituent"]
    made = [item for item in found if isinstance(item, Publication)]
    for block, item in zip(blocks(raw, "register-document"), made, strict=True):
        for role in ("applicant", "inventor", "agent"):
            assert sum(p.role == role for p in item.parties) == len(starts(block, role))
        assert len(item.priorities) == len(starts(block, "priority-claim"))
        assert len(item.citations) == len(starts(block, "citation"))
    assert [r.relation for r in made[0].related] == ["division", "division"]
    assert [r.document.number for r in made[0].related] == ["22790168", "4409306"]


def test_json_says_what_xml_says(responses, shared_samples):
    """The same response in JSON, written by another hand, gives the same."""
    for name, (_, found) in responses.items():
        data = (shared_samples / "epo-ops" / name / "response.xml").read_bytes()
        again = items(ops.as_json(data))
        assert len(again) == len(found), name
        for left, right in zip(found, again, strict=True):
            if isinstance(left, Failure):
                assert isinstance(right, Failure)
                assert (left.code, left.message) == (right.code, right.message)
            else:
                assert structs.replace(right, source=left.source) == structs.replace(
                    left, source=left.source
                ), name


def test_the_small_files(shared_samples: Path):
    folder = shared_samples / "epo-ops" / "testdata"
    found = {path.stem: items(path.read_bytes()) for path in sorted(folder.iterdir())}
    assert [s.kind for s in found["description"][0].description] == [
        *("paragraph", "paragraph", "heading", "paragraph", "heading", "paragraph"),
    ]
    assert [s.number for s in found["description"][0].description] == [
        *("0001", "0002", None, "0003", None, "0004"),
    ]
    assert found["error_404"][0].code == "NO_PUBLICATION"
    assert "404 Document not found" in found["error_404"][0].message
    assert "429 Fair use limit exceeded" in found["error_429"][0].message
    assert [item.id for item in found["family"]] == [
        *("EP2400812A1", "US9876543B2", "WO2011012345A1"),
    ]
    (pictures,) = found["image-inquiry"]
    assert pictures.id == "EP1000000B1"
    assert {gap.part: gap.reason for gap in pictures.gaps if "pages" in (gap.detail or "")} == {
        "drawings": "published_elsewhere",
        "pages": "published_elsewhere",
    }
    assert [item.title[0].text for item in found["search"]] == [
        *("Battery Management System", "Improved Battery Technology"),
    ]
