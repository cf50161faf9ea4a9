"""Two orders at the same moment, for test_races.py. As a program it plays them on the database of DATABASE_URL."""

import json
import sys

import django

from weerbaar.accounts.tests.race import together


def one_report_twice() -> tuple[list[str], int]:
    """One report is sent twice at once; returns what each was told and how many signals it made."""
    from tests.cast import NOW, build_cast
    from weerbaar.signals import services
    from weerbaar.signals.models import Signal
    from weerbaar.signals.tests.stage import PLAIN

    cast = build_cast()
    _link, token = services.issue_link(
        actor=cast["analyst"], organisation=cast.organisations["school"], function="docent", now=NOW
    )
    report = services.Report(text=PLAIN, municipality=cast.here)

    def send() -> object:
        return services.record_by_link(token=token, report=report, now=NOW)

    return together(send, send), Signal.objects.count()


def one_signal_moved_twice() -> tuple[list[str], int]:
    """Two people move one signal at once; returns what each was told and how many lines of history that left."""
    from tests.cast import NOW, build_cast
    from weerbaar.signals import services
    from weerbaar.signals.models import Step
    from weerbaar.signals.tests.stage import reported

    cast = build_cast()
    signal = reported(cast, "official_here", cast.here, label="amber")

    def move(key: str) -> object:
        return services.move_signal(actor=cast[key], signal=signal, before="new", after="review", now=NOW)

    answers = together(lambda: move("official_here"), lambda: move("analyst"))
    return answers, Step.objects.filter(kind="moved").count()


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
