"""`weerbaar load_demo`: fills the demo, and prints the people through whose eyes one can look."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.accounts.selectors import signed_up_demo_people
from weerbaar.programme.services import load_demo


class Command(BaseCommand):
    help = "Vult de demo: de verzonnen voorbeeldregio met verzonnen mensen. Kan vaker."

    def handle(self, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("The demo lets anyone in without a password. It cannot be loaded in production."))
        for title, count in load_demo(now=timezone.now()):
            self.stdout.write(f"{count:>6} {title}")
        self.stdout.write("\n" + _("The demo people:"))
        for person, membership in signed_up_demo_people():
            self.stdout.write(f"  {membership.get_role_display():<36} {person.name:<20} {membership.organisation.name}")
