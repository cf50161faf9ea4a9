"""`weerbaar picture`: from files to the first draft of a lokaal beeld, in one command."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from weerbaar.pictures.services import (
    FORMATS,
    LANGUAGES,
    Job,
    PeriodNotValid,
    municipality_for,
    period_of,
    run,
    written,
)


def _make_tables(*, is_new: bool) -> None:
    """Brings the database up to date. One that is thrown away needs no history of its tables, which saves seconds."""
    if is_new:
        settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=is_new)


def _usable_or_refuse(*, paths: list[Path], out: Path) -> None:
    for folder in (out, *out.parents):
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is geen map. Kies met --out een andere.")
    if not any(path.exists() for path in paths):
        raise CommandError("Geen van de bestanden of mappen na --from bestaat. Kijk de paden na.")


class Command(BaseCommand):
    help = "Maakt van bestanden het concept van een lokaal beeld van één gemeente."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="GEMEENTECODE", help="CBS-code, zoals GM0479")
        parser.add_argument("--period", required=True, help="2026, 2026-H1, 2026-Q3 of 2026-07")
        parser.add_argument("--from", dest="paths", nargs="+", type=Path, required=True, metavar="PATH")
        parser.add_argument(
            "--format", dest="forms", action="append", choices=tuple(FORMATS), help="vaker mag; zonder: html"
        )
        parser.add_argument(
            "--language", choices=tuple(LANGUAGES), default="nl", help="taal van de vaste woorden (standaard: nl)"
        )
        parser.add_argument("--out", type=Path, default=Path(), help="map voor het resultaat (standaard: hier)")
        parser.add_argument("--keep", action="store_true", help="bewaar alles in de eigen database")

    def handle(self, **options: Any) -> None:
        try:
            period = period_of(options["period"])
        except PeriodNotValid as refusal:
            raise CommandError(str(refusal)) from refusal
        today = localdate()
        if period.first >= today:
            raise CommandError("Deze periode moet nog beginnen.")
        _usable_or_refuse(paths=options["paths"], out=options["out"])
        self._say("  0% database klaarzetten")
        _make_tables(is_new=not options["keep"])
        code = options["code"].strip().upper()
        place = municipality_for(code=code, on=today)
        if place is None:
            raise CommandError(
                f"Geen gemeente met code {code}. Kijk in een regiopakket, of laad er een met weerbaar load_region."
            )
        job = Job(code, period, options["paths"])
        for step in run(job=job, place=place, now=now()):
            self._say(step)
        name = f"lokaal-beeld-{code}-{options['period'].upper()}"
        try:
            forms, language = options["forms"] or ["html"], options["language"]
            files = written(job=job, folder=options["out"], forms=forms, name=name, language=language)
        except OSError as error:
            raise CommandError(f"In {options['out']} kan niet worden geschreven: {error.strerror}.") from error
        self._say("100% klaar")
        self.stderr.write("")
        self._report(job, place.name, files)

    def _say(self, step: str) -> None:
        """One line that moves; in a file or pipe a line each."""
        end = "\r" if self.stderr.isatty() else "\n"
        self.stderr.write(f"{step:<78}", ending=end)
        self.stderr.flush()

    def _report(self, job: Job, name: str, files: list[Path]) -> None:
        tally, left_out = job.report.tally, [one for one in job.report.files if one.left_out]
        self.stdout.write(f"{name}, {job.period}: {len(job.items)} berichten van {tally.seen} gelezen.")
        masked = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.masked.items())) or "niets"
        self.stdout.write(f"Weggehaalde persoonsgegevens: {masked}.")
        for file in left_out[:20]:
            self.stdout.write(f"Overgeslagen: {file.name}. {file.left_out}")
        if len(left_out) > 20:
            self.stdout.write(f"En nog {len(left_out) - 20} bestanden: zie het hoofdstuk Verantwoording.")
        if tally.unread:
            self.stdout.write(f"{tally.unread} berichten konden niet worden verwerkt.")
        for path in files:
            self.stdout.write(str(path))
