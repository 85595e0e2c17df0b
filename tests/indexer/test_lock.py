import os
import signal
import subprocess
import sys

import pytest

from indexer import lock as module
from indexer.errors import EngineError
from indexer.lock import Lock, owner

HOLDER = """
import sys, time
from pathlib import Path
from indexer.lock import Lock
with Lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_the_second_process_is_told_who_holds_it(tmp_path, holder):
    with pytest.raises(EngineError, match=f"process {holder.pid} ") as error, Lock(tmp_path):
        pass
    assert error.value.code == "INDEX_LOCKED"
    assert owner(tmp_path).pid == holder.pid


def test_a_lock_whose_owner_was_killed_is_taken_over(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert owner(tmp_path) is None
    with Lock(tmp_path):
        assert owner(tmp_path).pid == os.getpid()
    assert owner(tmp_path) is None


def test_two_in_one_process_exclude_each_other_too(tmp_path):
    with Lock(tmp_path), pytest.raises(EngineError, match="has been writing"), Lock(tmp_path):
        pass
    with Lock(tmp_path):
        pass


def test_the_heartbeat_moves(tmp_path, monkeypatch):
    times = iter(f"t{number}" for number in range(10**6))
    monkeypatch.setattr(module, "_now", lambda: next(times))
    monkeypatch.setattr(module, "HEARTBEAT_SECONDS", 0.01)
    with Lock(tmp_path):
        first = owner(tmp_path).heartbeat
        while owner(tmp_path).heartbeat == first:
            pass
        assert owner(tmp_path).since == "t0"


def test_nobody_writes_to_a_new_folder(tmp_path):
    assert owner(tmp_path / "none") is None
