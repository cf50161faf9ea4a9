"""Orders: write the papers to a folder."""

from weerbaar.accountability.services.kit import kit_files, write_kit

__all__ = ["kit_files", "write_kit"]
