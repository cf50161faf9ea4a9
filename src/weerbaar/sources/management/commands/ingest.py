from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from weerbaar.sources import selectors, services


class Command(BaseCommand):
    help = "Leest bestanden, mappen en archieven, en bewaart wat bewaard mag worden."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="bestand, map of archief")
        parser.add_argument("--region", help="naam van het regiopakket; nodig als er meer dan één regio is")
        parser.add_argument("--source", default="Eigen documenten", help="naam van de bron (standaard: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        region = selectors.region_named(slug=options["region"])
        if region is None:
            raise CommandError("Er is geen (of meer dan één) regio geladen. Geef --region met de naam van het pakket.")
        moment = now()
        source = services.source_by_hand(region=region, name=options["source"], now=moment)
        report = None
        with services.workbench(region=region, now=moment) as bench:
            for report in services.ingest_paths(source=source, paths=options["paths"], bench=bench, now=moment):
                self.stderr.write(f"{report.tally.seen} gelezen", ending="\r")
        self.stderr.write("")
        if report is None:
            return
        for file in report.files:
            if file.left_out:
                self.stdout.write(f"Overgeslagen: {file.name}. {file.left_out}")
        tally = report.tally
        if tally.unread:
            self.stdout.write(f"{tally.unread} berichten konden niet worden verwerkt.")
        masked = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.masked.items())) or "niets"
        self.stdout.write(
            f"{len(report.files)} bestanden, {tally.seen} berichten gezien, {tally.added} nieuw, {tally.changed} "
            f"gewijzigd. Verwijderde persoonsgegevens: {masked}."
        )
