"""Small invented US grants as office files, for tests of how the index is filled."""

from pathlib import Path

from parsers.model import Claim, Publication, Reference, Source, Text

_WORDS = """anode cathode separator electrolyte membrane valve piston turbine rotor stator lens
mirror antenna filter amplifier sensor housing bracket gasket polymer resin catalyst ligand enzyme"""
WORDS = _WORDS.split()

_GRANT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" file="US{number:08}-{day}.XML" \
status="PRODUCTION" id="us-patent-grant" country="US" date-produced="{produced}" date-publ="{day}">
<us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>{number:08}</doc-number>\
<kind>B2</kind><date>{day}</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country>\
<doc-number>15{number:06}</doc-number><date>20180102</date></document-id></application-reference>
<invention-title id="d2e43">{title}</invention-title>
</us-bibliographic-data-grant>
<abstract id="abstract"><p id="p-0001" num="0000">{text}</p></abstract>
<description id="description"><p id="p-0002" num="0001">{text}</p></description>
<claims id="claims"><claim id="CLM-00001" num="00001"><claim-text>1. A device of {text}\
</claim-text></claim></claims>
</us-patent-grant>
"""


def grant(number, *, day="20200107", produced="20191220", title=None, text=None):
    """One grant as the office writes it; text is made up from the number where none is given."""
    words = [WORDS[(number * 7 + step * (number % 5 + 1)) % len(WORDS)] for step in range(40)]
    return _GRANT.format(
        number=number,
        day=day,
        produced=produced,
        title=title or f"Device with {words[0]} number {number}",
        text=text or " ".join(words) + ".",
    ).encode()


def weekly(path: Path, numbers, **kwargs) -> Path:
    """A weekly file: many records one after the other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(grant(number, **kwargs) for number in numbers))
    return path


def publication(number=1, **changes) -> Publication:
    """A publication without a file."""
    fields = {
        "id": f"US{number}B2",
        "office": "US",
        "number": str(number),
        "kind": "B2",
        "date": "2020-01-07",
        "right": "invention",
        "stage": "grant",
        "language": "en",
        "application": Reference(office="US", number="15000001", date="2018-01-02"),
        "title": (Text(lang="en", text=f"Device {number}"),),
        "claims": (Claim(number=1, text="A device.", lang="en"),),
        "source": Source(format="us4", file="/f.xml", offset=0, length=10, sha256="ab" * 32),
    }
    return Publication(**(fields | changes))
