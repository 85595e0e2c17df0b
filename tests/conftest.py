"""Fixtures for all tests: the shared samples, a real Elasticsearch."""

import os
import subprocess
from pathlib import Path

import pytest
from skipping import absent

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared"))
SERVER = SHARED / "tools" / "elasticsearch-test-server"
PORT, TRANSPORT_PORT = 9250, 9350

os.environ["GONGKAI_OCR"] = "off"
"""Recognising a scan takes minutes: tests of that turn it on (`recognition`)."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of sample data: `samples/`, `us-grants-14k.jsonl.zst`, class schemes."""
    data = SHARED / "data"
    if not data.is_dir():
        absent(f"no sample data at {data} (set GONGKAI_SHARED)")
    return data


@pytest.fixture(scope="session")
def shared_samples(shared_data: Path) -> Path:
    return shared_data / "samples"


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """A real server: GONGKAI_TEST_ELASTICSEARCH, or one started here (and left running)."""
    given = os.environ.get("GONGKAI_TEST_ELASTICSEARCH")
    if given:
        return given.rstrip("/")
    if not SERVER.is_file():
        absent("no Elasticsearch: set GONGKAI_TEST_ELASTICSEARCH to the URL of a real server")
    command = [str(SERVER), "start", "--port", str(PORT), "--transport-port", str(TRANSPORT_PORT)]
    done = subprocess.run([*command, "--heap", "1g"], capture_output=True, text=True, check=False)
    if done.returncode:
        absent(f"Elasticsearch did not start: {done.stderr.strip()}")
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="session")
def elasticsearch_program() -> Path:
    """The script that starts a server of a test's own, to be stopped and killed."""
    if not SERVER.is_file():
        absent(f"no program at {SERVER} that starts an Elasticsearch server")
    return SERVER
