"""The way back through results, carried in the address."""

import secrets

from search_api.answers import QueryAnswer, SearchAnswer, Total
from web.links import Address
from web.paging import Way, pager


def answer(cursor):
    query = QueryAnswer(text="a", dialect="canonical", understood="a", notes=())
    return SearchAnswer(
        query=query,
        total=Total(value=9, exact=True),
        hits=(),
        cursor=cursor,
        snapshot="s",
        took_ms=0,
    )


def parameters(link):
    from urllib.parse import parse_qsl, urlsplit

    return dict(parse_qsl(urlsplit(link).query))


def test_forward_and_back_visits_the_same_cursors():
    shared = "x" * 60
    cursors = [secrets.token_urlsafe(16) + shared for _ in range(70)]
    here, current, visited = Address("/search", [("q", "a"), ("sort", "pd")]), None, [None]
    for number, cursor in enumerate(cursors, 1):
        now = pager(answer(cursor), current, here)
        assert now.number == number
        given = parameters(now.next)
        assert given["q"] == "a"
        assert given["sort"] == "pd"
        here, current = Address("/search", given.items()), given["cursor"]
        assert len(now.next) < 4_000
        visited.append(current)
    assert visited == [None, *cursors]
    for number in range(70, 20, -1):
        now = pager(answer(None), current, here)
        assert now.number == number + 1
        assert now.next is None
        given = parameters(now.previous)
        assert given.get("cursor") == visited[number - 1]
        here, current = Address("/search", given.items()), given.get("cursor")


def test_the_first_page_has_nothing_before_it():
    now = pager(answer("next"), None, Address("/search", [("q", "a")]))
    assert (now.number, now.first, now.previous) == (1, None, None)
    assert "back" not in parameters(now.next)


def test_what_cannot_be_read_is_an_empty_way():
    from base64 import urlsafe_b64encode
    from zlib import compress

    bomb = urlsafe_b64encode(compress(b"\x00" * 10_000_000)).decode()
    for text in ("", "%%%", "AAAA", "x" * 100_000, bomb, "é"):
        assert Way.read(text) == Way()
    assert Way.read(Way(("a", "b"), 3).text()) == Way(("a", "b"), 3)
