"""The command `weerbaar`: our own commands first, Django's underneath."""

import os
import sys
from importlib.metadata import version

OURS_HEADER = "Weerbaar {version}\n\nUsage: weerbaar COMMAND [options]      weerbaar COMMAND --help\n"


def main() -> None:
    """Runs one command; without one, or with --help, lists ours first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.config.settings")
    arguments = sys.argv[1:]
    if not arguments or (arguments[0] in {"--help", "-h", "help"} and len(arguments) == 1):
        sys.stdout.write(_overview())
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(["weerbaar", *arguments])


def _overview() -> str:
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    commands = get_commands()
    ours = {name: str(app) for name, app in commands.items() if str(app).startswith("weerbaar.")}
    lines = [OURS_HEADER.format(version=version("weerbaar")), "Commands of Weerbaar:"]
    for name, app in sorted(ours.items()):
        lines.append(f"  {name:<18} {load_command_class(app, name).help}")
    others = sorted(name for name in commands if name not in ours)
    lines += ["", "Commands of Django:", "  " + ", ".join(others), ""]
    return "\n".join(lines)
