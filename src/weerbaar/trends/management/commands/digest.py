"""`weerbaar digest`: puts the weekly mail of everybody in the queue."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.sources.selectors import region_named
from weerbaar.trends.services import queue_digests


class Command(BaseCommand):
    help = "Zet de weekmail klaar: één per persoon per week. Kan vaker: dezelfde week is één mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", help="het regiopakket, als er meer dan één regio is")

    def handle(self, **options: Any) -> None:
        region = region_named(slug=options["region"])
        if region is None:
            raise CommandError(_("There is not one region to choose. Name it: --region and the name of its pack."))
        count = queue_digests(region=region, now=timezone.now())
        text = ngettext("%(n)d weekly mail is ready to be sent.", "%(n)d weekly mails are ready to be sent.", count)
        self.stdout.write(text % {"n": count})
        self.stdout.write(_("`weerbaar send_mail` sends what is ready."))
