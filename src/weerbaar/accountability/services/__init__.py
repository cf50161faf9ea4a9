"""Orders: write the papers to a folder, and the evidence as a document."""

from weerbaar.accountability.services.evidence_page import evidence_markdown
from weerbaar.accountability.services.kit import kit_files, write_kit

__all__ = ["evidence_markdown", "kit_files", "write_kit"]
