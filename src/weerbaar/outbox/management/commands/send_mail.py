from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from weerbaar.outbox import selectors, services


class Command(BaseCommand):
    help = "Geeft de wachtende berichten aan de mailserver, en zegt hoe het ging."

    def handle(self, *args: Any, **options: Any) -> None:
        if not selectors.mail_is_on():
            self.stdout.write("Er is geen mailserver ingesteld (EMAIL_URL). De berichten blijven wachten.")
            return
        sent = sum(1 for mail in services.send_waiting(now=now()) if mail.state == "sent")
        services.forget_old(now=now())
        left = selectors.counts_by_state()
        self.stdout.write(
            f"{sent} verstuurd, {left.get('waiting', 0)} wachten, {left.get('failed', 0)} mislukt, "
            f"{left.get('unknown', 0)} onzeker."
        )
