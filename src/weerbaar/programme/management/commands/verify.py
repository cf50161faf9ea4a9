"""`weerbaar verify`: ends with 1 when something does not hold, and says what."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.guard.services import note_run
from weerbaar.programme import services


class Command(BaseCommand):
    help = "Controleert of het logboek en wat is vastgesteld nog zijn zoals ze waren."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-look", action="store_true", help="geen nieuw controlepunt zetten")

    def handle(self, *, only_look: bool, **_options: Any) -> None:
        problems = services.house_problems()
        said = list(islice(problems, services.MOST_SAID))
        for problem in said:
            self.stderr.write(problem)
        if said:
            more = sum(1 for _problem in problems)
            raise CommandError(_("Not everything holds: %(count)s problems.") % {"count": len(said) + more})
        note_run(name="verify", now=now())
        if only_look:
            self.stdout.write(_("All is well."))
            return
        count = services.sign_log_end(now=now())
        self.stdout.write(_("All is well. The log has %(count)s rows; a checkpoint was signed.") % {"count": count})
