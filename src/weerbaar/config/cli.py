"""The command `weerbaar`: our own commands first, Django's underneath."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from tempfile import TemporaryDirectory

OURS_HEADER = "Weerbaar {version}\n\nUsage: weerbaar COMMAND [options]      weerbaar COMMAND --help\n"

# Commands of the library: they need no database, so Django is not started for them. Name: (module, help).
LIBRARY_COMMANDS = {
    "detect": ("weerbaar_analysis.counts.cli", "Zoekt in een tabel met weekaantallen wat meer is dan verwacht."),
    "text": ("weerbaar_analysis.text.cli", "Zoekt persoonsgegevens, plaatsen, onderwerpen en kopieën in regels JSON."),
}


def main() -> None:
    """Runs one command; without one, or with --help, lists ours first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.config.settings")
    arguments = sys.argv[1:]
    if arguments and arguments[0] in LIBRARY_COMMANDS:
        module, _ = LIBRARY_COMMANDS[arguments[0]]
        sys.exit(import_module(module).main(arguments[1:]))
    if not arguments or (arguments[0] in {"--help", "-h", "help"} and len(arguments) == 1):
        _stop_at_wrong_settings()
        sys.stdout.write(_overview())
        return
    with _database_for(arguments):
        _stop_at_wrong_settings()
        from django.core.management import execute_from_command_line

        execute_from_command_line(["weerbaar", *arguments])


def _stop_at_wrong_settings() -> None:
    """A setting that is wrong is one sentence, without a traceback."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        _read = settings.INSTALLED_APPS
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))


@contextmanager
def _database_for(arguments: list[str]) -> Iterator[None]:
    """`weerbaar picture` works in a database of its own that goes when it is done, unless asked to keep all."""
    if arguments[0] != "picture" or "--keep" in arguments:
        yield
        return
    with TemporaryDirectory(prefix="weerbaar-") as folder:
        os.environ |= {"WEERBAAR_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/picture.sqlite3"}
        yield


def _overview() -> str:
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    commands = get_commands()
    ours = {name: str(app) for name, app in commands.items() if str(app).startswith("weerbaar.")}
    helps = {name: load_command_class(app, name).help for name, app in ours.items()}
    helps |= {name: text for name, (_, text) in LIBRARY_COMMANDS.items()}
    lines = [OURS_HEADER.format(version=version("weerbaar")), "Commands of Weerbaar:"]
    lines += [f"  {name:<18} {text}" for name, text in sorted(helps.items())]
    others = sorted(name for name in commands if name not in ours)
    lines += ["", "Commands of Django:", "  " + ", ".join(others), ""]
    return "\n".join(lines)
