"""Does orders in a child that somebody kills: started by `test_kill_orders.py`, one line of input is one child.

`register 40` and `freeze 40` go through the orders 0 to 39 and say `did N` after each that was done; `look` tells what
stands. Starting takes seconds and a child none, so that a thousand kills fit in minutes.
"""

import json
import os
import sys
from collections import Counter
from datetime import timedelta
from typing import Any


def prepare() -> Any:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.cast import build_cast

    cast = build_cast()
    from weerbaar.signals.services.gate import judge

    judge("Warm")  # loads the names once, for all children
    return cast


def register(cast: Any, number: int) -> None:
    from weerbaar.signals.tests.stage import report

    report(cast, "official_here", cast.here, f"In de wijk hangen sinds maandag {number} stickers tegen de opvang.")


def freeze(cast: Any, number: int) -> None:
    from weerbaar.pictures import services
    from weerbaar.pictures.models import Picture
    from weerbaar.pictures.tests.sample import sample

    content, day = sample(), timedelta(days=number)
    picture, _new = Picture.objects.get_or_create(
        region=cast["analyst"].organisation.region, municipality=cast.here, director=cast["official_here"].organisation,
        period_from=cast.now.date() - timedelta(days=5000) + day, period_to=cast.now.date() + day,
        defaults={"review_on": cast.now.date(), "started_at": cast.now, "changed_at": cast.now},
    )  # fmt: skip
    try:
        services.agree_to_freeze(actor=cast["analyst"], picture=picture, content=content, now=cast.now)
        services.freeze_picture(actor=cast["official_here"], picture=picture, content=content, now=cast.now)
    except services.NothingChanged:
        return  # it was done before, and not told


def look() -> dict[str, Any]:
    """What stands in the database, and whether it is whole."""
    from django.db import connection

    from weerbaar.accounts.models import AuditEvent, Endorsement, Outcome
    from weerbaar.accounts.services.audit_chain import log_problems
    from weerbaar.pictures.models import FrozenPicture
    from weerbaar.pictures.services import verify_pictures
    from weerbaar.signals.models import Signal, Step

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0]
    done = AuditEvent.objects.filter(outcome=Outcome.DONE)
    endorsed = Endorsement.objects.values_list("subject_kind", "subject_id", "step")
    return {
        "integrity": whole,
        "log": [str(one) for one in log_problems()],
        "pictures": [str(one) for one in verify_pictures()],
        "signals": sorted(int(text.split()[6]) for text in Signal.objects.values_list("text", flat=True)),
        "steps": Step.objects.filter(kind="received").count(),
        "reported": Counter(step for _kind, _id, step in endorsed)["reported"],
        "noted": done.filter(action="report_signal").values("subject_id").distinct().count(),
        "frozen": FrozenPicture.objects.count(),
        "frozen_twice": FrozenPicture.objects.filter(number__gt=1).count(),
        "second": Counter(step for _kind, _id, step in endorsed)["freeze_second"],
    }


def main() -> None:
    cast = prepare()
    from django.db import connections

    print("ready", flush=True)
    for line in sys.stdin:
        what, _, count = line.partition(" ")
        connections.close_all()
        if child := os.fork():
            print(child, flush=True)
            os.waitpid(child, 0)
            print("over", flush=True)
            continue
        if what.strip() == "look":
            print(json.dumps(look()), flush=True)
        for number in range(int(count or 0)):
            {"register": register, "freeze": freeze}[what](cast, number)
            print(f"did {number}", flush=True)
        os._exit(0)


if __name__ == "__main__":
    main()
