"""The command as people and scripts run it: output, errors, exit codes."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from parsers.specimens import encode, publications
from web.command import MODULES, application

COMMAND = [sys.executable, "-c", "from web.command import main; main()"]
BROKEN = b'<?xml version="1.0"?>\n<us-patent-grant><doc-number>1</doc'


def run(*arguments, cwd=None, env=None, **options):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        cwd=cwd or "/",
        env={**clean(), **(env or {})},
        timeout=120,
        check=False,
        **options,
    )


def clean():
    root = str(Path(__file__).resolve().parents[2])
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # starting dozens of times, compiling once
    cache = str(Path(tempfile.gettempdir()) / "gongkai-pycache")
    return {**kept, "PYTHONPATH": root, "PYTHONPYCACHEPREFIX": cache, "COLUMNS": "200"}


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two good records and a broken one."""
    folder = tmp_path_factory.mktemp("files")
    some = [p for p in publications(40) if p.office == "US" and p.right == "invention"][:2]
    for one in some:
        (folder / f"{one.id}.xml").write_bytes(encode(one, "us4"))
    (folder / "broken.xml").write_bytes(BROKEN)
    return folder, [one.id for one in some]


@pytest.fixture(scope="module")
def filled(tmp_path_factory, files):
    folder, _ = files
    data = tmp_path_factory.mktemp("filled") / "data"
    done = run("index", folder, "--data", data, "--workers", 1)
    assert done.returncode == 1, done.stderr
    return data


def test_every_subcommand_has_help():
    listed = run("--help").stdout.decode()
    for name in MODULES:
        assert name in listed
        asked = [
            [name],
            *([name, one] for one in ("list", "show", "retry") if name == "quarantine"),
        ]
        for words in asked:
            done = CliRunner().invoke(application(words), [*words, "--help"])
            assert done.exit_code == 0
            assert "Usage" in done.stdout
            assert done.stderr == ""
    assert len(MODULES) == 12


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["nosuch"], ["search"], ["search", "x", "--size", "0"], ["index"], ["number"],
        ["parse", "/nowhere"], ["index", "/nowhere"], ["parse", "https://example.org/x.zip"], ["index", "http://127.0.0.1:9/x.zip"],
        ["search", "ti:(a"], ["query", "nosuch:x"], ["query", "a", "--to", "klingon"],
        ["search", "a", "--engine", "nosuch:engine"], ["show", "nonsense"],
        ["quarantine", "show", "99"], ["search", "a", "--sort", "nosuch"],
    ],
)  # fmt: skip
def test_bad_usage_is_2_and_said_on_stderr(arguments, tmp_path):
    done = run(*arguments, env={"GONGKAI_DATA": str(tmp_path / "data")})
    assert done.returncode == 2, done.stderr
    assert b"Traceback" not in done.stderr
    if arguments:
        assert done.stderr.strip()
        assert done.stdout == b""


def test_bad_configuration_is_2(tmp_path):
    assert run("settings", env={"GONGKAI_PORT": "many"}).returncode == 2
    done = run("settings", env={"GONGKAI_CONFIG": str(tmp_path / "none.toml")})
    assert done.returncode == 2
    assert b"none.toml" in done.stderr


def test_an_engine_that_is_not_there_is_3(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    done = run("search", "a", "--data", tmp_path, "--engine", f"elasticsearch://127.0.0.1:{port}/x")
    assert done.returncode == 3, done.stderr
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_parse_writes_publications_and_failures_apart(files, tmp_path):
    folder, ids = files
    errors = tmp_path / "errors.jsonl"
    done = run("parse", folder, "--errors", errors)
    assert done.returncode == 1
    assert done.stderr == b""
    assert sorted(one["id"] for one in lines(done)) == sorted(ids)
    [failure] = map(json.loads, errors.read_text().splitlines())
    assert failure["code"].isupper()
    assert failure["message"]
    assert failure["source"]["file"].endswith("broken.xml")
    done = run("parse", folder)
    assert json.loads(done.stderr)["code"] == failure["code"]
    good = folder / f"{ids[0]}.xml"
    done = run("parse", good.as_uri())
    assert (done.returncode, done.stderr) == (0, b"")


def test_parse_needs_neither_settings_nor_server():
    script = (
        "import sys; sys.argv = ['gongkai', 'parse', '/nowhere']\n"
        "from web.command import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic_settings', 'fastapi', 'tantivy', 'lark', 'uvicorn'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=clean(), check=True
    )
    assert done.stdout.strip() == "[]"


def test_index_twice_does_nothing_and_says_so(files, filled):
    folder, _ = files
    done = run("index", folder, "--data", filled, "--json")
    assert b"Nothing to do" in done.stderr
    [report] = lines(done)
    assert report["records"] == 0
    assert report["documents"] == 2
    rebuilt = run("index", "--rebuild", "--data", filled, "--json")
    assert lines(rebuilt)[0]["documents"] == 2


def test_search_and_show(filled, files):
    _, ids = files
    done = run("search", f"pn:{ids[0]}", "--data", filled)
    assert done.returncode == 0
    assert done.stdout.decode().startswith(ids[0])
    assert b"1 hits" in done.stderr
    [answer] = lines(
        run("search", "the", "--data", filled, "--json", "--sort", "pn", "--size", "1")
    )
    assert [hit["id"] for hit in answer["hits"]] == sorted(ids)[:1]
    shown = run("show", ids[0], "--data", filled)
    assert shown.stdout.decode().startswith(ids[0])
    [publication] = lines(run("show", ids[0], "--data", filled, "--json"))
    assert publication["id"] == ids[0]
    original = run("show", ids[0], "--data", filled, "--original")
    assert original.stdout.strip() == (files[0] / f"{ids[0]}.xml").read_bytes().strip()


def test_query_and_number_need_no_index(tmp_path):
    [meaning] = lines(run("query", "solar AND pd>=2010", cwd=tmp_path))
    assert meaning["understood"] == "full:solar AND pd:[2010-01-01 TO *]"
    assert meaning["tree"]
    first, second = lines(run("number", "EP1000000A1", "zl 200410018477.9", cwd=tmp_path))
    assert first["readings"][0]["id"] == "EP1000000A1"
    assert second["input"] == "zl 200410018477.9"
    assert list(tmp_path.iterdir()) == []


def test_quarantine(filled, files):
    [aside] = lines(run("quarantine", "list", "--data", filled, "--json"))
    number = str(aside["number"])
    table = run("quarantine", "list", "--data", filled)
    assert aside["code"] in table.stdout.decode()
    assert b"1 records set aside" in table.stderr
    shown = run("quarantine", "show", number, "--data", filled)
    assert BROKEN in shown.stdout
    original = run("quarantine", "show", number, "--data", filled, "--original")
    assert original.stdout == BROKEN
    retried = run("quarantine", "retry", number, "--data", filled)
    assert retried.returncode == 1, retried.stderr
    assert b"Traceback" not in retried.stderr
    [again] = lines(run("quarantine", "list", "--data", filled, "--json"))
    assert again["attempts"] > aside["attempts"]


def test_status(filled):
    text = run("status", "--data", filled).stdout.decode()
    assert "stored      2 publications" in text
    assert "set aside   1" in text
    [held] = lines(run("status", "--data", filled, "--json"))
    assert held["documents"] == 2
    assert sum(row["count"] for row in held["coverage"]) == 2


def test_settings_tell_their_origin(tmp_path):
    file = tmp_path / "gongkai.toml"
    file.write_text('language = "en"\nport = 7777\n')
    env = {"GONGKAI_PORT": "6666", "GONGKAI_HOST": "0.0.0.0", "GONGKAI_CURSOR_SECRET": "hush-hush"}
    done = run("settings", "--data", tmp_path, "--json", cwd=tmp_path, env=env)
    [rows] = lines(done)
    found = {row["name"]: row for row in rows}
    assert found["port"]["value"] == "7777"
    assert found["port"]["origin"] == "file gongkai.toml"
    assert found["host"]["origin"] == "environment GONGKAI_HOST"
    assert found["data"]["origin"] == "flag --data"
    assert found["language"]["value"] == "en"
    assert found["query_seconds"]["origin"] == "default"
    assert b"hush-hush" not in done.stdout
    assert b"GONGKAI_HOST" in run("settings", cwd=tmp_path, env=env).stdout


def test_a_closed_pipe_is_no_error(files):
    folder, _ = files
    with subprocess.Popen(
        [*COMMAND, "parse", *[str(p) for p in sorted(folder.glob("US*.xml"))] * 20],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean(),
    ) as process:
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


class Serving:
    """`gongkai serve` on a free port."""

    def __init__(self, data, **env):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--data", str(data), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**clean(), "GONGKAI_RATE_LIMIT": "", **env},
        )

    def ready(self):
        for _ in range(600):
            try:
                return httpx.get(f"{self.url}/healthz", timeout=5).raise_for_status()
            except httpx.TransportError:
                assert self.process.poll() is None, self.process.stderr.read()
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def end(self, one=signal.SIGTERM):
        self.process.send_signal(one)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.mark.parametrize("one", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_cleanly(filled, one):
    serving = Serving(filled)
    serving.ready()
    answer = httpx.get(f"{serving.url}/search?q=the&lang=en", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    code, out, err = serving.end(one)
    assert (code, out) == (0, b"")
    assert f"http://127.0.0.1:{serving.port}/".encode() in err
    assert b"Traceback" not in err


def test_serve_finishes_what_it_has_begun(filled):
    """A request whose body is still coming when the signal comes is answered."""
    serving = Serving(filled)
    serving.ready()
    body = json.dumps({"q": "the"}).encode()
    with socket.create_connection(("127.0.0.1", serving.port), timeout=20) as connection:
        head = (
            "POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        connection.sendall(head.encode() + body[:4])
        time.sleep(0.3)
        serving.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        connection.sendall(body[4:])
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 200")
    assert serving.process.wait(30) == 0
    serving.process.communicate()


def test_a_port_in_use_is_3_and_said(filled):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--data", filled, "--port", port)
    assert done.returncode == 3, done.stderr
    assert str(port).encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_serving_every_page_loads_no_parser_library(data):
    script = """
import asyncio, sys
from pathlib import Path
import httpx
from search_api.settings import Settings
from web.app import create_app
import web.command.serving

app = create_app(Settings(data=Path(sys.argv[1]), rate_limit="", log_level="error"))

async def main():
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        for lang in ("zh", "en"):
            for address in ("/", "/search?q=battery", "/search?q=a+AND+zebra", "/form?q=a", "/help",
                            "/publications/US7999999B2?q=a", "/numbers/EP1000000", "/docs",
                            "/search?q=(", "/api/v1/publications/US7999999B2/claims"):
                joint = "&" if "?" in address else "?"
                answer = await client.get(f"{address}{joint}lang={lang}" if "api" not in address
                                          and address != "/docs" else address)
                assert answer.status_code in {200, 400}, (address, answer.status_code)

asyncio.run(main())
heavy = {"lxml", "pdfminer", "pypdfium2", "PIL", "elasticsearch"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(data)],
        capture_output=True, text=True, env=clean(), check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr[-2000:]
