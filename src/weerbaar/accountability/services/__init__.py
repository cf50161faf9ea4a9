"""Orders: write the papers to a folder, the evidence as a document, and read what Weerbaar is for."""

from weerbaar.accountability.services.evidence_page import evidence_markdown
from weerbaar.accountability.services.introductions import read_introduction
from weerbaar.accountability.services.kit import kit_files, write_kit

__all__ = ["evidence_markdown", "kit_files", "read_introduction", "write_kit"]
