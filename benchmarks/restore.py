"""How long a back-up of very many rows takes, and putting it back (trust.md R5: at most 15 minutes for 1,000,000 rows).

    python benchmarks/restore.py [rows=1000000]
    python tools/on_postgresql.py python benchmarks/restore.py

A database of its own is filled with items, places and topics, backed up, emptied and put back; every row is compared by
the restore itself. Prints wall time, CPU time and the size of the file.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test.utils import override_settings, setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from tests.cast import build_cast  # noqa: E402
from tests.test_load import build, fill  # noqa: E402
from weerbaar.accounts.services.audit_chain import prune_log  # noqa: E402
from weerbaar.programme import services  # noqa: E402

ROWS_PER_ITEM = 3
LIMIT_MINUTES = 15


def main(rows: int) -> None:
    """Fills, backs up, empties and puts back."""
    with tempfile.TemporaryDirectory() as folder, override_settings(AUDIT_FOLDER=Path(folder) / "audit"):
        cast = build_cast()
        fill(build(cast), signals=100, items=rows // ROWS_PER_ITEM)
        services.make_key(Path(folder) / "key")
        key, copy = services.read_key(Path(folder) / "key"), Path(folder) / "copy"
        start, cpu = time.perf_counter(), time.process_time()
        kept = sum(services.make_backup(path=copy, key=key, now=now()).values())
        middle, middle_cpu = time.perf_counter(), time.process_time()
        size = copy.stat().st_size >> 20
        print(f"back-up of {kept} rows: {middle - start:.0f} s, CPU {middle_cpu - cpu:.0f} s, {size} MB")
        prune_log(before=now(), now=now())
        call_command("flush", interactive=False, verbosity=0)
        start, cpu = time.perf_counter(), time.process_time()
        back = sum(services.restore_backup(path=copy, key=key, older=False, now=now()).values())
        took, worked = time.perf_counter() - start, time.process_time() - cpu
        print(f"put back: {back} rows, {took:.0f} s, CPU {worked:.0f} s (limit {LIMIT_MINUTES} minutes)")
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
        assert back == kept


if __name__ == "__main__":
    wanted = dict(one.split("=", 1) for one in sys.argv[1:])
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        main(int(wanted.get("rows", 1_000_000)))
    finally:
        teardown_databases(databases, verbosity=0)
