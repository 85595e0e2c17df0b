"""Write indexer/engines/elasticsearch/stem_rules.txt: words whose English stem differs.

usage: python benchmarks/make_stem_rules.py http://127.0.0.1:9200 WORDLIST...

The two engines carry different versions of the Snowball English stemmer. Every word of the word
lists (text files, one or more words a line), and every word made from the prefixes and endings on
which the versions differ, is run through both; where the results differ the stem of the analysis
goes into the file. More words never harm: run it again with what new documents hold.
"""

import sys
from collections import defaultdict
from pathlib import Path

from elasticsearch import Elasticsearch

from indexer.analysis_words import stems

TARGET = Path(__file__).resolve().parent.parent / "indexer/engines/elasticsearch/stem_rules.txt"
INDEX = "tmp-stem-rules"
BATCH = 20_000
LONGEST = 79

# The newer version counts suffixes from behind these, takes "ogist" for a suffix, keeps "evening",
# and turns four letters ending in "ying" into "ie".
OPEN_PREFIXES = ("inter", "later", "organ", "emerg", "univers", "past", "gener", "commun", "arsen")
ENDINGS = [
    "",
    "s",
    "e",
    "es",
    "ed",
    "ing",
    "er",
    "ers",
    "or",
    "ors",
    "al",
    "als",
    "ally",
    "ality",
    "alities",
    "ic",
    "ics",
    "ical",
    "ically",
    "ism",
    "isms",
    "ist",
    "ists",
    "istic",
    "istics",
    "ity",
    "ities",
    "ive",
    "ives",
    "ively",
    "iveness",
    "ize",
    "izes",
    "ized",
    "izing",
    "izer",
    "izers",
    "izable",
    "ization",
    "izations",
    "ise",
    "ises",
    "ised",
    "ising",
    "iser",
    "isation",
    "isations",
    "ate",
    "ates",
    "ated",
    "ating",
    "ation",
    "ations",
    "ational",
    "ationally",
    "ator",
    "ators",
    "ative",
    "able",
    "ably",
    "ability",
    "abilities",
    "ible",
    "ibly",
    "ibility",
    "ance",
    "ances",
    "ancy",
    "ancies",
    "ant",
    "ants",
    "antly",
    "ence",
    "ences",
    "ency",
    "encies",
    "ent",
    "ents",
    "ently",
    "ment",
    "ments",
    "mental",
    "ness",
    "ful",
    "fully",
    "fulness",
    "less",
    "lessly",
    "lessness",
    "ous",
    "ously",
    "ousness",
    "ly",
    "y",
    "ies",
    "ied",
    "ying",
    "ement",
    "ements",
    "ion",
    "ions",
    "ional",
    "ionally",
    "eous",
    "ious",
    "iously",
    "ian",
    "ians",
    "an",
    "ans",
    "oid",
    "oids",
    "ine",
    "ines",
    "in",
    "ins",
    "ene",
    "enes",
    "ane",
    "anes",
    "eer",
    "eers",
    "ure",
    "ures",
    "ary",
    "aries",
    "ory",
    "ories",
    "ist",
    "istically",
    "enne",
    "ella",
    "ello",
    "el",
    "elle",
    "elles",
    "ern",
]


def families(words):
    yield from (prefix + ending for prefix in OPEN_PREFIXES for ending in ENDINGS)
    yield from ("inter" + word for word in words if len(word) in range(4, 12))
    yield from (letter + "ying" for letter in "abcdefghijklmnopqrstuvwxyz")
    yield from ("evening", "evenings")
    for word in words:
        for end in ("logy", "logic", "logical", "logies"):
            if word.endswith(end):
                yield from (word.removesuffix(end) + "logist" + s for s in ("", "s"))


def read(paths):
    words = set()
    for path in paths:
        for word in Path(path).read_text("utf-8").lower().split():
            if len(word) <= LONGEST and word.isalnum():
                words.add(word)
    return words


def create(client):
    stem = {"type": "snowball", "language": "English"}
    chain = ["lowercase", "asciifolding", "stem"]
    client.options(ignore_status=404).indices.delete(index=INDEX)
    client.indices.create(
        index=INDEX,
        settings={
            "number_of_replicas": 0,
            "analyze.max_token_count": 2 * BATCH,
            "analysis": {
                "filter": {"stem": stem},
                "analyzer": {"plain": {"tokenizer": "whitespace", "filter": chain}},
            },
        },
    )


def differing(client, words):
    ordered = sorted(words)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        answer = client.indices.analyze(index=INDEX, analyzer="plain", text=" ".join(batch))
        theirs = [token["token"] for token in answer["tokens"]]
        ours = stems(batch, "en")
        yield from ((w, o) for w, o, t in zip(batch, ours, theirs, strict=True) if o != t)


def main():
    url, *paths = sys.argv[1:]
    words = read(paths)
    words |= set(families([w for w in words if w.isascii() and w.isalpha() and len(w) < 20]))
    client = Elasticsearch(url, request_timeout=60)
    create(client)
    try:
        by_stem = defaultdict(list)
        for word, stem in differing(client, words):
            if word.isascii():  # the filter sees folded words
                by_stem[stem].append(word)
    finally:
        client.indices.delete(index=INDEX)
    rules = [f"{', '.join(sorted(found))} => {stem}" for stem, found in sorted(by_stem.items())]
    TARGET.write_text("\n".join([*HEADER, *rules]) + "\n", "utf-8")
    print(f"{len(words)} words, {sum(map(len, by_stem.values()))} differ, {len(rules)} rules")


HEADER = (
    "# English words for which Elasticsearch's Snowball stemmer gives another stem than the",
    "# analysis. Made by benchmarks/make_stem_rules.py; not edited by hand.",
)

if __name__ == "__main__":
    main()
