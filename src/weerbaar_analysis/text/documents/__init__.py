"""Reading documents: HTML, PDF, DOCX, XLSX, ODT, ODS, CSV, e-mail, plain text and RSS or Atom.

The kind is decided by content, never by name. Parsing happens in a child process with a limit on memory and time and
without network, so that a hostile file can hurt nothing but the child. What comes back is text, never markup.
"""

from weerbaar_analysis.text.documents.archive import open_archive
from weerbaar_analysis.text.documents.document import Document, DocumentRefused, FeedEntry
from weerbaar_analysis.text.documents.kinds import Kind, kind_of
from weerbaar_analysis.text.documents.reader import DocumentReader, read_document

__all__ = [
    "Document",
    "DocumentReader",
    "DocumentRefused",
    "FeedEntry",
    "Kind",
    "kind_of",
    "open_archive",
    "read_document",
]
