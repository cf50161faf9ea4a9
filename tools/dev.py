"""The commands of the Makefile. Needs nothing but Python 3.11; this file itself must parse on any Python 3."""

import os
import shutil
import sys

HELP = """make run      sets everything up, loads the invented region and serves it (PORT=8001 changes the port)
make test     sets everything up and runs every check (ARGS="-k region" goes to pytest)
make format   lets ruff and djlint lay the code out
make lock     writes the pinned and hashed requirements and package-lock.json anew
make bench    runs the benchmarks
make prove    runs the long proofs (pytest -m long)
make pentest  lets four scanners loose on a demo of its own, a quarter of an hour or more
make evidence puts what the tests showed into the release and docs/evidence.md"""


def find_newer_python():
    """The path of a Python that is new enough, when the one that runs this is not."""
    for minor in range(20, 10, -1):
        path = shutil.which("python3.{}".format(minor))  # noqa: UP032 - must parse on an old Python
        if path:
            return path
    return None


def main():
    """Hands over to the command, on a Python that is new enough."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an old Python is told so
        newer = find_newer_python()
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - the same script on another Python
        version = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit("This is Python " + version + ". Weerbaar needs 3.11 or newer: install it, then run make again.")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "help":
        print(HELP)
        return
    import commands

    commands.main(command, sys.argv[2:])


if __name__ == "__main__":
    main()
