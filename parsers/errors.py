"""What can go wrong while a file is read: one small tree, knowing nothing of HTTP or engines."""


class ParseError(Exception):
    """A record, file or archive that cannot be read as it stands.

    `code` is an upper-case word from `CODES`; `place` says where, in the terms of the input
    ("byte 1024", "member a/b.xml", "page 3"). The message says what to do about it.
    """

    def __init__(self, code: str, message: str, *, place: str | None = None) -> None:
        if code not in CODES:
            raise ValueError(f"undocumented parse error code {code}")
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = place


CODES: dict[str, str] = {
    "XML_SYNTAX": "The record is not well-formed XML and could not be repaired.",
    "XML_ENTITY": "The record uses an entity that is neither standard nor one of the office's own.",
    "XML_DEPTH": "Elements are nested too deeply.",
    "XML_LIMIT": "The record is larger, or expands to more, than the limits allow.",
    "XML_ENCODING": "The bytes are not text in the declared encoding.",
    "XML_TRUNCATED": "The record ends before its root element does.",
    "FORMAT_UNKNOWN": "No format module recognises the file.",
    "FORMAT_MISMATCH": "The root element is known, but the content is not what the format says.",
    "CONTENT_SYNTAX": "The list, JSON or fixed text is not written as its kind requires.",
    "CONTENT_OTHER": "The record holds no publication and no event: fees, page images, an index.",
    "NO_PUBLICATION": "The file is of a known kind, but what it holds is no publication.",
    "IDENTITY_INCOMPLETE": "Office or number of the publication is missing or unreadable.",
    "CHECK_FAILED": "The parsed publication breaks an invariant.",
    "NUMBER_UNREADABLE": "A document number follows no known form.",
    "ARCHIVE_UNSAFE": "An archive member would leave the archive, or is not a plain file.",
    "ARCHIVE_LIMIT": "The archive inflates beyond the size or ratio limit, or nests too deeply.",
    "ARCHIVE_DAMAGED": "The archive cannot be read to its end.",
    "FILE_UNREADABLE": "The file cannot be opened or read.",
    "PDF_INVALID": "The file is not a PDF, or is damaged beyond reading.",
    "PDF_ENCRYPTED": "The PDF needs a password.",
    "PDF_LIMIT": "Reading the PDF took more time, memory or pages than allowed.",
    "PDF_NO_LAYOUT": "The PDF's first page carries no recognisable front page of a patent.",
    "PARSER_FAILED": "The parser has a fault that this record brings out; the trace says where.",
    "PARSER_DIED": "The process reading the record crashed, or ran out of memory or time.",
}
