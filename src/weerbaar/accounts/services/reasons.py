"""The reason that somebody gives for an order is kept: so it names nobody."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.ui.orders import Refused
from weerbaar_analysis.text.personal_data import find_personal_data, verdict


class ReasonNamesSomebody(Refused):
    """The reason names a person; nothing of it is kept."""

    says: ClassVar[str | Promise] = _("Leave out what points at a person.")


def refuse_names(reason: str) -> None:
    """Raises `ReasonNamesSomebody` unless the text is clean, without any doubt."""
    if verdict(find_personal_data(reason)) != "clean":
        raise ReasonNamesSomebody
