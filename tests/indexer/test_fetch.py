"""Fetching from a real server on this machine."""

import gzip
import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from indexer.fetch import fetch
from parsers.errors import ParseError


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; `/broken` promises more than it sends, `/busy` is busy twice."""

    asked: ClassVar[list[str]] = []
    busy = 2

    def do_GET(self):
        Handler.asked.append(self.path)
        if self.path == "/broken":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"short")
        elif self.path == "/busy" and Handler.busy:
            Handler.busy -= 1
            self.send_response(503)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self):
        if self.path == "/tagged.xml":
            self.send_header("ETag", '"one"')
        super().end_headers()

    def send_head(self):
        if self.headers.get("If-None-Match") == '"one"':
            self.send_response(304)
            self.end_headers()
            return None
        return super().send_head()

    def log_message(self, *_):
        pass


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    Handler.asked, Handler.busy = [], 2
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", folder
        running.shutdown()


def test_a_file_comes_whole_with_its_time(server, tmp_path):
    base, folder = server
    data = gzip.compress(b"x" * 5_000_000)
    (folder / "week 1.xml.gz").write_bytes(data)
    os.utime(folder / "week 1.xml.gz", (1_600_000_000, 1_600_000_000))
    found = fetch(f"{base}/week%201.xml.gz", tmp_path / "in")
    assert found.name == "week_1.xml.gz"
    assert found.read_bytes() == data
    assert found.stat().st_mtime == 1_600_000_000


def test_what_did_not_change_is_not_sent_again(server, tmp_path):
    base, folder = server
    (folder / "tagged.xml").write_bytes(b"<a/>")
    first = fetch(f"{base}/tagged.xml", tmp_path / "in")
    (folder / "tagged.xml").write_bytes(b"<b/>")  # the tag says it is the same
    assert fetch(f"{base}/tagged.xml", tmp_path / "in") == first
    assert first.read_bytes() == b"<a/>"


def test_a_busy_server_is_asked_again(server, tmp_path):
    base, folder = server
    (folder / "busy").write_bytes(b"<a/>")
    assert fetch(f"{base}/busy", tmp_path / "in").read_bytes() == b"<a/>"
    assert Handler.asked == ["/busy"] * 3


@pytest.mark.parametrize("path", ["missing.xml", "broken"])
def test_what_cannot_be_had_is_said_and_leaves_nothing_half(server, tmp_path, path):
    base, _ = server
    with pytest.raises(ParseError) as caught:
        fetch(f"{base}/{path}", tmp_path / "in")
    assert caught.value.code == "FILE_UNREADABLE"
    assert f"{base}/{path}" in caught.value.place
    assert not [p for p in (tmp_path / "in").rglob("*") if p.is_file() and p.suffix != ".part"]


def test_equal_names_from_two_places_do_not_meet(server, tmp_path):
    base, folder = server
    for part in ("a", "b"):
        (folder / part).mkdir()
        (folder / part / "same.xml").write_text(part)
    found = [fetch(f"{base}/{part}/same.xml", tmp_path / "in") for part in ("a", "b")]
    assert [f.read_text() for f in found] == ["a", "b"]


def test_a_name_cannot_leave_the_folder(server, tmp_path):
    base, folder = server
    (folder / "x").write_text("x")
    found = fetch(f"{base}/x?..%2f..%2fetc", tmp_path / "in")
    assert (tmp_path / "in") in found.parents
