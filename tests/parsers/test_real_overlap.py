"""Publications that several sample files hold: what the files agree on, the publications do too."""

from collections import defaultdict

import pytest
from rawxml import gaps, parsed

FOLDERS = (
    "ep-fulltext-xml",
    "cn-st96-new",
    "cn-st36-old",
    "jp-ipph-xml-zh-translations",
    "epo-docdb-xml",
)
BIBLIOGRAPHIC = (
    "office",
    "number",
    "kind",
    "date",
    "right",
    "stage",
    "language",
    "application",
    "priorities",
    "related",
    "classifications",
    "designated_states",
    "events",
)


@pytest.fixture(scope="module")
def by_id(shared_samples):
    found = defaultdict(dict)
    for folder in FOLDERS:
        for path in sorted((shared_samples / folder).rglob("*")):
            if path.suffix.lower() == ".xml" and path.name != "toc.xml":
                for publication in parsed(path.read_bytes(), path.name):
                    found[publication.id][path.name] = publication
    return found


@pytest.mark.shared
def test_an_id_is_shared_only_by_original_and_translation(by_id):
    shared = {key: files for key, files in by_id.items() if len(files) > 1}
    assert len(shared) == 49
    for files in shared.values():
        original, translation = sorted(files)
        assert translation == original.replace(".XML", "_trans.XML")


@pytest.mark.shared
def test_original_and_translation_agree_on_all_but_words(by_id):
    for files in by_id.values():
        if len(files) < 2:
            continue
        original, translation = (files[name] for name in sorted(files))
        for part in BIBLIOGRAPHIC:
            assert getattr(original, part) == getattr(translation, part), (original.id, part)
        roles = [
            [(p.role, p.sequence, p.country, p.code) for p in x.parties] for x in files.values()
        ]
        assert roles[0] == roles[1], original.id
        assert len(original.drawings) == len(translation.drawings), original.id
        assert gaps(original).keys() <= gaps(translation).keys() | {"pictures_in_text"}
        if "claims" not in gaps(translation):
            numbers = [[claim.number for claim in x.claims] for x in (original, translation)]
            assert numbers[0] == numbers[1], original.id


@pytest.mark.shared
def test_the_two_languages_of_a_publication_can_stand_side_by_side(by_id):
    for files in by_id.values():
        if len(files) < 2:
            continue
        original, translation = (files[name] for name in sorted(files))
        for part in ("title", "abstract", "claims"):
            languages = [{text.lang for text in getattr(x, part)} for x in (original, translation)]
            assert languages[0] <= {"ja"}, original.id
            assert languages[1] <= {"zh"}, original.id


@pytest.mark.shared
def test_a_later_publication_names_the_earlier_one(by_id):
    (grant,) = by_id["CN101945314B"].values()
    (earlier,) = [r.document for r in grant.related if r.relation == "earlier_publication"]
    assert (earlier.number, earlier.kind) == (grant.number, "A")
    assert earlier.date < grant.date
    assert grant.application.date < earlier.date
