"""What a serving process loads, and what it writes to its log."""

import json
import subprocess
import sys

import pytest

from search_api.settings import Settings, SettingsError, explain_settings, load_settings

SCRIPT = """
import asyncio, sys
from pathlib import Path
import httpx
from search_api.http import create_api
from search_api.http.logs import configure_logs
from search_api.service import Service
from search_api.settings import Settings

service = Service(Settings(data=Path(sys.argv[1]), rate_limit=""))
configure_logs(service.settings)
app = create_api(service)

async def ask(address):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as one:
        return await one.get(address)

found = asyncio.run(ask("/api/v1/search?q=battery&facets=*&explain=true"))
assert found.json()["hits"], found.text
one = found.json()["hits"][0]["id"]
assert asyncio.run(ask(f"/api/v1/publications/{one}/citations")).status_code == 200
assert asyncio.run(ask("/api/v1/numbers/EP1000000")).status_code == 200
heavy = {"lxml", "pdfminer", "pypdfium2", "PIL", "elasticsearch"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_serving_loads_no_parser_libraries_and_logs_no_queries(service):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(service.settings.data)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert next(line["route"] for line in lines) == "/api/v1/search"
    assert all({"ms", "status", "request", "timestamp"} <= set(line) for line in lines)
    assert "battery" not in done.stderr


def test_settings_rise_from_environment_to_file_to_flags(tmp_path, monkeypatch):
    file = tmp_path / "gongkai.toml"
    file.write_text('port = 7000\nlanguage = "en"\n')
    monkeypatch.setenv("GONGKAI_CONFIG", str(file))
    monkeypatch.setenv("GONGKAI_PORT", "6000")
    monkeypatch.setenv("GONGKAI_HOST", "0.0.0.0")
    monkeypatch.setenv("GONGKAI_CURSOR_SECRET", "hidden")
    flags = {"language": "zh", "data": None}
    settings = load_settings(flags)
    assert (settings.host, settings.port, settings.language) == ("0.0.0.0", 7000, "zh")
    shown = {one.name: one for one in explain_settings(settings, flags)}
    assert set(shown) == set(Settings.model_fields)
    assert shown["host"].origin == "environment GONGKAI_HOST"
    assert shown["port"].origin == f"file {file}"
    assert shown["language"].origin == "flag --language"
    assert (shown["data"].value, shown["data"].origin) == ("data", "default")
    assert shown["engine"].value == "tantivy:data/index"
    assert shown["cursor_secret"].value == "(set)"
    assert all(one.description for one in shown.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = 'x'", "port"),
        ("nose = 1", "nose"),
        ("rate_limit = 'much'", "rate_limit"),
        ("base_url = 'evil'", "base_url"),
        ("[[[", "cannot be read"),
    ],
)
def test_wrong_settings_are_named(tmp_path, monkeypatch, text, said):
    file = tmp_path / "gongkai.toml"
    file.write_text(text)
    monkeypatch.setenv("GONGKAI_CONFIG", str(file))
    with pytest.raises(SettingsError, match=said):
        load_settings()
    monkeypatch.setenv("GONGKAI_CONFIG", str(tmp_path / "missing.toml"))
    with pytest.raises(SettingsError, match="not a file"):
        load_settings()


def test_cursor_keys_are_kept_private(service):
    key = service.settings.data / "cursor.key"
    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_bytes()) == 32
