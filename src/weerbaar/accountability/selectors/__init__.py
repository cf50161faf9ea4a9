"""What the account consists of: promises with their proof, what is kept, and every paper made of it."""

from weerbaar.accountability.selectors.cards import cards, measured_on
from weerbaar.accountability.selectors.evidence import evidence, not_built, promise_ids
from weerbaar.accountability.selectors.introductions import needs_introduction
from weerbaar.accountability.selectors.inventory import endings, inventory
from weerbaar.accountability.selectors.papers import SLUGS, WAITS, as_yaml, paper, paper_titles
from weerbaar.accountability.selectors.problems import local_problems, open_points, paper_problems
from weerbaar.accountability.selectors.public_sources import public_sources
from weerbaar.accountability.selectors.registrations import fields, registration, registrations_per_region
from weerbaar.accountability.selectors.security import security_txt
from weerbaar.accountability.selectors.switch_tests import SwitchTested, switch_tests

__all__ = [
    "SLUGS",
    "WAITS",
    "SwitchTested",
    "as_yaml",
    "cards",
    "endings",
    "evidence",
    "fields",
    "inventory",
    "local_problems",
    "measured_on",
    "needs_introduction",
    "not_built",
    "open_points",
    "paper",
    "paper_problems",
    "paper_titles",
    "promise_ids",
    "public_sources",
    "registration",
    "registrations_per_region",
    "security_txt",
    "switch_tests",
]
