"""US sample files against counting and comparing in the raw XML."""

import re

import pytest
from rawxml import blocks, letters, one

from parsers.formats.us4_numbers import us_publication
from parsers.numbers import publication_number
from parsers.reading import read

RECORDS = ("uspto-grant-xml-v4", "uspto-app-xml-v4", "uspto-design-xml-tif")


@pytest.mark.shared
@pytest.mark.parametrize("folder", RECORDS)
def test_samples_agree_with_counting_in_the_raw_files(shared_samples, folder):
    for record in read(shared_samples / folder):
        raw = record.data.decode()
        if "<sequence-cwu" in raw:
            continue
        found = one(record.data)
        assert found.number.lstrip("DEHPR") in raw
        elements = len(re.findall(r"<claim ", raw))
        cancelled = [gap for gap in found.gaps if gap.part == "claims" and gap.reason == "removed"]
        assert len(found.claims) == elements or cancelled
        assert len(found.citations) == len(re.findall(r"<(?:pat|npl)cit ", raw))
        assert len(found.drawings) == len(re.findall(r"<figure ", raw))
        assert sum(party.role == "inventor" for party in found.parties) == len(
            re.findall(r'<inventor |app-type="applicant-inventor"', raw)
        )
        parts = re.findall(r"<classification-(?:ipcr|cpc)>", raw)
        assert sum(bool(entry.version) for entry in found.classifications) <= len(parts)
        assert len(found.priorities) == raw.count("<priority-claim ")


@pytest.mark.shared
@pytest.mark.parametrize("folder", RECORDS)
def test_no_letter_of_the_texts_is_lost(shared_samples, folder):
    compared = 0
    for record in read(shared_samples / folder):
        raw = re.sub(r"<\?.*?\?>", "", record.data.decode())
        if "<sequence-cwu" in raw or "<math " in raw:  # formulas are written in another way
            continue
        found = one(record.data)
        (description,) = blocks(raw, "description")
        written = "".join(part.text for part in found.description)
        assert squeezed(letters(description)) == squeezed("".join(written.split()))
        if all(gap.part != "claims" for gap in found.gaps):
            (marked,) = blocks(raw, "claims")
            claimed = "".join(claim.text for claim in found.claims)
            numbers = re.compile(r"(<claim-text>\s*)(?:<b>)?\d+(?:</b>)?\s*\.\s")
            assert squeezed(letters(numbers.sub(r"\1", marked))) == squeezed(
                "".join(claimed.split())
            )
        compared += 1
    assert compared


@pytest.mark.shared
def test_the_short_way_to_numbers_agrees_with_the_general_one(shared_samples):
    differing = {}
    for record in read(shared_samples / "uspto-grant-xml-v4"):
        raw = record.data.decode()
        for printed in re.findall(r"<country>US</country>\s*<doc-number>([^<]*)</doc-number>", raw):
            short = us_publication(printed)
            if short is not None and not re.fullmatch(r"(?:PCT|\d{8}$).*", printed):
                general = publication_number("US", printed)
                if short != general:
                    differing[printed] = (short, general)
    assert not differing


def squeezed(text: str) -> str:
    """Without the bars between cells and what has no shape."""
    return re.sub(r"[|\u00ad\u200b\u2060-\u2064\ufffd\ue000-\uf8ff]", "", text)
