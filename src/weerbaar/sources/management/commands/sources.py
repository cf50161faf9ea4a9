from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from weerbaar.sources import selectors


class Command(BaseCommand):
    help = "Laat de bronnen zien en hoe het met ze gaat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", help="naam van het regiopakket; nodig als er meer dan één regio is")

    def handle(self, *args: Any, **options: Any) -> None:
        region = selectors.region_named(slug=options["region"])
        if region is None:
            raise CommandError("Er is geen (of meer dan één) regio geladen. Geef --region met de naam van het pakket.")
        moment = now()
        recent = selectors.recent_counts(region=region, now=moment)
        for source in selectors.sources_of(region=region):
            health = selectors.health_of(source=source, recent=recent.get(source.pk, 0), now=moment)
            last = f"{health.last_success:%d-%m-%Y %H:%M}" if health.last_success else "nooit"
            self.stdout.write(
                f"{source.name} ({source.get_kind_display()}): {health.label}; laatst gelezen: {last}; "
                f"{health.items_last_4_weeks} berichten in vier weken"
            )
