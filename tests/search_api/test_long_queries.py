"""Lists of thousands of numbers, queries of hundreds of terms, and what is too much."""

from datetime import date
from functools import cache

import pytest
from lark import Tree
from long_queries import LISTS, STYLES, nested, numbers
from test_service import ask

from indexer.engines.limits import DEPTH
from indexer.query import Keyword, Or
from parsers.numbers import query_forms
from search_api.errors import QueryError
from search_api.language import DIALECTS, understand
from search_api.language.context import MOST_ALIKE, Context, Notices
from search_api.language.equality import same
from search_api.language.guard import MAX_LENGTH, MAX_SIGNS, MAX_VALUES, MAX_WORDS, fold, guard
from search_api.language.lists import shortened
from search_api.language.parsing import Parser
from search_api.language.translate import translate
from search_api.language.tree import leaves

TODAY = date(2026, 3, 31)

MANY = 400
"""Numbers of a list that is read by its first members; such lists are tried in every dialect."""


def forms(some):
    return {form for one in some for form in query_forms(one, "pn")}


def refused(text, dialect="canonical"):
    with pytest.raises(QueryError) as caught:
        understand(text, dialect, today=TODAY)
    low, high = caught.value.position
    assert 0 <= low < high <= len(text)
    return caught.value


class TestNumbers:
    @pytest.mark.parametrize(("dialect", "around", "between"), LISTS)
    def test_of_a_long_list_are_one_condition_with_each_at_its_place(
        self, dialect, around, between
    ):
        some = numbers(MANY)
        typed = around.format(between.join(some))
        found = understand(typed, dialect, today=TODAY)
        assert isinstance(found.query, Keyword)
        assert (found.query.field, set(found.query.values)) == ("pn", forms(some))
        places = [typed[slice(*leaf.span)].strip('"') for leaf in leaves(found.tree)]
        assert places == some
        assert understand(found.text, "canonical", today=TODAY).query == found.query

    @pytest.mark.parametrize(("dialect", "around", "between"), LISTS)
    def test_mean_what_short_lists_of_them_mean(self, dialect, around, between):
        some = [*numbers(60), *numbers(60, seed=2)]
        short = [
            understand(around.format(between.join(some[at : at + 10])), dialect, today=TODAY)
            for at in range(0, len(some), 10)
        ]
        whole = understand(around.format(between.join(some)), dialect, today=TODAY)
        assert same(whole.query, Or(tuple(one.query for one in short)))
        assert {n.key for n in whole.notices} == {n.key for one in short for n in one.notices}

    @pytest.mark.parametrize("dialect", STYLES)
    def test_ten_thousand_are_taken(self, dialect):
        around, between = STYLES[dialect].lists[0]
        some = numbers(10_000)
        found = understand(around.format(between.join(some)), dialect, today=TODAY)
        assert isinstance(found.query, Keyword)
        assert set(found.query.values) == forms(some)
        assert len(found.answer().clauses[0].label_en) < 2_000

    @pytest.mark.parametrize("dialect", ["ppubs", "orbit", "depatis", "cnipa", "lens", "patft"])
    def test_tell_their_dialect_though_its_sign_stands_behind(self, dialect):
        around, between = STYLES[dialect].lists[0]
        typed = around.format(between.join(numbers(MANY)))
        assert understand(typed, today=TODAY).dialect == dialect

    def test_without_an_office_get_the_one_of_the_dialect(self):
        some = [str(number) for number in range(6_123_456, 6_123_556)]
        typed = '("{}").pn.'.format('" "'.join(some))
        found = understand(typed, "ppubs", today=TODAY)
        assert set(found.query.values) == {f"US{one}" for one in some}

    @pytest.mark.parametrize("wrong", ["foo", "US12 34", "电池"])
    def test_among_which_one_is_none_are_refused_there(self, wrong):
        some = numbers(90)
        typed = f"pn:({' OR '.join((*some[:45], wrong, *some[45:]))})"
        error = refused(typed)
        assert typed[slice(*error.position)] in wrong

    @pytest.mark.parametrize("other", ["EP100*", '"US 7,654,321 B2"', "(EP1000000A1)"])
    def test_among_other_spellings_are_all_taken(self, other):
        some = numbers(90)
        typed = f"pn:({' OR '.join((*some[:45], other, *some[45:]))})"
        found = understand(typed, "canonical", today=TODAY)
        assert len(list(leaves(found.tree))) == 91
        assert same(found.query, understand(found.text, "canonical", today=TODAY).query)

    def test_all_of_which_are_demanded_stay_so(self):
        some = numbers(50)
        found = understand(f"ct:({' AND '.join(some)})", "canonical", today=TODAY)
        assert [leaf.value for leaf in leaves(found.tree)] == some
        assert found.text == f"ct:({' AND '.join(some)})"

    def test_in_different_fields_stay_there(self):
        some = numbers(100)
        lists = [" OR ".join(some[:50]), " OR ".join(some[50:])]
        found = understand(f"pn:({lists[0]}) AND NOT ct:({lists[1]})", "canonical", today=TODAY)
        fields = [leaf.target.name for leaf in leaves(found.tree)]
        assert fields == ["pn"] * 50 + ["ct"] * 50

    def test_as_words_are_words(self):
        some = numbers(50)
        found = understand(f"ti:({' OR '.join(some)})", "canonical", today=TODAY)
        assert found.text == f"ti:({' OR '.join(some)})"

    def test_leave_one_of_each_shape_to_the_grammar(self):
        some = numbers(MANY)
        text, (found,) = shortened(f"pn:({' OR '.join(some)})")
        assert len(text) == len(f"pn:({' OR '.join(some)})")
        assert len(text.split()) < 40
        assert len(found.spans) == MANY

    @pytest.mark.parametrize(("dialect", "around", "between"), LISTS)
    def test_are_found(self, service, specimens, dialect, around, between):
        held = [one.id for one in specimens[:30]]
        typed = around.format(between.join((*held, *numbers(MANY))))
        found = ask(service, typed, dialect=dialect, size=100)
        assert set(held) <= {hit.id for hit in found.hits}
        assert found.total.value < len(held) + 10


@cache
def pieces(dialect):
    """Conditions with fields, phrases, wildcards and brackets, said without loss."""
    made = []
    for at in range(60):
        for text in (
            f"ti:(pump{at} OR valve{at})",
            f'ab:("solid layer{at}" OR filter{at}*)',
            f"clm:(cell{at} OR 电池{at})",
            f"ti:(cell{at} AND NOT pack{at})",
            f"battery{at} AND (anode{at} OR cathode{at})",
            f'"solid layer{at}" OR filter{at}*',
        ):
            said = translate(understand(text, "canonical", today=TODAY), dialect, today=TODAY)
            if not said.losses:
                made.append(said.text)
    return tuple(made)


@pytest.mark.parametrize("dialect", DIALECTS)
class TestTerms:
    @pytest.mark.parametrize("operator", [0, 1])
    def test_by_the_hundred_mean_what_their_pieces_mean(self, dialect, operator):
        some = pieces(dialect)
        assert len(some) >= 100
        sign = STYLES[dialect][1 + operator]
        whole = understand(sign.join(f"({one})" for one in some), dialect, today=TODAY)
        parts = [understand(one, dialect, today=TODAY) for one in some]
        expected = understand(
            (" OR ", " AND ")[operator].join(f"({one.text})" for one in parts),
            "canonical",
            today=TODAY,
        )
        assert same(whole.query, expected.query)
        assert whole.words == sum(one.words for one in parts)

    @pytest.mark.parametrize(
        "change",
        [
            {" ": "\n"},
            {" ": "\u3000"},
            {"(": "（", ")": "）"},
            {"=": "＝", ":": "：", ",": "，"},
            {'"': "“"},
        ],
    )
    def test_mean_the_same_as_copied_from_documents(self, dialect, change):
        some = pieces(dialect)[:40]
        typed = STYLES[dialect].any_of.join(f"({one})" for one in some)
        copied = "".join(change.get(sign, sign) for sign in typed)
        assert copied != typed or not set(change) & set(typed)
        found, plain = (understand(text, dialect, today=TODAY) for text in (copied, typed))
        assert found.query == plain.query
        assert [leaf.span for leaf in leaves(found.tree)] == [
            leaf.span for leaf in leaves(plain.tree)
        ]

    def test_too_many_are_refused_where_they_are_too_many(self, dialect):
        sign = STYLES[dialect].any_of
        for count in (MAX_WORDS + 1, 20_000):
            error = refused(sign.join(f"w{at}x" for at in range(count)), dialect)
            assert error.code == "QUERY_TOO_COMPLEX"
            assert error.position[0] > MAX_WORDS
        error = refused("battery electrolyte " * 5_000, dialect)
        assert (error.code, error.position[0]) == ("QUERY_TOO_COMPLEX", 10 * MAX_WORDS)

    def test_of_a_page_without_blanks_are_refused(self, dialect):
        assert refused("电池" * 50_000, dialect).code == "QUERY_TOO_COMPLEX"


@pytest.mark.parametrize("dialect", DIALECTS)
class TestBrackets:
    def test_of_one_operator_are_one_level(self, dialect):
        typed = nested(STYLES[dialect], 64, STYLES[dialect][1:2])
        found = understand(typed, dialect, today=TODAY)
        assert found.words == 65
        assert isinstance(found.query, Or)

    def test_of_different_operators_go_25_deep(self, dialect, service):
        style = STYLES[dialect]
        found = understand(nested(style, DEPTH, style[1:]), dialect, today=TODAY)
        assert found.words == DEPTH + 1
        assert ask(service, nested(style, DEPTH, style[1:]), dialect=dialect).total.exact

    @pytest.mark.parametrize("levels", [DEPTH + 1, 64, 99])
    def test_deeper_ones_are_refused_at_the_lowest(self, dialect, levels):
        typed = nested(STYLES[dialect], levels, STYLES[dialect][1:])
        error = refused(typed, dialect)
        assert error.code == "QUERY_TOO_COMPLEX"
        assert typed[slice(*error.position)].startswith("w0battery")

    @pytest.mark.parametrize("levels", [101, 2_000, 100_000])
    def test_without_end_are_refused_at_the_first_too_many(self, dialect, levels):
        error = refused("(" * levels + "a" + ")" * levels, dialect)
        assert (error.code, error.position) == ("QUERY_TOO_COMPLEX", (100, 101))


@pytest.mark.elasticsearch
@pytest.mark.parametrize("dialect", DIALECTS)
def test_deep_brackets_run_on_both_engines(service, elastic_service, dialect):
    style = STYLES[dialect]
    near = translate(
        understand("battery NEAR3 (cell OR pack*)", "canonical", today=TODAY), dialect, today=TODAY
    )
    inner = "battery" if near.losses else f"({near.text})"
    for operators, levels in ((style[1:2], 64), (style[1:], DEPTH)):
        typed = nested(style, levels, operators).replace("w0battery", inner)
        one, other = (ask(s, typed, dialect=dialect) for s in (service, elastic_service))
        assert one.total == other.total
        assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a" * (MAX_LENGTH + 1), "too_long"),
        (" OR ".join(f"US{at}B2" for at in range(7_000_000, 7_000_000 + MAX_VALUES + 1)),
         "too_many_values"),
        ("NOT " * (MAX_SIGNS + 1) + "a", "too_many_signs"),
        ('""' * MAX_SIGNS, "too_many_signs"),
        ("-" * 5_000, "no_words"),
        ('"' + "battery " * 3_000 + '"', "too_many_words"),
        ("#" * 300_000, "too_many_words"),
    ],
)  # fmt: skip
def test_floods_are_refused(text, key):
    if key == "no_words":
        assert refused(text).position
        return
    with pytest.raises(QueryError) as caught:
        guard(text)
    assert caught.value.key in {key, "too_many_signs"}
    assert 0 <= caught.value.position[0] < len(text)


@pytest.mark.parametrize(
    "one",
    [
        "US 7,654,321 B2", "US-2010/0123456-A1", "PN/6123456", "EP_0227762_B1", "特開2010-123456",
        "CN200410018477.9", "H01M10/0525", "H01M 10/0525", "10-2010-0012345", '"US7654321B2"',
    ],
)  # fmt: skip
def test_numbers_and_classes_do_not_count_as_words(one):
    guard(" OR ".join([one] * 9_000))


def test_notes_with_one_message_are_counted_beyond_the_first():
    notes = Notices()
    context = Context("a " * 100, TODAY, notices=notes)
    for at in range(100):
        context.note("note_exact", (at, at + 1), value=f"w{at}")
        context.note("note_exact", (at, at + 1), value=f"w{at}")
    assert len(notes) == MOST_ALIKE
    more = notes.all()[-1]
    assert more.key == "note_more_alike"
    assert str(more.values["count"]) in more.note("en").message
    assert "w0" in more.note("zh").message


def test_parts_in_plain_words_stay_short():
    words = [f"battery{at}" for at in range(300)]
    found = understand(" AND ".join(words), "canonical", today=TODAY).answer()
    assert len(found.clauses) == 300
    assert found.clauses[0].without == " AND ".join(words[1:])
    assert sum(len(one.without or "") for one in found.clauses) < 100_000
    either = understand(f"ti:({' OR '.join(words)})", "canonical", today=TODAY).answer()
    assert "270 more" in either.clauses[0].label_en
    assert "270" in either.clauses[0].label_zh


class _Trees:
    """Makes what lark makes."""

    def __getattr__(self, name):
        return lambda _place, children: Tree(name, children)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_parser_reads_as_lark_does(dialect, monkeypatch):
    seen = []
    parse = Parser.parse

    def caught(self, text, builder):
        seen.append((self, text))
        return parse(self, text, builder)

    monkeypatch.setattr(Parser, "parse", caught)
    for text in (*DIALECTS[dialect].module.EXAMPLES, *pieces(dialect)[:20]):
        DIALECTS[dialect].module.read(Context(fold(text), TODAY))
    assert len(seen) > 20
    for parser, text in seen:
        if len(text) < 2_000:
            assert parse(parser, text, _Trees()) == parser.lark.parse(text)
