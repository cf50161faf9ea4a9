"""An address as a square for the camera of a phone."""

from django.utils.safestring import SafeString, mark_safe

from weerbaar.accounts.services.second_step import SecondStepAdapter


def square_of(*, address: str) -> SafeString:
    """The square as SVG; the address is drawn as dots, so nothing of it can become markup."""
    drawing = str(SecondStepAdapter().build_totp_svg(address))
    return mark_safe(drawing[drawing.index("<svg") :])  # noqa: S308  # drawn above, from dots
