"""Running a piece of Python in a child of its own, to see what it costs and opens."""

import json
import subprocess
import sys
from typing import Any

_MEASURE = """
import json, resource, sys, time
from pathlib import Path
{imports}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
{body}
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({{"result": result, "grown": grown / 1024, "seconds": time.perf_counter() - start}}))
"""


def measured(imports: str, body: str, *arguments: str) -> dict[str, Any]:
    """`result` as the body leaves it, megabytes `grown` beyond the imports, and `seconds`."""
    code = _MEASURE.format(imports=imports, body=body)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
