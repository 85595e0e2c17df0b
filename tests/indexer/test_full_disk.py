"""The disk fills up at different moments of a run: a clear error, the old index, a good end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from grants import weekly

SCRIPT = """
import json, os, sys
from pathlib import Path
disk, free, first, second = sys.argv[1:]
from filled import Index
from indexer import database
from indexer.errors import EngineError
from indexer.pipeline import writer

index = Index(Path(disk, "data"))
index.run(Path(first))
before = index.found()
filler = Path(disk, "filler")
if free == "pages":
    def limited(folder):
        connection = database.open_for_writing(folder)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        return connection
    writer.open_for_writing = limited
else:
    stat = os.statvfs(disk)
    filler.write_bytes(b"x" * (stat.f_bavail * stat.f_frsize - int(free)))
code = None
try:
    index.run(Path(second))
except EngineError as error:
    code = error.code
after = index.found()
shown = len(index.store.get(after))
filler.unlink(missing_ok=True)
writer.open_for_writing = database.open_for_writing
report = index.run(Path(second))
end = [report.documents, index.store.count(), len(index.store.original("US77B2"))]
print(json.dumps([code, before == after, shown == len(after), *end]))
"""


def mounted(disk: Path) -> list[str]:
    """A command prefix that gives the process a small disk of its own; nothing where forbidden."""
    mount = f'mount -t tmpfs -o size=100m none "{disk}" && exec "$@"'
    prefix = ["unshare", "-rm", "sh", "-c", mount, "sh"]
    try:
        allowed = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return prefix if allowed.returncode == 0 else []


@pytest.mark.parametrize("free", [200_000, 1_500_000, 4_000_000, "pages"])
def test_a_full_disk_ends_the_run_and_costs_nothing(tmp_path, free):
    disk = tmp_path / "disk"
    disk.mkdir()
    first = weekly(tmp_path / "a.xml", range(1, 51))
    second = weekly(tmp_path / "b.xml", range(51, 2001))
    prefix = mounted(disk)
    if not prefix:
        free = "pages"  # SQLite's own limit: the same error from the same place
    paths = [str(Path(__file__).parent), *filter(None, sys.path)]
    done = subprocess.run(
        [*prefix, sys.executable, "-c", SCRIPT, disk, str(free), first, second],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, same, shown, documents, stored, original = json.loads(done.stdout)
    assert code == "ENGINE_FULL"
    assert same
    assert shown
    assert documents == stored == 2000
    assert original > 500
