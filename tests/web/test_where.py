"""Where values come from: the page, the API and the command say the same."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest


def test_page_and_api_tell_the_places_of_a_part(client, ids):
    api = client.get(f"/api/v1/publications/{ids.drawn}/where", params={"field": "title"}).json()
    assert api["id"] == ids.drawn
    (text,) = [one for one in api["places"] if one["field"] == "title[0].text"]
    assert text["exact"]
    original = client.get(f"/api/v1/publications/{ids.drawn}/original").content
    start = text["offset"] - text["record"]
    cut = original[start : start + text["length"]].decode()
    assert text["value"] in re.sub(r"<[^>]*>", "", cut)
    for lang, words in (("zh", "此内容的来源"), ("en", "Where this comes from")):
        page = client.get(
            f"/publications/{ids.drawn}/where", params={"field": "title", "lang": lang}
        )
        assert page.status_code == 200
        assert len(page.content) < 60_000
        assert words in page.text
        assert text["value"] in page.text
        assert "&lt;" in page.text


def test_every_section_leads_to_its_places(client, ids):
    page = client.get(f"/publications/{ids.cited}", params={"lang": "en"})
    found = set(re.findall(r'href="(/publications/[^"]*/where[^"]*)"', page.text))
    assert {"claims", "description", "citations"} <= {one.rpartition("=")[2] for one in found}
    for one in sorted(found)[:2]:
        assert client.get(one.replace("&amp;", "&")).status_code == 200


def test_long_parts_are_shown_page_by_page(client, ids):
    first = client.get(f"/publications/{ids.drawn}/where", params={"lang": "en"})
    later = re.search(r'href="(/publications/[^"]*start=40[^"]*)"', first.text)[1]
    second = client.get(later.replace("&amp;", "&"))
    fields = [re.findall(r"<h2><code>(.*?)</code>", page.text) for page in (first, second)]
    assert len(fields[0]) == 40
    assert not set(fields[0]) & set(fields[1])


@pytest.mark.parametrize("field", ["nose", "title[99]", "<script>"])
def test_what_is_not_there_is_said(client, ids, field):
    told = client.get(f"/api/v1/publications/{ids.drawn}/where", params={"field": field})
    assert told.status_code == 404
    assert told.json()["code"] == "PART_MISSING"
    page = client.get(f"/publications/{ids.drawn}/where", params={"field": field})
    assert page.status_code == 404
    assert "<script>" not in page.text.split("</head>")[1]


def test_the_command_tells_places(data, ids):
    command = Path(sys.executable).with_name("gongkai")
    asked = [command, "show", ids.drawn, "--data", data, "--where"]
    done = subprocess.run([*asked, "title"], capture_output=True, text=True, check=True)
    assert "title[0].text" in done.stdout
    assert re.search(r"byte \d+, \d+ bytes", done.stdout)
    lines = subprocess.run([*asked, "all", "--json"], capture_output=True, check=True).stdout
    places = [json.loads(line) for line in lines.splitlines()]
    told = [place for place in places if place.get("exact") or place.get("by") == "rule"]
    assert len(told) > 0.9 * len(places) > 50
