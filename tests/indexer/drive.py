"""An index run in a process of its own, made to be killed: drive.py DATA URL REBUILD PATH...

Says "begin" once everything is loaded, "done" at the end. GONGKAI_TEST_DIE names a step
`module:Class.method:when:nth` before or after whose nth call the process kills itself.
"""

import importlib
import os
import signal
import sys
from pathlib import Path

from indexer.engines import open_engine
from indexer.pipeline import run
from indexer.pipeline import tasks as tasks_module

tasks_module.TASK_BYTES = 8000


def arm(spec: str) -> None:
    module_name, qualified, when, nth = spec.split(":")
    owner = importlib.import_module(module_name)
    *path, name = qualified.split(".")
    for part in path:
        owner = getattr(owner, part)
    real = getattr(owner, name)
    calls = []

    def deadly(*args, **kwargs):
        calls.append(1)
        if when == "before" and len(calls) == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if when == "after" and len(calls) == int(nth):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, deadly)


def main() -> None:
    data, url, rebuild, *paths = sys.argv[1:]
    if "GONGKAI_TEST_DIE" in os.environ:
        arm(os.environ["GONGKAI_TEST_DIE"])
    engine = open_engine(url)
    print("begin", flush=True)
    run(
        [Path(path) for path in paths],
        engine,
        Path(data),
        workers=2,
        rebuild=rebuild == "rebuild",
        commit_bytes=25_000,
    )
    engine.close()
    print("done", flush=True)


main()
