"""Claims of European patent documents: languages, states, amended ones."""

from tests.parsers.europe import document
from tests.parsers.rawxml import gaps, one


def claims(lang, text, more=""):
    return (
        f'<claims lang="{lang}" {more}><claim num="0001"><claim-text>{text}</claim-text></claim>'
        "</claims>"
    )


def test_sets_for_single_states_stand_beside_the_main_one():
    """The set for all states is the main one wherever it stands; languages of a set go together."""
    told = 'claim-type="Claim(s) for the following Contracting State(s): {}"'
    publication = one(
        document(
            body=claims("en", "A brake.", told.format("AT, BE"))
            + claims("en", "A rail.")
            + claims("de", "Bremse.", told.format("AT, BE").replace("Claim(s) for", "Claims of"))
            + claims("de", "Schiene.")
            + claims("en", "A wheel.", told.format("GB"))
        )
    )
    assert [(c.lang, c.text) for c in publication.claims] == [("en", "A rail."), ("de", "Schiene.")]
    assert [(s.states, s.status, [c.text for c in s.claims]) for s in publication.claim_sets] == [
        (("AT", "BE"), None, ["A brake.", "Bremse."]),
        (("GB",), None, ["A wheel."]),
    ]
    assert "claims" not in gaps(publication)
    assert publication.source.notes == ()


def test_where_no_set_is_for_all_states_a_note_says_for_which_the_main_one_is():
    told = 'claim-type="Patentansprüche für folgende Vertragsstaaten: {}"'
    publication = one(
        document(
            body=claims("de", "Rad.", told.format("CH LI"))
            + claims("de", "Zug.", told.format("FR"))
        )
    )
    assert [c.text for c in publication.claims] == ["Rad."]
    assert [(s.states, s.claims[0].text) for s in publication.claim_sets] == [(("FR",), "Zug.")]
    assert publication.source.notes == ("claims (de) for: CH, LI",)


def test_sets_without_states_of_one_language_are_kept_apart():
    publication = one(document(body=claims("en", "A.") + claims("en", "B.") + claims("en", "C.")))
    assert [c.text for c in publication.claims] == ["A."]
    assert [[c.text for c in s.claims] for s in publication.claim_sets] == [["B."], ["C."]]
    assert all(s.states == () for s in publication.claim_sets)


def test_amended_claims_are_sets_with_their_statement():
    claim = '<claim id="ac-en-{0:04}" num="{0:04}"><claim-text>{1}</claim-text></claim>'
    publication = one(
        document(
            body=claims("en", "A rail.")
            + '<amended-claims id="aclaims" lang="en" amend-claim-type="PCT">'
            "<heading>Amended claims under Art. 19.1 PCT</heading>"
            + claim.format(1, "A new rail.")
            + claim.format(2, "The rail of claim 1.")
            + "<heading>Amended claims in accordance with Rule 137(2) EPC.</heading>"
            + claim.format(1, "A newer rail.")
            + "</amended-claims><amended-claims-statement lang='en'><claims-statement><heading>"
            "Statement under Art. 19.1 PCT</heading><p>Claim 1 is narrower.</p></claims-statement>"
            "</amended-claims-statement>"
        )
    )
    first, second = publication.claim_sets
    assert [(c.number, c.text, c.depends_on) for c in first.claims] == [
        (1, "A new rail.", ()),
        (2, "The rail of claim 1.", (1,)),
    ]
    assert (first.status, second.status) == ("amended", "amended")
    assert first.statement == "Statement under Art. 19.1 PCT Claim 1 is narrower."
    assert second.statement is None
    assert [c.text for c in second.claims] == ["A newer rail."]
    assert publication.source.notes == (
        "amended claims (en): PCT, Amended claims under Art. 19.1 PCT",
        "amended claims (en): PCT, Amended claims in accordance with Rule 137(2) EPC.",
    )


def test_references_in_the_markup_win_over_words():
    publication = one(
        document(
            body='<claims lang="en"><claim id="c1" num="1"><claim-text>A rail.</claim-text></claim>'
            '<claim id="c2" num="2"><claim-text>A rail.</claim-text></claim><claim id="c3" num="3">'
            '<claim-text>The rail of <claim-ref idref="c2">that kind</claim-ref>.</claim-text>'
            '</claim><claim id="c4" num="4"><claim-text>The rail of <claim-ref idref="c1">claim 1'
            "</claim-ref> to 3.</claim-text></claim></claims>"
        )
    )
    assert [c.depends_on for c in publication.claims] == [(), (), (2,), (1, 2, 3)]
