"""Document numbers of all offices: canonical forms, every reading of a spelling, index tokens."""

from parsers.numbers.canonical import application_number, publication_number
from parsers.numbers.model import Reading
from parsers.numbers.read import Answer, forms, read_number, readings
from parsers.numbers.tokens import index_forms, query_forms

__all__ = [
    "Answer",
    "Reading",
    "application_number",
    "forms",
    "index_forms",
    "publication_number",
    "query_forms",
    "read_number",
    "readings",
]
