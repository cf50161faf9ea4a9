"""Topics and place names change by two organisations, and what changes is shown first (P3, B1)."""

import pytest
from django.utils.timezone import localdate

from tests.cast import NOW, Cast
from weerbaar.accounts.services import NotAllowed
from weerbaar.accounts.services.endorsement import SecondOrganisationNeeded
from weerbaar.sources import selectors, services
from weerbaar.sources.models import Wording
from weerbaar.sources.services.harvest import Entry
from weerbaar.sources.tests.stage import item_about, proposed, version

IN_USE, PAST = Wording.Status.IN_USE, Wording.Status.PAST


def topics_of(cast: Cast, title: str) -> list[str]:
    tools = services.tools_for(region=cast["analyst"].organisation.region, on=NOW.date())
    entry = Entry("k", title, "", "", None)
    return [row["topic"] for row in services.read_entry(entry=entry, tools=tools, default_code=None).topics]


def approve(cast: Cast, wording: Wording, key: str = "official_here", *, religious: bool = False) -> None:
    services.approve_wording(actor=cast[key], wording=wording, religious_read=religious, now=NOW)


def test_a_new_term_counts_after_another_organisation_agreed(cast: Cast) -> None:
    wording = version(cast["specialist"])
    assert topics_of(cast, "Stapel toneelbrieven") == []
    with pytest.raises(SecondOrganisationNeeded):
        approve(cast, wording, "analyst")
    with pytest.raises(NotAllowed):
        approve(cast, wording, "maintainer")
    assert topics_of(cast, "Een toneelbrief op de mat") == []
    approve(cast, wording)
    assert topics_of(cast, "Een toneelbrief op de mat") == ["soevereinen"]
    with pytest.raises(services.WordingDecided):
        approve(cast, wording, "official_elsewhere")


@pytest.mark.proves("B1")
def test_a_term_about_religion_needs_an_explicit_yes(cast: Cast) -> None:
    with pytest.raises(services.WordingNotFit):
        version(cast["specialist"], term="moskeebrief*")
    wording = version(cast["specialist"], term="moskeebrief*", is_religious=True)
    with pytest.raises(services.ReligiousTermsNotRead):
        approve(cast, wording)
    wording.refresh_from_db()
    assert wording.status == Wording.Status.PROPOSED
    approve(cast, wording, religious=True)
    assert wording.status == IN_USE


def test_the_second_of_two_proposals_must_be_made_again(cast: Cast) -> None:
    first, second = version(cast["specialist"]), version(cast["specialist"], term="anderebrief*")
    approve(cast, first)
    with pytest.raises(services.WordingOvertaken):
        approve(cast, second)
    third = version(cast["specialist"], term="anderebrief*")
    approve(cast, third)
    states = dict(Wording.objects.values_list("number", "status"))
    assert states == {1: PAST, 2: Wording.Status.PROPOSED, 3: IN_USE}
    assert [change.term for change in selectors.wording_page(actor=cast["analyst"], pk=third.pk).changes] == [  # type: ignore[union-attr]
        "anderebrief*"
    ]


def test_a_term_can_go_out_and_a_withdrawn_proposal_is_over(cast: Cast) -> None:
    approve(cast, version(cast["specialist"]))
    gone = version(cast["specialist"], is_removed=True)
    services.withdraw_wording(actor=cast["official_here"], wording=gone, now=NOW)
    with pytest.raises(services.WordingDecided):
        approve(cast, gone)
    approve(cast, version(cast["specialist"], is_removed=True))
    assert topics_of(cast, "Een toneelbrief op de mat") == []


@pytest.mark.proves("T2")
@pytest.mark.parametrize("term", ["Fatima El Amrani", "@kanaalnaam", "www.kanaal.example"])
def test_a_person_or_account_is_never_a_term(cast: Cast, term: str) -> None:
    version(cast["specialist"])
    with pytest.raises(services.WordingNotFit):
        version(cast["specialist"], term=term)
    assert Wording.objects.count() == 1


def test_a_place_name_changes_what_is_found(cast: Cast) -> None:
    region = cast["analyst"].organisation.region
    change = services.PlaceChange("Toneelbuurt", cast.here.code, "town", "clear")
    effect_before = services.content_with(region=region, change=change, on=NOW.date())
    source = proposed(cast)
    item_about(None, source, "Feest in Toneelbuurt", day=localdate())
    trial = selectors.trial_of(region=region, kind="places", content=effect_before, on=localdate())
    assert trial["effect"].changed == 1  # type: ignore[union-attr]
    assert trial["effect"].examples[0].gained == ("Aerlevoort",)  # type: ignore[union-attr]
    wording = services.propose_wording(actor=cast["analyst"], change=change, reason="Nieuwe wijk", now=NOW)
    approve(cast, wording)
    tools = services.tools_for(region=region, on=NOW.date())
    entry = Entry("k", "Feest in Toneelbuurt", "", "", None)
    reading = services.read_entry(entry=entry, tools=tools, default_code=None)
    assert [place[0] for place in reading.places] == [cast.here.code]


def test_the_page_shows_the_change_before_it_is_proposed(cast: Cast) -> None:
    item_about(cast.here, proposed(cast), "Een toneelbrief op de mat", day=localdate())
    fields = {"topic": "soevereinen", "term": "toneelbrief*", "weight": "1", "reason": "Komt voor"}
    client = cast.client("specialist")
    shown = client.post("/woordenlijsten/onderwerpen/voorstellen/", fields | {"step": "preview"})
    assert "1 zouden andere plaatsen of onderwerpen krijgen" in shown.content.decode()
    assert not Wording.objects.exists()
    assert client.post("/woordenlijsten/onderwerpen/voorstellen/", fields | {"step": "propose"}).status_code == 302
    assert Wording.objects.get().status == Wording.Status.PROPOSED
