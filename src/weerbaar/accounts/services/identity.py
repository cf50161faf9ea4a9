"""Coming in with the account of the own organisation (OpenID Connect): groups there are roles here."""

from datetime import datetime
from typing import Any, ClassVar

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, Membership, Role, User
from weerbaar.accounts.selectors.identity import identity_provider, roles_of_groups
from weerbaar.accounts.services.audit import recorded
from weerbaar.accounts.services.people import LastMaintainer, end_memberships
from weerbaar.regions.models import Organisation
from weerbaar.ui.orders import Refused

STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fido", "pop", "sc"})
"""What a provider writes in `amr` when it asked more than a password (RFC 8176)."""


class NoAccess(Refused):
    """None of the groups of this person means anything here, or the account is closed."""

    says: ClassVar[str | Promise] = _(
        "Your organisation knows you, but you have no access to Weerbaar yet. Ask the administrator of your "
        "organisation to put you in the right group, or ask the maintainer of your region for an invitation."
    )


class AddressNotAccepted(Refused):
    """The provider vouches for an address that is not of its own organisation."""

    says: ClassVar[str | Promise] = _(
        "Your organisation gave no work e-mail address that we may accept from it. Ask the administrator of your "
        "organisation to look at this."
    )


def identity_sign_in(*, provider: str, subject: str, claims: dict[str, Any], now: datetime) -> tuple[User, bool]:
    """Lets in whom the provider knows, with the roles of the groups of now; and says if it asked a second step.

    Roles that came from this provider and have no group any more end; roles from an invitation stay. A person is
    found by the fixed name at the provider, else by an address in one of the domains of the provider, else made. An
    account that comes to hang on a provider has no password of its own any more.
    """
    known = SocialAccount.objects.filter(provider=provider, uid=subject).select_related("user").first()
    person: Any = known.user if known else None
    with recorded(actor=person, action=Action.FOLLOW_GROUPS, subject=person, now=now) as entry:
        roles = roles_of_groups(provider=provider, groups=_groups(provider, claims))
        if not roles or (person is not None and not person.is_active):
            raise NoAccess
        if person is None:
            person = _person_of(provider, claims, now)
            SocialAccount.objects.create(user=person, provider=provider, uid=subject, extra_data={})
        _follow(person, provider, roles, now)
        entry.subject = person
    return person, _is_strong(provider, claims)


def hangs_on_a_provider(person: User) -> bool:
    return bool(SocialAccount.objects.filter(user=person).exists())


def _person_of(provider: str, claims: dict[str, Any], now: datetime) -> User:
    email = _address(provider, claims)
    person, _made = User.objects.get_or_create(
        email=email, defaults={"name": str(claims.get("name") or email.partition("@")[0])[:120], "joined_at": now}
    )
    if not person.is_active:
        raise NoAccess
    if person.has_usable_password() or _made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def _address(provider: str, claims: dict[str, Any]) -> str:
    email = str(claims.get("email") or claims.get("preferred_username") or "").lower()
    domains = [one.lower() for one in identity_provider(key=provider)["email_domains"]]
    try:
        validate_email(email)
    except ValidationError:
        raise AddressNotAccepted from None
    if email.rpartition("@")[2] not in domains or claims.get("email_verified", True) is False or len(email) > 160:
        raise AddressNotAccepted
    return email


def _groups(provider: str, claims: dict[str, Any]) -> set[str]:
    found = claims.get(identity_provider(key=provider).get("groups_claim", "groups"), [])
    return {str(one) for one in found} if isinstance(found, list) else {str(found)}


def _follow(person: User, provider: str, roles: list[tuple[Organisation, Role]], now: datetime) -> None:
    current = {(row.organisation_id, row.role): row for row in selectors.current_memberships_of(person=person)}
    wanted = {(organisation.pk, role.value) for organisation, role in roles}
    for organisation, role in roles:
        if (organisation.pk, role.value) not in current:
            Membership.objects.create(
                user=person, organisation=organisation, role=role, started_at=now, provider=provider
            )
    for key, row in current.items():
        if row.provider == provider and key not in wanted:
            _end(row, now)


def _end(row: Membership, now: datetime) -> None:
    """The last maintainer of a region stays, whatever the provider says: nobody could mend that any more."""
    try:
        end_memberships([row], now=now)
    except LastMaintainer:
        return


def _is_strong(provider: str, claims: dict[str, Any]) -> bool:
    """True when the file leaves the second step to the provider, and the provider says that it was asked."""
    settings = identity_provider(key=provider)
    amr = claims.get("amr", [])
    shown = set(amr) if isinstance(amr, list) else {amr}
    said = bool(shown & STRONG) or str(claims.get("acr", "")) in settings.get("acr", [])
    return settings.get("second_step", "ask") == "provider" and said
