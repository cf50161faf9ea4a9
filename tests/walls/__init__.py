"""The walls that imports cannot see. Each check takes a `House` and returns one sentence per breach: how to mend it.

They read the source only, so `test_walls_hold.py` can break a copy of the house and see each of them go red.
"""

from tests.walls import catalogue, documents, doors, locks, sizes, tables, words

CHECKS = (
    *tables.CHECKS,
    *words.CHECKS,
    *doors.CHECKS,
    *sizes.CHECKS,
    *catalogue.CHECKS,
    *documents.CHECKS,
    *locks.CHECKS,
)
