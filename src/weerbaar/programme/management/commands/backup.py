"""`weerbaar backup FILE --key FILE`: everything in one locked file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.guard.services import note_run
from weerbaar.programme import services


class Command(BaseCommand):
    help = "Maakt een versleutelde reservekopie van alles in één bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="waar de kopie komt")
        parser.add_argument("--key", type=Path, required=True, help="bestand met de sleutel")
        parser.add_argument("--make-key", action="store_true", help="maak de sleutel als die er nog niet is")

    def handle(self, *, file: Path, key: Path, make_key: bool, **_options: Any) -> None:
        if make_key and not key.exists():
            services.make_key(key)
            self.stdout.write(_("A new key: %(key)s. Keep it on another server.") % {"key": key})
        try:
            counts = services.make_backup(path=file, key=services.read_key(key), now=now())
        except (OSError, services.NotReadable) as error:
            raise CommandError(_("No back-up was made: %(why)s") % {"why": error}) from error
        note_run(name="backup", now=now())
        self.stdout.write(_("Back-up made: %(rows)s rows in %(file)s.") % {"rows": sum(counts.values()), "file": file})
