"""`weerbaar load_region`: stores a region pack."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.regions.services import LoadedPack, PackRefused, known_packs, load_region, pack_folder


class Command(BaseCommand):
    help = "Laadt een regiopakket: gemeenten, plaatsen, politieteams en organisaties."

    def add_arguments(self, parser: CommandParser) -> None:
        names = ", ".join(known_packs())
        parser.add_argument("pack", metavar="PAKKET", help=f"Naam ({names}) of pad van een map met een regiopakket.")
        parser.add_argument(
            "--check", action="store_true", help="Controleer het pakket en zeg wat er zou veranderen. Bewaar niets."
        )

    def handle(self, *, pack: str, check: bool, **_options: Any) -> None:
        try:
            loaded = load_region(pack=pack_folder(name=pack), check_only=check)
        except PackRefused as refusal:
            lines = [str(problem) for problem in refusal.problems]
            header = ngettext(
                "The region pack has %(count)d problem. Nothing was changed.",
                "The region pack has %(count)d problems. Nothing was changed.",
                len(lines),
            ) % {"count": len(lines)}
            raise CommandError("\n".join([header, *[f"- {line}" for line in lines]])) from None
        self.stdout.write("\n".join(_report(loaded, check)))


def _report(loaded: LoadedPack, check: bool) -> list[str]:
    facts = {"name": loaded.name, "version": loaded.version, "count": loaded.row_count}
    lines = [_("%(name)s, version %(version)s: %(count)d rows are in order.") % facts]
    if loaded.is_unchanged:
        return [*lines, _("Nothing has changed: this version was already loaded.")]
    for file in dict.fromkeys([*loaded.added, *loaded.changed, *loaded.retired]):
        counts = {
            "file": file,
            "added": loaded.added.get(file, 0),
            "changed": loaded.changed.get(file, 0),
            "retired": loaded.retired.get(file, 0),
        }
        lines.append(_("- %(file)s: %(added)d new, %(changed)d changed, %(retired)d retired") % counts)
    lines.append(_("This was a check. Nothing was stored.") if check else _("The region is loaded."))
    return lines
