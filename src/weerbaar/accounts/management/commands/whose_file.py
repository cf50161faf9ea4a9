"""`weerbaar whose_file MARK`: who took along the list that carries this mark, and on which day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.accounts import services


class Command(BaseCommand):
    help = "Zoekt bij het kenmerk in een meegenomen lijst van wie die is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mark", help="De tien letters en cijfers in de naam of onderaan de lijst.")

    def handle(self, *, mark: str, **_options: Any) -> None:
        found = services.whose_file(mark=mark, now=timezone.now())
        if found is None:
            raise CommandError(_("Nobody's file of the last two years carries this mark."))
        person, on = found
        self.stdout.write(_("Taken along on %(on)s by %(email)s.") % {"on": on.isoformat(), "email": person.email})
