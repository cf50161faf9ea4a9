"""Pages that are open to everybody: how Weerbaar works, every paper, and what was shown to hold."""

from weerbaar.accountability.views.pages import (
    accounting,
    cards_page,
    evidence_page,
    inventory_page,
    paper_file,
    paper_page,
    registration_file,
    registrations_page,
    security_txt,
    sources_page,
)

__all__ = [
    "accounting",
    "cards_page",
    "evidence_page",
    "inventory_page",
    "paper_file",
    "paper_page",
    "registration_file",
    "registrations_page",
    "security_txt",
    "sources_page",
]
