"""The documentation is true: every table, command, setting, path and example in it is checked."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from search_api.settings import Settings
from tests.tables import README, written

ROOT = README.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "DECISIONS.md")
GONGKAI = Path(sys.executable).parent / "gongkai"
BLOCKS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def lines() -> list[str]:
    """Every command of README's shell blocks, without its comment."""
    text = README.read_text("utf-8")
    return [
        re.sub(r"\s+#.*", "", line).strip()
        for block in BLOCKS.findall(text)
        for line in block.splitlines()
        if line.strip() and not line.startswith("export")
    ]


def gongkai(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [GONGKAI, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with specimens at PATH…, an index of them, and a scheme, as README's reader has it."""
    from schemes import ipc

    from parsers import specimens

    folder = tmp_path_factory.mktemp("reader")
    specimens.write(folder / "PATH…", 40)
    done = gongkai("index", "PATH…", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "FILE…").write_bytes(ipc())
    done = gongkai("classes", "load", "FILE…", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_tables_are_up_to_date():
    assert README.read_text("utf-8") == written(), "run: python -m tests.tables"


@pytest.mark.parametrize("line", [one for one in lines() if one.startswith("gongkai")])
def test_every_command_of_the_readme_runs(line, place):
    arguments = shlex.split(line)[1:]
    if arguments[0] == "serve":
        assert gongkai("serve", "--help", cwd=place).returncode == 0
        return
    if arguments[0] == "show":
        found = gongkai("search", "cc:US", "--json", "--size", "1", cwd=place)
        arguments[1] = re.search(r'"id":"(\w+)"', found.stdout)[1]
    done = gongkai(*arguments, cwd=place)
    assert done.returncode == 0, done.stderr


def test_every_make_target_named_exists():
    made = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for name in DOCUMENTS
        for target in re.findall(r"\bmake (\w+)", (ROOT / name).read_text("utf-8"))
    }
    assert {"demo", "test"} <= named - {"a", "it"}
    assert named <= made | {"was"}


def test_every_subcommand_is_documented():
    text = README.read_text("utf-8")
    shown = gongkai("--help", cwd=ROOT).stdout
    commands = set(re.findall(r"^│ (\w+)\s{2,}", shown, re.MULTILINE))
    assert {"parse", "index", "serve", "search", "quarantine"} <= commands
    assert {c for c in commands if f"gongkai {c}" not in text} <= {"demo"}


def test_the_settings_example_names_every_setting_with_its_default():
    example = (ROOT / "gongkai.toml.example").read_text("utf-8")
    given = tomllib.loads(example)
    # A secret has no example, the number of processors no fixed default.
    unnamed = Settings.model_fields.keys() - given.keys() - {"cursor_secret", "concurrent_searches"}
    assert not unnamed
    for name, value in given.items():
        default = Settings.model_fields[name].get_default()
        shown = "" if default == () else default
        assert str(shown) == str(value), name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_in_the_documents_exist(name):
    text = (ROOT / name).read_text("utf-8")
    paths = re.findall(r"`((?:parsers|indexer|search_api|web|tests|benchmarks)/[\w./]*)`", text)
    assert not [p for p in paths if "NAME" not in p and not (ROOT / p).exists()]


def test_container_files_agree_with_the_code():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    services = compose["services"]
    assert set(services) == {"elasticsearch", "gongkai", "nightly"}
    assert services["elasticsearch"]["environment"]["xpack.security.enabled"] == "true"
    known = {f"GONGKAI_{name.upper()}" for name in Settings.model_fields}
    for name in ("gongkai", "nightly"):
        assert set(services[name]["environment"]) <= known
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert set(re.findall(r"GONGKAI_\w+", dockerfile)) <= known
    for copied in re.findall(r"^COPY (?!--from)(\S+) ", dockerfile, re.MULTILINE):
        assert (ROOT / copied).exists()
    assert f"127.0.0.1:{Settings.model_fields['port'].default}/healthz" in dockerfile
