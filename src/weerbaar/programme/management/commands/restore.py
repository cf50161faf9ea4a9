"""`weerbaar restore FILE --key FILE`: a back-up into an empty database, whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weerbaar.programme import services


class Command(BaseCommand):
    help = "Zet een reservekopie terug in een lege database, helemaal of niet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="de kopie")
        parser.add_argument("--key", type=Path, required=True, help="bestand met de sleutel")
        parser.add_argument("--older", action="store_true", help="ook als er een nieuwere kopie is")

    def handle(self, *, file: Path, key: Path, older: bool, **_options: Any) -> None:
        try:
            counts = services.restore_backup(path=file, key=services.read_key(key), older=older, now=now())
        except services.BackupRefused as error:
            raise CommandError(str(error)) from error
        except (OSError, services.NotReadable) as error:
            raise CommandError(_("The key cannot be read: %(why)s") % {"why": error}) from error
        self.stdout.write(_("Put back: %(rows)s rows, and compared one by one.") % {"rows": sum(counts.values())})
