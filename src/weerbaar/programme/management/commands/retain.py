"""`weerbaar retain [--dry-run]`: for the timer of every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.guard.services import note_run
from weerbaar.programme import services


class Command(BaseCommand):
    help = "Verwijdert alles waarvan de bewaartermijn voorbij is, met een vernietigingsrecord."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen, niets verwijderen")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        done = services.retain(dry_run=dry_run, now=now())
        if not dry_run:
            note_run(name="retain", now=now())
        for one in done:
            self.stdout.write(f"{one.count:>8}  {one.rule}")
        total = sum(one.count for one in done)
        said = _("Would go: %(count)s rows.") if dry_run else _("Gone: %(count)s rows.")
        self.stdout.write(said % {"count": total})
