"""The examples of the gallery. Everything is invented and none of it comes from the database."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from weerbaar.ui import charts, frame, tables
from weerbaar.ui.drawing import Chart, Level
from weerbaar.ui.tiles import Tile, tile_map

# Name, column, row, number of trainings (None: not known).
PLACES: tuple[tuple[str, int, int, int | None], ...] = (
    ("Nesserhoeve", 2, 1, 0), ("Grauwelzijl", 2, 2, 3), ("Kwelderburen", 3, 2, 1), ("Jordendrecht", 2, 3, 5),
    ("Lommerschans", 3, 3, 2), ("Rosselterp", 4, 3, 0), ("Plassewolde", 5, 3, 7), ("Aaldermade", 2, 4, 1),
    ("Dolvermond", 3, 4, 9), ("Fennebroek", 4, 4, 4), ("Mierelbroek", 5, 4, None), ("Bremelhorst", 6, 4, 2),
    ("Elzerwolde", 3, 5, 6), ("Gageldam", 4, 5, 0), ("Halmehaven", 1, 6, 5), ("Twijndermade", 2, 6, 1),
    ("Ulverschans", 3, 6, 2), ("Vlierderhoek", 1, 7, 3), ("Wilgerkerke", 2, 7, 0), ("Zeggerwolde", 3, 7, 4),
    ("Dornestede", 1, 8, 1), ("Havikzijl", 2, 8, 11), ("Kolverwaard", 3, 8, 2), ("Pluverdam", 5, 6, 8),
    ("Sparredrecht", 6, 6, 3), ("Tarwerhorst", 7, 6, None), ("Wulpebroek", 5, 7, 0), ("Iepenmond", 6, 7, 1),
    ("Moerelsloot", 7, 7, 2), ("Pimperwolde", 5, 8, 4), ("Roggehaven", 6, 8, 0), ("Snoekenburg", 7, 8, 1),
)  # fmt: skip
LEVELS = (Level(_("none"), 0), Level(_("1 to 3"), 3), Level(_("4 to 7"), 7), Level(_("8 or more")))
MONTHS = tuple(f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13))
COUNTS: tuple[int | None, ...] = (
    4, 5, 3, 6, 5, 4, None, None, 6, 5, 7, 6, 5, 4, 6, 5, 7, 14, 16, 9, 6, 5, 6, 5,
)  # fmt: skip


class ExampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("Say in a few words what it is about."))
    email = forms.EmailField(label=_("Work e-mail"))
    message = forms.CharField(label=_("What do you see?"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    place = forms.ChoiceField(label=_("Municipality"), choices=[("", _("Choose")), *((p[0], p[0]) for p in PLACES[:6])])
    often = forms.ChoiceField(
        label=_("How often?"),
        choices=[("once", _("Once")), ("more", _("More than once"))],
        widget=forms.RadioSelect,
        help_text=_("Choose what fits best."),
    )
    seen_by = forms.MultipleChoiceField(
        label=_("Who noticed it?"),
        choices=[("school", _("A school")), ("youth", _("Youth work")), ("library", _("The library"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = forms.DateField(label=_("Since when?"), widget=forms.DateInput, required=False)
    file = forms.FileField(label=_("Document"), required=False, help_text=_("PDF or Word, at most 10 MB."))
    agreed = forms.BooleanField(label=_("My text names no persons"))


def forms_to_show() -> dict[str, forms.Form]:
    """The form as it starts, and after mistakes."""
    return {
        "form": ExampleForm(auto_id="empty_%s"),
        "form_with_errors": ExampleForm({"title": "", "email": "jan"}, auto_id="wrong_%s"),
    }


def tables_to_show(request: HttpRequest) -> dict[str, tables.TablePage]:
    """A full table, one that found nothing to show, and a plain one."""
    columns: tuple[tables.Column, ...] = (
        tables.Column("name", _("Municipality"), lambda place: place[0]),
        tables.Column("part", _("Part"), lambda place: str(_part(place)), kind="text"),
        tables.Column("trainings", _("Trainings"), lambda place: place[3], kind="number"),
        tables.Column("last", _("Last one"), lambda place: date(2026, 1, place[2]) if place[3] else None, kind="date"),
    )
    parts = tuple((str(name), name) for name in (_("North"), _("South")))
    filters = (tables.Filter("q", _("Search")), tables.Filter("part", _("Part"), choices=parts))
    common: dict[str, Any] = {"columns": columns, "filters": filters, "empty": _("Plan the first training.")}
    return {
        "table": tables.table_page(
            request, name="trainings", caption=_("Trainings per municipality"), rows=PLACES, page_size=10, **common
        ),
        "empty_table": tables.table_page(
            request, name="planned", caption=_("Planned trainings"), rows=(), **{**common, "filters": ()}
        ),
    }


def _part(place: tuple[str, int, int, int | None]) -> Any:
    return _("North") if place[2] <= 5 else _("South")


def charts_to_show() -> dict[str, Chart]:
    """One chart of each kind."""
    usual = [5.0] * len(MONTHS)
    invented = _("Invented figures.")
    return {
        "map": tile_map(
            title=_("In most municipalities there was a training"), levels=LEVELS, unit=_("trainings"), note=invented,
            tiles=[Tile(name, name, column, row, value, "#kaart") for name, column, row, value in PLACES],
        ),
        "line": charts.line_chart(
            title=_("In June and July 2025 there was more attention than usual"), labels=MONTHS, values=COUNTS,
            unit=_("items"), expected=usual, low=[one - 3 for one in usual], high=[one + 3 for one in usual],
            markers={17: _("more than usual"), 18: _("more than usual")}, note=invented,
        ),
        "bar": charts.bar_chart(
            title=_("Most trainings were basic trainings"), unit=_("trainings"), note=invented,
            bars=((_("Basic training"), 42), (_("Advanced"), 17), (_("Webinar"), 9), (_("Other"), 0)),
        ),
        "heat": charts.heat_table(
            title=_("Schools and youth work took part in every part of the region"), note=invented,
            rows=(_("Schools"), _("Youth work"), _("Health")), columns=(_("North"), _("South"), _("Centre")),
            values=((9, 4, 5), (3, 2, 1), (0, None, 8)), levels=LEVELS,
        ),
    }  # fmt: skip


def steps_to_show() -> dict[str, Any]:
    """The same task at its start, half-way and ready."""
    labels = (_("Describe"), _("Check"), _("Share"))
    return {
        "first_step": frame.steps(labels, current=1),
        "second_step": frame.steps(labels, current=2, hrefs=("#stappen",)),
        "all_steps": frame.steps(labels, current=4),
    }
