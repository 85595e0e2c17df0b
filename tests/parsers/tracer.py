"""Traces records in a process of its own: files named on the command line, msgpack on stdout.

Arguments: how many records of each file, how many places kept of each publication, a seed, files.
"""

import random
import sys
from itertools import islice
from pathlib import Path

from parsers import origins

origins.switch_on()

import msgspec  # noqa: E402 - behind the switch

from parsers.reading import read  # noqa: E402 - behind the switch
from parsers.record import Record  # noqa: E402 - behind the switch
from parsers.trace import traced  # noqa: E402 - behind the switch

LONGEST = 400_000


def main() -> None:
    per_file, kept, seed, *files = sys.argv[1:]
    chance = random.Random(int(seed))
    found = []
    for file in files:
        records = (r for r in read(Path(file)) if isinstance(r, Record) and len(r.data) < LONGEST)
        for record in islice(records, int(per_file)):
            for one in islice(traced(record), 3):
                places = [*one.places.values()]
                some = chance.sample(places, min(int(kept), len(places)))
                exact = sum(place.exact for place in places)
                ruled = sum(place.by == "rule" for place in places)
                counts = (exact, ruled, len(places) - exact - ruled)
                found.append((one.publication.source.format, counts, record.data, some))
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))


if __name__ == "__main__":
    main()
