"""What the account consists of: promises with their proof, and what is kept."""

from weerbaar.accountability.selectors.evidence import evidence, promise_ids
from weerbaar.accountability.selectors.inventory import endings, inventory

__all__ = ["endings", "evidence", "inventory", "promise_ids"]
