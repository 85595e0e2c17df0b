"""How a document lies in a tantivy index: schema, analyzers, positions of sentences.

Every text field begins with a sentence mark and has one behind each sentence, the last of a
paragraph with a paragraph mark. A mark is a token whose position moves the counter on, so that no
phrase crosses it; it is also the sentinel that gives every document every field, without which
the average length of a sparse field, and so its scores, would be wrong.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache

import tantivy
from tantivy import Document, PreTokenizedString, Token

from indexer.analysis import FINGERPRINT, NATIVE, PARA_END, SENT_END
from indexer.documents import INTEGER_COLUMNS, KEYWORD_COLUMNS, SORT_COLUMNS
from indexer.engine import IndexDocument
from indexer.engines.native import word_column
from indexer.engines.tantivy.sortkeys import sort_key
from indexer.fields import FACETS, LANGUAGE_PARTITIONS, NAME_FIELDS, TEXT_FIELDS

SENTENCE_GAP, PARAGRAPH_GAP = 1024, 131_072
LONGEST_KEYWORD = 32_766
"""Bytes of a keyword; Lucene takes no longer term, and both engines shall hold the same."""

TEXT_COLUMNS = tuple(field.column for field in TEXT_FIELDS)
WORD_COLUMNS = {field.name: word_column(field.column) for field in TEXT_FIELDS}
NAME_COLUMNS = tuple(field.column for field in NAME_FIELDS)
KEYED = ("id", *(c for c in SORT_COLUMNS if c != "sort_pn"))
"""Columns with a number beside them that sorts as their beginnings do. Strings of the same number
have to sort as the ids of their documents do: those of dates do, those of numbers do not."""

_KEYED = frozenset(KEYED)
_FAST = frozenset((*FACETS.values(), *SORT_COLUMNS))
_KEYWORDS, _INTEGERS = frozenset(KEYWORD_COLUMNS), frozenset(INTEGER_COLUMNS)

_NATIVE_TOKENIZER, _BLANKS = "native", "blanks"

_SENT = PreTokenizedString("", [Token(SENT_END, SENTENCE_GAP - 1, 0, 0)])
_PARA = PreTokenizedString("", [Token(PARA_END, PARAGRAPH_GAP - 1, 0, 0)])


@cache
def schema(partition: str) -> tantivy.Schema:
    """The fields of one partition's index; only `id` is stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("order", fast=True)
    tokenizer = _NATIVE_TOKENIZER if partition == NATIVE else _BLANKS
    for column in TEXT_COLUMNS:
        builder.add_text_field(column, tokenizer_name=tokenizer)
    for column in NAME_COLUMNS:
        builder.add_text_field(column, tokenizer_name=_BLANKS)
    for column in WORD_COLUMNS.values():
        builder.add_text_field(column, tokenizer_name=_BLANKS, index_option="basic")
    for column in KEYWORD_COLUMNS:
        fast = column in _FAST
        builder.add_text_field(column, tokenizer_name="raw", index_option="basic", fast=fast)
    for column in INTEGER_COLUMNS:
        builder.add_integer_field(column, indexed=True, fast=True)
    for column in KEYED:
        builder.add_unsigned_field(key_column(column), fast=True)
    return builder.build()


def key_column(column: str) -> str:
    """The column of `sort_key` numbers beside a keyed column."""
    return f"{column}_key"


@cache
def fingerprint() -> str:
    """Ten hex digits that change whenever an index built before can no longer be used."""
    columns = [
        TEXT_COLUMNS,
        NAME_COLUMNS,
        WORD_COLUMNS,
        KEYWORD_COLUMNS,
        INTEGER_COLUMNS,
        sorted(_FAST),
        KEYED,
    ]
    layout = [FINGERPRINT, SENTENCE_GAP, PARAGRAPH_GAP, LANGUAGE_PARTITIONS, columns]
    return hashlib.sha256(json.dumps(layout).encode()).hexdigest()[:10]


def native_analyzer() -> tantivy.TextAnalyzer:
    """What `indexer.analysis.tokens` does, for prepared text of the native partition."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in (
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(one)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """What an index needs before documents are added; tantivy does not keep it."""
    index.register_tokenizer(_NATIVE_TOKENIZER, native_analyzer())
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer(_BLANKS, blanks.build())


def fault(document: IndexDocument) -> str | None:
    """Why a document can never be indexed; tantivy would drop the offending part in silence."""
    if not document.id:
        return "The document has no id."
    if document.partition not in LANGUAGE_PARTITIONS:
        return f"There is no partition {document.partition!r}."
    unknown = {
        *(document.texts.keys() - set(TEXT_COLUMNS)),
        *(document.names.keys() - set(NAME_COLUMNS)),
        *(document.words.keys() - WORD_COLUMNS.keys()),
        *(document.keywords.keys() - _KEYWORDS),
        *(document.integers.keys() - _INTEGERS),
    }
    if unknown:
        return f"There is no column {min(unknown)!r}."
    for column, values in document.keywords.items():
        if any(len(v) * 4 > LONGEST_KEYWORD < len(v.encode()) for v in values):
            return f"A value of {column!r} is longer than {LONGEST_KEYWORD} bytes."
    return None


def text_size(document: IndexDocument) -> int:
    """Characters of text, about what the document takes in a writer's memory."""
    return sum(sum(map(len, p)) for texts in document.texts.values() for p in texts)


def stored_form(document: IndexDocument) -> Document:
    """The document as tantivy takes it. ValueError where a value is not text of Unicode."""
    doc = Document()
    doc.add_text("id", document.id)
    doc.add_unsigned(key_column("id"), sort_key(document.id))
    doc.add_integer("order", document.order)
    _add_texts(doc, document)
    for field, words in document.words.items():
        doc.add_text(WORD_COLUMNS[field], words)
    for column, values in document.keywords.items():
        for value in values:
            doc.add_text(column, value)
        if column in _KEYED and values:
            doc.add_unsigned(key_column(column), sort_key(values[0]))
    for column, numbers in document.integers.items():
        for number in numbers:
            doc.add_integer(column, number)
    return doc


def _add_texts(doc: Document, document: IndexDocument) -> None:
    add_text, add_mark = doc.add_text, doc.add_pre_tokenized_text
    for column in TEXT_COLUMNS:
        add_mark(column, _SENT)
        for paragraph in document.texts.get(column, ()):
            last = len(paragraph) - 1
            for number, sentence in enumerate(paragraph):
                add_text(column, sentence)
                add_mark(column, _PARA if number == last else _SENT)
    for column, names in document.names.items():
        for name in names:
            add_text(column, name)
            add_mark(column, _SENT)
