"""Two orders at the same moment, for test_races.py. As a program it plays them on the database of DATABASE_URL."""

import json
import sys
from collections.abc import Callable
from threading import Barrier, Thread

import django

Order = Callable[[], object]


def last_two_maintainers() -> tuple[list[str], int]:
    """Two maintainers end each other's role; returns what each was told and how many maintainers are left."""
    from tests.cast import NOW, add_member, build_cast
    from weerbaar.accounts import services
    from weerbaar.accounts.models import Membership, Role

    cast = build_cast()
    first, team = cast["maintainer"], cast.organisations["programme"]
    second = add_member(key="maintainer_two", role=Role.MAINTAINER, organisation=team)
    answers = together(
        lambda: services.end_membership(actor=first, membership=second, now=NOW),
        lambda: services.end_membership(actor=second, membership=first, now=NOW),
    )
    return answers, Membership.objects.filter(role=Role.MAINTAINER, ended_at=None).count()


def one_link_twice() -> tuple[list[str], int]:
    """Two people use one link; returns what each was told and how many accounts it made."""
    from tests.cast import NOW, build_cast
    from weerbaar.accounts import services
    from weerbaar.accounts.models import Role, User

    cast = build_cast()
    email = "nieuw@toneel.example"
    town = cast.organisations["town_here"]
    _, token = services.invite(actor=cast["maintainer"], email=email, organisation=town, role=Role.OFFICIAL, now=NOW)

    def accept() -> object:
        return services.accept_invitation(
            token=token, signed_in=None, name="Nieuw", function="", password=None, now=NOW
        )

    return together(accept, accept), User.objects.filter(email=email).count()


def together(*orders: Order) -> list[str]:
    """Starts all orders at once; returns their answers, sorted."""
    barrier, answers = Barrier(len(orders)), []

    def carry_out(order: Order) -> None:
        from django.db import connection

        from weerbaar.accounts.services import Refused

        try:
            barrier.wait(timeout=20)
            order()
            answers.append("done")
        except Refused as refusal:
            answers.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=carry_out, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(answers)


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
