"""Real full texts in a real office format: 14,033 US grants as weekly concatenated files."""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import zstandard

from parsers.model import Publication
from parsers.specimens import encode, from_text

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "data" / "us-grants-14k.jsonl.zst"
PER_WEEK = 1_000
COLUMNS = (
    "number", "title", "abstract", "description", "owner", "owner_city", "owner_country", "date",
)  # fmt: skip


def texts() -> Iterator[dict[str, str]]:
    """The corpus as it comes: one dict a grant."""
    decoder = msgspec.json.Decoder()
    with SOURCE.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        rest = b""
        while piece := stream.read(1 << 22):
            *lines, rest = (rest + piece).split(b"\n")
            yield from map(decoder.decode, lines)
        if rest.strip():
            yield decoder.decode(rest)


def publications() -> Iterator[Publication]:
    for text in texts():
        yield from_text(**{name: text.get(name) or "" for name in COLUMNS})


def weekly(folder: Path, limit: int | None = None) -> list[Path]:
    """Weekly files of 1,000 grants in `folder`, written once."""
    done = folder / f"done-{limit or 'all'}"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        print(f"writing the corpus to {folder} …", file=sys.stderr)
        out = None
        for at, publication in enumerate(publications()):
            if limit and at >= limit:
                break
            if at % PER_WEEK == 0:
                if out:
                    out.close()
                out = (folder / f"ipg{at // PER_WEEK:06}.xml").open("wb")
            out.write(encode(publication, "us4"))
        if out:
            out.close()
        done.touch()
    return sorted(folder.glob("ipg*.xml"))


if __name__ == "__main__":
    print(*weekly(Path(sys.argv[1])), sep="\n")
