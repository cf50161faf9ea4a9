"""Pages that are open to everybody: how Weerbaar works, every paper, what was shown; and the page for who begins."""

from weerbaar.accountability.views.introduction import introduction
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
    "introduction",
    "inventory_page",
    "paper_file",
    "paper_page",
    "registration_file",
    "registrations_page",
    "security_txt",
    "sources_page",
]
