"""`weerbaar first_maintainer`: the first link of a new installation."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.accounts import selectors, services


class Command(BaseCommand):
    help = "Maakt de uitnodiging voor de eerste functioneel beheerder van een regio."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="Het werkadres van de eerste beheerder.")
        parser.add_argument("--organisation", help="De code van de organisatie in het regiopakket.")
        parser.add_argument("--address", help="Het adres van de website, bijvoorbeeld https://weerbaar.voorbeeld.nl")

    def handle(self, *, email: str, organisation: str | None, address: str | None, **_options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(_("%(email)s is not an e-mail address.") % {"email": email}) from None
        host = selectors.organisation_for_first_maintainer(code=organisation)
        if host is None:
            raise CommandError(_("No such organisation. Load a region first, and give its code with --organisation."))
        try:
            invitation, token = services.invite_first_maintainer(email=email, organisation=host, now=timezone.now())
        except services.MaintainerExists as refusal:
            raise CommandError(str(refusal.says)) from None
        path = reverse("accounts:accept", args=[token])
        self.stdout.write(
            _("This link makes %(email)s maintainer at %(organisation)s. It works once, until %(until)s:")
            % {
                "email": invitation.email,
                "organisation": host.name,
                "until": timezone.localtime(invitation.expires_at).strftime("%d-%m-%Y %H:%M"),
            }
        )
        self.stdout.write((address or _default_address()).rstrip("/") + path)


def _default_address() -> str:
    if settings.PRODUCTION:
        return f"https://{settings.ALLOWED_HOSTS[0]}"
    return "http://127.0.0.1:8000"
