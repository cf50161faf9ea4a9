"""`weerbaar scan`: judges the weekly counts of one week."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.accounts.services import Refused
from weerbaar.sources.selectors import region_named
from weerbaar.trends.selectors import counts_of_scan
from weerbaar.trends.services import last_full_week, scan_week


class Command(BaseCommand):
    help = "Zoekt in de weekaantallen wat meer of minder is dan verwacht. Kan vaker: dezelfde week is één zoekronde."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until", help="de week die beoordeeld wordt, zoals 2026-W47; zonder: de vorige week")
        parser.add_argument("--region", help="het regiopakket, als er meer dan één regio is")

    def handle(self, **options: Any) -> None:
        region = region_named(slug=options["region"])
        if region is None:
            raise CommandError(_("There is not one region to choose. Name it: --region and the name of its pack."))
        now = timezone.now()
        week = options["until"] or last_full_week(on=timezone.localtime(now).date())
        try:
            scan, is_new = scan_week(region=region, week=week, now=now)
        except Refused as refusal:
            raise CommandError(str(refusal.says)) from refusal
        self.stdout.write(_("New scan.") if is_new else _("This scan was there already."))
        self.stdout.write(
            _("Week %(week)s, recipe %(digest)s.") % {"week": scan.week, "digest": scan.recipe_digest[:12]}
        )
        for word, number in counts_of_scan(scan=scan):
            self.stdout.write(f"{number:>6} {word}")
        self.stdout.write(_("A finding is a rise or fall in attention. Attention in the media is no threat."))
