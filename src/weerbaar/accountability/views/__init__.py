"""Pages that are open to everybody: how Weerbaar works, and what was shown to hold."""

from weerbaar.accountability.views.pages import accounting, evidence_page, inventory_page

__all__ = ["accounting", "evidence_page", "inventory_page"]
