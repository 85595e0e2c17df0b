import re
from pathlib import Path

import search_api.language
from search_api.messages import MESSAGES

CODE = Path(search_api.language.__file__).parent
USED = re.compile(r'(?:fail|note|lose|_once|losses\.add|QueryError|Notice)\(\s*"(\w+)"')


def test_every_message_asked_for_exists():
    used = {
        (path.name, key)
        for path in CODE.rglob("*.py")
        for key in USED.findall(path.read_text("utf-8"))
    }
    assert len(used) > 60
    assert {one for one in used if one[1] not in MESSAGES} == set()
