"""A server of our own that hangs and that is killed while documents are on their way."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from elastic import host_of, new_alias
from handmade import document

import indexer.engines.elasticsearch as package
from indexer.engine import SearchRequest
from indexer.engines import open_engine
from indexer.engines.elasticsearch import bulk, writer
from indexer.query import MatchAll

pytestmark = [pytest.mark.elasticsearch, pytest.mark.timeout(600)]

COUNT = 4000


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    def __init__(self, program, folder) -> None:
        self.program, self.folder = program, folder
        self.port, self.transport = free_port(), free_port()

    def run(self, command):
        where = ["--port", str(self.port), "--transport-port", str(self.transport)]
        return subprocess.run(
            [str(self.program), command, *where, "--run-dir", str(self.folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def start(self) -> str:
        """Again while the process of an earlier start is not yet gone."""
        for _ in range(5):
            done = self.run("start")
            if not done.returncode:
                break
            time.sleep(1)
        assert not done.returncode, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def signal(self, number) -> None:
        os.kill(int((self.folder / "es.pid").read_text()), number)


@pytest.fixture(scope="module")
def server(elasticsearch_program):
    folder = Path(tempfile.mkdtemp(prefix="gongkai-elasticsearch-"))
    folder.chmod(0o755)  # the server runs as another user
    made = Server(elasticsearch_program, folder)
    try:
        made.url = made.start()
        yield made
    finally:
        made.run("stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def engine_of(server):
    engine = open_engine(f"elasticsearch://{host_of(server.url)}/{new_alias()}?shards=2")
    try:
        yield engine
    finally:
        engine.close()


def slowly(meanwhile):
    """Documents, with something done to the server after a third of them."""
    for n in range(COUNT):
        if n == COUNT // 3:
            meanwhile()
        yield document(f"EP{n:04}A", f"Alpha word{n}. " * 20)


def all_there(engine):
    result = engine.search(SearchRequest(query=MatchAll(), size=COUNT + 10, seconds=60))
    return [hit.id for hit in result.hits] == [f"EP{n:04}A" for n in range(COUNT)]


def test_a_hung_server_loses_nothing(server, monkeypatch):
    monkeypatch.setattr(package, "_WRITE_SECONDS", 3.0)
    monkeypatch.setattr(writer, "_BATCH_OPERATIONS", 50)

    def hang():
        server.signal(signal.SIGSTOP)
        Thread(target=lambda: (time.sleep(12), server.signal(signal.SIGCONT))).start()

    with engine_of(server) as engine:
        with engine.rebuild() as filling:
            filling.put(slowly(hang))
        assert all_there(engine)


def test_a_killed_server_loses_nothing(server, monkeypatch):
    monkeypatch.setattr(writer, "_BATCH_OPERATIONS", 50)
    monkeypatch.setattr(bulk, "ATTEMPTS", 60)

    def kill():
        server.signal(signal.SIGKILL)
        Thread(target=server.start).start()

    with engine_of(server) as engine:
        with engine.update() as filling:
            filling.put(slowly(kill))
        assert all_there(engine)
