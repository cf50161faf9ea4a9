from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from weerbaar.sources import selectors, services


class Command(BaseCommand):
    help = "Leest de bronnen die aan de beurt zijn, en zegt per bron hoe het ging."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", help="naam van het regiopakket; nodig als er meer dan één regio is")
        parser.add_argument("--source", help="naam van één bron, ook als die nog niet aan de beurt is")

    def handle(self, *args: Any, **options: Any) -> None:
        region = selectors.region_named(slug=options["region"])
        if region is None:
            raise CommandError("Er is geen (of meer dan één) regio geladen. Geef --region met de naam van het pakket.")
        moment = now()
        sources = services.sources_to_fetch(region=region, name=options["source"], now=moment)
        if not sources:
            self.stdout.write("Er is nu geen bron aan de beurt.")
            return
        with services.workbench(region=region, now=moment) as bench:
            for result in services.fetch_sources(sources=sources, bench=bench, now=moment):
                self.stdout.write(
                    f"{result.source.name}: {result.get_outcome_display()}, {result.seen_count} gezien, "
                    f"{result.added_count} nieuw, {result.changed_count} gewijzigd. {result.note}".rstrip()
                )
