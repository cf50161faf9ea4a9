"""How a value reads on the screen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

NO_VALUE = "–"


def shown(value: Any) -> str:
    """A value in words: dates written out, numbers with the comma of the language, a dash for nothing."""
    if value is None or value == "":
        return NO_VALUE
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, float | Decimal):
        if value == int(value):
            return str(int(value))
        return number_format(Decimal(str(round(value, 2))), use_l10n=True)
    return str(value)
