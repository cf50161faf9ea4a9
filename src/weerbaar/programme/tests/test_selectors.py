from datetime import date, timedelta

import pytest

from tests.cast import NOW, Cast, add_member
from weerbaar.accounts.models import Role
from weerbaar.programme.selectors import home as home_page
from weerbaar.programme.selectors import home_of, navigation_for

TODAY = date(2026, 3, 2)


def labels(actor, path="/"):
    return [str(item.label) for group in navigation_for(actor=actor, path=path) for item in group.items]


@pytest.mark.parametrize(
    ("key", "menu"),
    [
        (
            "analyst",
            [
                "Home",
                "Kaart en gemeenten",
                "Organisaties",
                "Items",
                "Bronnen",
                "Woordenlijsten",
                "Mensen",
                "Wie wat mag",
            ],
        ),
        (
            "official_here",
            [
                "Home",
                "Kaart en gemeenten",
                "Aerlevoort",
                "Organisaties",
                "Items",
                "Bronnen",
                "Woordenlijsten",
                "Mensen",
                "Wie wat mag",
            ],
        ),
        (
            "dpo",
            [
                "Home",
                "Kaart en gemeenten",
                "Organisaties",
                "Items",
                "Bronnen",
                "Woordenlijsten",
                "Mensen",
                "Wie wat mag",
                "Logboek",
            ],
        ),
        (
            "school_coordinator",
            ["Home", "Kaart en gemeenten", "Organisaties", "Bronnen", "Woordenlijsten", "Mensen", "Wie wat mag"],
        ),
    ],
)
def test_the_menu_holds_what_the_rights_table_opens(cast: Cast, key, menu):
    every_line = {*menu, "Items", "Bronnen", "Woordenlijsten", "Aerlevoort", "Logboek"}
    assert [label for label in labels(cast[key]) if label in every_line] == menu


def test_somebody_without_a_role_has_no_menu():
    assert navigation_for(actor=None, path="/") == ()


def test_the_page_one_is_on_is_marked_and_home_only_at_home(cast: Cast):
    def current(path):
        groups = navigation_for(actor=cast["maintainer"], path=path)
        return [item.url for group in groups for item in group.items if item.is_current]

    assert current("/") == ["/"]
    assert current("/mensen/uitnodigen/") == ["/mensen/"]


@pytest.mark.parametrize(
    ("key", "first"),
    [("official_here", "Aerlevoort"), ("analyst", "Mijn week"), ("maintainer", "Status van deze server")],
)
def test_home_names_the_few_pages_a_role_opens_most(cast: Cast, key, first):
    often = [str(item.label) for item in home_of(actor=cast[key], on=TODAY).often]
    assert (often[0], len(often)) == (first, 5)
    assert set(often) <= set(labels(cast[key]))


@pytest.mark.parametrize("key", ["analyst", "official_here", "executive", "maintainer", "trainer", "dpo"])
def test_nobody_gets_more_than_three_tasks(cast: Cast, key, monkeypatch):
    task = home_page.Task("t", "w", "/")
    monkeypatch.setattr(home_page, "TASKS", (lambda actor, on: [task] * 5, *home_page.TASKS))
    assert home_of(actor=cast[key], on=TODAY).tasks == (task,) * 3


def test_who_has_no_function_is_asked_for_it_and_who_has_one_is_not(cast: Cast):
    actor = cast["official_here"]
    assert "Vul uw functie in" in [task.title for task in home_of(actor=actor, on=TODAY).tasks]
    actor.user.function = "adviseur"
    assert home_of(actor=actor, on=TODAY).tasks == ()


def test_who_invites_hears_where_nobody_works_yet(cast: Cast):
    assert home_of(actor=cast["maintainer"], on=TODAY).tasks[0].title == "Nodig iemand uit van 1 gemeente"
    organisation = cast.organisations["town_here"]
    organisation.pk, organisation.code, organisation.municipality = None, "new", cast.neighbour
    organisation._state.adding = True
    organisation.id = type(organisation)._meta.get_field("id").get_default()
    organisation.save()
    add_member(key="somebody", role=Role.OFFICIAL, organisation=organisation)
    titles = [task.title for task in home_of(actor=cast["maintainer"], on=TODAY).tasks]
    assert all("Nodig" not in title for title in titles)


def test_the_map_counts_people_and_not_roles(cast: Cast):
    person = cast["official_here"].user
    person.memberships.create(organisation=cast.organisations["town_here"], role=Role.EXECUTIVE, started_at=NOW)
    chart = home_of(actor=cast["analyst"], on=TODAY).reach
    assert {row[0].text: row[1].value for row in chart.table.rows} == {"Aerlevoort": 3, "Buurhuizen": 0, "Zwanemeer": 1}


def test_only_who_works_for_the_whole_region_gets_the_map(cast: Cast):
    assert home_of(actor=cast["specialist"], on=TODAY).reach is not None
    assert home_of(actor=cast["official_here"], on=TODAY).reach is None


def test_news_names_colleagues_of_the_last_thirty_days_once_and_only_those_one_may_see(cast: Cast):
    news = home_of(actor=cast["official_here"], on=TODAY).news
    assert any("Speler executive" in item.text for item in news)
    assert not any("official_elsewhere" in item.text for item in news)
    assert home_of(actor=cast["official_here"], on=TODAY + timedelta(days=40)).news == ()


def test_the_executive_reads_words_about_the_own_municipality_and_whom_to_ask(cast: Cast):
    home = home_of(actor=cast["executive"], on=TODAY)
    assert [one.text for one in home.statements] == [
        "Er is nog geen vastgesteld lokaal beeld.",
        "In Aerlevoort werken 3 professionals met Weerbaar.",
        "Zij komen van 2 organisaties.",
    ]
    assert [contact.pk for contact in home.contacts] == [cast["official_here"].pk]
    assert home_of(actor=cast["analyst"], on=TODAY).statements == ()
