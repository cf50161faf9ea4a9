"""`weerbaar accountability --out DIR` writes the papers; with `--check` it ends with 1 when one is not right."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weerbaar.accountability import selectors, services


class Command(BaseCommand):
    help = "Schrijft de stukken voor de verantwoording, of kijkt ze na."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, help="map waarin de stukken komen")
        parser.add_argument("--check", action="store_true", help="alleen nakijken")

    def handle(self, *, out: Path | None, check: bool, **_options: Any) -> None:
        on = localdate()
        if out is None and not check:
            raise CommandError(_("Say where the papers go (--out), or that you only want to check them (--check)."))
        if out is not None:
            names = services.write_kit(folder=out, on=on)
            self.stdout.write(_("%(count)s files written in %(folder)s.") % {"count": len(names), "folder": out})
        if check:
            self._check()

    def _check(self) -> None:
        on = localdate()
        problems = [*selectors.paper_problems(on=on), *selectors.local_problems(on=on)]
        waiting = selectors.open_points(on=on)
        self.stdout.write(_("%(count)s points wait for the municipality.") % {"count": len(waiting)})
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(_("The papers are not right: %(count)s problems.") % {"count": len(problems)})
        self.stdout.write(_("The papers are right."))
