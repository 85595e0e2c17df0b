"""Other spellings, from the words the index holds: brute force makes the mistakes."""

import random
from collections import defaultdict

import pytest
from filling import fill
from msgspec import structs

from indexer.analysis import partition_of
from indexer.analysis_words import CJK, WORD, narrow
from indexer.judging import Texts
from parsers.model import Segment
from search_api import advising
from search_api.parameters import SearchParameters
from search_api.spelling.words import in_case_of

GROUPS = ("en", "de", "fr", "zh", "ja", "ko", "pa", "in")
EACH = 8


@pytest.fixture(
    params=["service", pytest.param("elastic_service", marks=pytest.mark.elasticsearch)]
)
def asked(request, monkeypatch):
    """Asks for a query, with time enough on a busy machine."""
    monkeypatch.setattr(advising, "_SPELLING_SECONDS", 30)
    service = request.getfixturevalue(request.param)

    def ask(q, **more):
        return service.search(SearchParameters(q=q, size=1, fields=("score",), **more))

    return ask


@pytest.fixture(scope="session")
def vocabulary(specimens):
    """Language or name field -> word -> publications that have it."""
    found = {group: defaultdict(set) for group in GROUPS}
    for publication in specimens:
        texts = Texts(publication)
        for field in ("ti", "ab", "clm", "desc", "pa", "in"):
            name = field in {"pa", "in"}
            group = found.get(field if name else partition_of(publication.language))
            for text in texts.of(field) if group is not None else ():
                for word in WORD.findall(narrow(text)):
                    group[word].add(publication.id)
    return found


def misspelt(word, letters, chance):
    at = chance.randrange(1, len(word) - 1)
    ways = [
        word[:at] + chance.choice(letters) + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    if len(word) > 3:
        ways += [word[:at] + word[at + 1 :], word[:at] + chance.choice(letters) + word[at:]]
    return chance.choice(ways)


def is_word(word):
    return 3 <= len(word) <= 8 if CJK.match(word) else len(word) > 4 and word.isalpha()


@pytest.mark.parametrize("group", GROUPS)
def test_a_misspelt_word_is_offered_as_the_index_has_it(asked, vocabulary, group):
    words = vocabulary[group]
    chance = random.Random(group)
    pool = sorted(word for word in words if is_word(word) and len(words[word]) > 3)
    letters = sorted({c for word in pool for c in word})
    field = f"{group}:" if group in {"pa", "in"} else ""
    tried, right, wrong = 0, 0, []
    while tried < EACH:
        word = chance.choice(pool)
        of_kind = [c for c in letters if bool(CJK.match(c)) == bool(CJK.match(word))]
        mistake = misspelt(word, of_kind, chance)
        if mistake in words:
            continue
        answer = asked(field + mistake)
        if answer.total.value:  # stems, or a part of another run
            continue
        tried += 1
        offered = [one.text.removeprefix(field) for one in answer.query.suggestions]
        if word.lower() in map(str.lower, offered):
            right += 1
        else:
            wrong.append((word, mistake, offered))
    assert right >= EACH - 1, wrong


@pytest.mark.parametrize("group", GROUPS)
def test_for_words_the_index_has_nothing_is_offered(asked, vocabulary, group):
    words = vocabulary[group]
    pool = sorted(word for word in words if is_word(word))
    rare = [word for word in pool if len(words[word]) <= 2]
    chance = random.Random(group)
    field = f"{group}:" if group in {"pa", "in"} else ""
    for word in {*chance.sample(pool, 10), *chance.sample(rare, min(10, len(rare)))}:
        answer = asked(f'{field}"{word}"')
        assert answer.total.value, word
        assert answer.query.suggestions == (), word


class TestOffers:
    @pytest.mark.parametrize(
        ("query", "offered", "dialect"),
        [
            ("lithuim batery", "lithium battery", "auto"),
            ("Elctrolyte", "Electrolyte", "auto"),
            ('"solid elctrolyte"', '"solid electrolyte"', "auto"),
            ("(solid NEAR3 elctrolyte)", "(solid NEAR3 electrolyte)", "auto"),
            ("NOSTEM(elctrolyte)", "NOSTEM(electrolyte)", "auto"),
            ("ti=(elctrolyte)", "ti=(electrolyte)", "espacenet"),
            ("TTL/elctrolyte", "TTL/electrolyte", "patft"),
            ("elctrolyte.ti.", "electrolyte.ti.", "ppubs"),
            ("发明名称=(固态电介质)", "发明名称=(固态电解质)", "cnipa"),
            ("固態電介質", "固態電解質", "auto"),
        ],
    )
    def test_are_whole_queries_in_the_same_language(self, asked, query, offered, dialect):
        answer = asked(query, dialect=dialect)
        first = answer.query.suggestions[0]
        assert first.text == offered
        again = asked(first.text, dialect=dialect)
        assert again.total.value == first.count > answer.total.value
        for change in first.changed:
            assert query[slice(*change.span)] == change.word

    @pytest.mark.parametrize(
        "query",
        [
            "cc:XX AND electrolyte", "NOT electrolyte AND ti:qqqqqqqq", "=elctrolyte123", "xqzw",
            "pn:US9999999", "elctroly*", "battery NOT elctrolyte", "elctrolyte~2", "石墨烯球",
        ],
    )  # fmt: skip
    def test_are_none_for_what_is_not_misspelt(self, asked, query):
        assert asked(query).query.suggestions == ()

    def test_come_with_the_diagnosis_as_the_nearest(self, asked):
        nearest = asked("ti:elctrolyte AND cc:(CN OR US OR EP)").query.nearest
        assert any(one.kind == "spelling" and "electrolyte" in one.text for one in nearest)


def test_capitals_are_as_typed():
    assert in_case_of("siemnes", "Siemens") == "siemens"
    assert in_case_of("Siemnes", "SIEMENS") == "Siemens"
    assert in_case_of("SIEMNES", "Siemens") == "SIEMENS"


def test_without_time_nothing_is_offered(service, monkeypatch):
    monkeypatch.setattr(advising, "_SPELLING_SECONDS", 0)
    answer = service.search(SearchParameters(q="elctrolyte"))
    assert answer.query.suggestions == ()
    assert answer.total.exact


@pytest.mark.parametrize(
    ("language", "pair"),
    [
        ("ru", ("Литиевая батарея с электролитом.", "литеивая", "литиевая")),
        ("el", ("Ηλεκτρική μπαταρία.", "ηλεκτρηκή", "ηλεκτρική")),
        ("es", ("Batería eléctrica añadida.", "eletrica", "eléctrica")),
        ("de", ("Die Straßenbahn fährt.", "strasenbahn", "straßenbahn")),
        ("ko", ("상기 전해질층은 고체이다.", "전헤질층", "전해질층")),
    ],
)
def test_other_scripts_are_spelt_as_texts_have_them(small, specimens, language, pair):
    text, mistake, right = pair
    segment = Segment(text=text, lang=language, number="0001")
    one = structs.replace(specimens[0], language=language, description=(segment,))
    fill(small.settings.data, small.engine, [one])
    answer = small.search(SearchParameters(q=f"desc:{mistake}"))
    assert [found.text for found in answer.query.suggestions] == [f"desc:{right}"]
