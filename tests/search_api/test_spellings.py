import pytest

from search_api.language.spellings import other_spelling


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("coloured", "colored"),
        ("behaviours", "behaviors"),
        ("fibres", "fibers"),
        ("sulphate", "sulfate"),
        ("aluminium", "aluminum"),
        ("ionised", "ionized"),
        ("polymerisation", "polymerization"),
        ("anaemia", "anemia"),
        ("catalogue", "catalog"),
    ],
)
def test_both_ways(british, american):
    assert other_spelling(british) == american
    assert other_spelling(american.capitalize()) == british


@pytest.mark.parametrize(
    "word",
    ["solar", "comprises", "precise", "size", "sizing", "exercise", "metering", "otherwise", "电池", "devised", "promising", "rise"],
)  # fmt: skip
def test_words_with_one_spelling(word):
    assert other_spelling(word) is None
