"""The wheel holds everything the service needs, and runs from there alone."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The unpacked wheel: what `pip install` puts into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("gongkai-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_of_the_packages_is_inside(installed):
    tracked = subprocess.run(
        ["git", "ls-files", "parsers", "indexer", "search_api", "web"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    here = [name for name in tracked if (ROOT / name).exists()]
    assert [name for name in here if not (installed / name).exists()] == []
    assert {"templates", "locale", "static"} <= {p.name for p in (installed / "web").iterdir()}


def test_nothing_but_the_packages_is_inside(installed):
    names = {p.name for p in installed.iterdir() if not p.name.endswith(".dist-info")}
    assert names == {"parsers", "indexer", "search_api", "web"}


def test_it_runs_from_the_wheel(installed, tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import web.command;"
        "assert web.command.__file__.startswith(sys.path[0]); web.command.main()"
    )
    run = lambda *words: subprocess.run(  # noqa: E731 - two calls
        [sys.executable, "-c", script, str(installed), *words],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    answer = run("query", "ti:battery")
    assert answer.returncode == 0, answer.stderr
    assert '"understood":"ti:battery"' in answer.stdout
    assert run("status").returncode == 0
