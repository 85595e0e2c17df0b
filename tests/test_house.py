"""The rules of the house, as facts of the tree."""

import ast
import re
import statistics
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("parsers", "indexer", "search_api", "web")
MODULES = sorted(p for layer in LAYERS for p in (ROOT / layer).rglob("*.py"))
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split()
ONLY_IN = {"tantivy": "indexer/engines/tantivy", "elasticsearch": "indexer/engines/elasticsearch"}
UNFINISHED = re.compile(r"TODO|FIXME|XXX|NotImplementedError")
NO_USERS_PATH = re.compile(r"\.\./shared|/work/|/farm/")
MAX_LINES, MEDIAN_LINES = 400, 130


def imported(path: Path) -> set[str]:
    """Every absolute module name the file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_only_point_right(layer):
    left_of = set(LAYERS[LAYERS.index(layer) + 1 :])
    wrong = [
        f"{relative(path)} imports {name}"
        for path in (ROOT / layer).rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] in left_of
    ]
    assert not wrong


@pytest.mark.parametrize("library", ONLY_IN)
def test_an_engine_library_is_known_to_its_engine_alone(library):
    # The analysis shares one stemmer between both engines: tantivy's.
    allowed = (ONLY_IN[library], "indexer/analysis") if library == "tantivy" else ONLY_IN[library]
    wrong = [
        relative(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imported(path))
        and not relative(path).startswith(allowed)
    ]
    assert not wrong


def test_files_are_small():
    lines = {relative(p): len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert not {name: n for name, n in lines.items() if n > MAX_LINES}
    assert statistics.median(n for n in lines.values() if n > 1) <= MEDIAN_LINES


def test_nothing_is_left_unfinished():
    assert not [
        f"{relative(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]


def test_no_path_that_users_do_not_have():
    kept = ("tests/", "benchmarks/", ".ci/")
    assert not [
        name
        for name in TRACKED
        if not name.startswith(kept)
        and (ROOT / name).suffix in {".py", ".md", ".toml", ".yaml", ".html", ".txt", ""}
        and (ROOT / name).is_file()
        and NO_USERS_PATH.search((ROOT / name).read_text("utf-8"))
    ]


def test_every_exception_to_a_rule_is_explained():
    bare = re.compile(r"#\s*(noqa|type: ignore)(:\s*[A-Z0-9, ]+|\[[a-z, -]+\])?\s*$")
    assert not [
        f"{relative(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bare.search(line)
    ]


def test_every_public_module_member_of_substance_has_a_docstring_or_a_telling_size():
    """A public function or class of more than 15 lines says what its signature cannot."""
    silent = []
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if (node.end_lineno or 0) - node.lineno > 15 and not ast.get_docstring(node):
                silent.append(f"{relative(path)}:{node.lineno} {node.name}")
    assert not silent


def locked(file: str) -> dict[str, tuple[int, ...]]:
    """Normalised name -> version of every pinned package."""
    found = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    return {normal(name): version(number) for name, number in found}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def version(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))


def test_dependencies_have_the_floors_of_known_holes():
    floors = {
        "lxml": "6.1.0", "pdfminer.six": "20260107", "starlette": "1.3.1", "urllib3": "2.7.0",
        "pillow": "12.3", "jinja2": "3.1.6", "h11": "0.16",
    }  # fmt: skip
    pinned = locked("requirements.lock") | locked("requirements-dev.lock")
    assert not {n: v for n, v in floors.items() if pinned[normal(n)] < version(v)}


def test_every_direct_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    direct = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    wanted = {normal(re.split(r"[<>=\[ ]", dependency)[0]) for dependency in direct}
    assert wanted <= locked("requirements-dev.lock").keys()
