"""How the index is laid out on the server.

One index holds every language: a text field `ti` is one field per partition (`ti_en`, `ti_zh`,
…), and a document fills those of its own partition only. Lucene keeps BM25 statistics per field
over the documents that have it, so each partition ranks as if it were alone. A text is a list of
sentences; the gap between them is wider than any sentence, so neither phrases nor intervals cross.

`_source` is off: documents live in the record store. Until a merge drops it, the server keeps a
hidden copy of each document for recovery, so a fresh index is larger than it stays.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from indexer.analysis import FINGERPRINT, HOLE, NATIVE
from indexer.documents import INTEGER_COLUMNS, KEYWORD_COLUMNS, SORT_COLUMNS
from indexer.engines.native import word_column
from indexer.fields import FACETS, LANGUAGE_PARTITIONS, NAME_FIELDS, TEXT_FIELDS

MERGING = {"segments_per_tier": 4, "floor_segment": "64mb"}
"""Fewer segments than by default: a query of hundreds of words looks each of them up in each."""

SENTENCE_GAP = 1024
"""Positions between two sentences or names: more than a sentence has tokens."""

GAP_ANALYZER = "gap"
"""Query analyzer that leaves a hole in a phrase for each `HOLE`."""

_CONTROLS = tuple(chr(code) for code in (*range(1, 0x20), 0x7F))

Body = dict[str, Any]


def text_field(column: str, partition: str) -> str:
    """The field that holds text field `column` for documents of `partition`."""
    return f"{column}_{partition}"


@cache
def stem_rules() -> tuple[str, ...]:
    """Words whose stem differs between this server's stemmer and the one used for queries."""
    text = (files(__package__) / "stem_rules.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def analysis() -> Body:
    """Analyzers that make the tokens of `indexer.analysis` of prepared text.

    Prepared text of the native partition holds letters, digits and ASCII signs only, so that
    `char_group` cuts it exactly as tantivy's simple tokenizer does.
    """
    return {
        "tokenizer": {
            "words": {
                "type": "char_group",
                "tokenize_on_chars": ["whitespace", "punctuation", "symbol", *_CONTROLS],
                "max_token_length": 255,
            }
        },
        "filter": {
            "stem_exceptions": {"type": "stemmer_override", "rules": list(stem_rules())},
            "stem": {"type": "snowball", "language": "English"},
            "holes": {"type": "stop", "stopwords": [HOLE]},
        },
        "analyzer": {
            NATIVE: {
                "tokenizer": "words",
                "filter": ["lowercase", "asciifolding", "stem_exceptions", "stem"],
            },
            GAP_ANALYZER: {"tokenizer": "whitespace", "filter": ["holes"]},
        },
    }


def mappings() -> Body:
    """Every field; an unknown one is refused (`dynamic: strict`), never added."""
    counted = {*FACETS.values()}
    properties: dict[str, Body] = {
        "id": {"type": "keyword"},
        "partition": {"type": "keyword"},
    }
    for field in TEXT_FIELDS:
        for partition in LANGUAGE_PARTITIONS:
            properties[text_field(field.column, partition)] = {
                "type": "text",
                "analyzer": NATIVE if partition == NATIVE else "whitespace",
                "position_increment_gap": SENTENCE_GAP,
            }
    for field in NAME_FIELDS:
        properties[field.column] = {
            "type": "text",
            "analyzer": "whitespace",
            "norms": False,
            "position_increment_gap": SENTENCE_GAP,
        }
    for field in TEXT_FIELDS:
        properties[word_column(field.column)] = {
            "type": "text",
            "analyzer": "whitespace",
            "index_options": "docs",
            "norms": False,
        }
    for column in KEYWORD_COLUMNS:
        sort = column in SORT_COLUMNS
        properties[column] = {
            "type": "keyword",
            "index": not sort,
            "doc_values": sort or column in counted,
        }
    for column in INTEGER_COLUMNS:
        properties[column] = {"type": "long"}
    return {"dynamic": "strict", "_source": {"enabled": False}, "properties": properties}


def index_body(shards: int) -> Body:
    """What creates an index that is to be filled: no replicas and no refresh before the commit.

    `gc_deletes` 0: a deleted document leaves no version behind that would refuse a later one.
    """
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": -1,
            "gc_deletes": "0s",
            "merge": {"policy": MERGING},
            "analysis": analysis(),
        },
        "mappings": mappings() | {"_meta": {"version": 0}},
    }


@cache
def fingerprint() -> str:
    """Ten hex digits that change whenever an index built before can no longer be used."""
    layout = json.dumps([FINGERPRINT, analysis(), mappings()], sort_keys=True)
    return hashlib.sha256(layout.encode()).hexdigest()[:10]
