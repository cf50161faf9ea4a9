"""Two organisations switch a source on; either switches it off (T3, T8)."""

import pytest

from tests.cast import NOW, Cast
from weerbaar.accounts.models import AuditEvent
from weerbaar.accounts.services import NotAllowed
from weerbaar.accounts.services.endorsement import SecondOrganisationNeeded
from weerbaar.sources import selectors, services
from weerbaar.sources.models import Source
from weerbaar.sources.tests.stage import FEED, proposed, switched_on


@pytest.mark.proves("T8")
def test_a_source_is_on_after_a_second_organisation_agreed(cast: Cast) -> None:
    source = proposed(cast)
    assert source.status == Source.Status.PROPOSED
    for key in ("project_leader", "maintainer", "dpo"):
        with pytest.raises(SecondOrganisationNeeded):
            services.approve_source(actor=cast[key], source=source, now=NOW)
    with pytest.raises(NotAllowed):
        services.approve_source(actor=cast["partner"], source=source, now=NOW)
    services.approve_source(actor=cast["official_elsewhere"], source=source, now=NOW)
    assert Source.objects.get().status == Source.Status.ON


def test_switching_off_takes_both_steps_anew(cast: Cast) -> None:
    source = switched_on(cast)
    services.switch_off_source(actor=cast["official_here"], source=source, now=NOW)
    with pytest.raises(SecondOrganisationNeeded):
        services.approve_source(actor=cast["official_here"], source=source, now=NOW)
    services.propose_again(actor=cast["analyst"], source=source, now=NOW)
    services.approve_source(actor=cast["official_here"], source=source, now=NOW)
    assert Source.objects.get().status == Source.Status.ON


@pytest.mark.proves("T3")
@pytest.mark.parametrize("host", ["www.facebook.com", "x.com", "t.me", "mastodon.social", "nl.linkedin.com"])
def test_a_social_medium_is_never_a_source(cast: Cast, host: str) -> None:
    proposed(cast)
    with pytest.raises(services.SourceNotFit, match="sociaal medium"):
        proposed(cast, name="Ander", url=f"https://{host}/iets")
    assert Source.objects.count() == 1


def test_options_are_checked_by_the_connector_and_the_form_tells(cast: Cast) -> None:
    client = cast.client("analyst")
    fields = {name: value for name, value in FEED.items() if name != "kind"}
    fields |= {"retention_days": "90", "schedule": "daily", "url": "https://telling.example/per-article"}
    good = client.post("/bronnen/voorstellen/pageviews/", fields | {"option_article": "Complottheorie"})
    assert good.status_code == 302
    bad = client.post("/bronnen/voorstellen/feed/", fields | {"name": "Ander", "url": "http://10.0.0.1/rss"})
    assert bad.status_code == 200
    assert "fout" in bad.content.decode().lower() or "https" in bad.content.decode()
    assert Source.objects.count() == 1


def test_what_waits_is_shown_to_another_organisation_only(cast: Cast) -> None:
    source = proposed(cast)
    assert selectors.sources_that_wait(actor=cast["official_here"]) == [source]
    assert selectors.sources_that_wait(actor=cast["project_leader"]) == []
    assert selectors.sources_that_wait(actor=cast["executive"]) == []


def test_refusals_and_steps_stand_in_the_log(cast: Cast) -> None:
    source = proposed(cast)
    with pytest.raises(SecondOrganisationNeeded):
        services.approve_source(actor=cast["maintainer"], source=source, now=NOW)
    events = AuditEvent.objects.filter(action="approve_source").values_list("outcome", "subject_id")
    assert list(events) == [("refused", str(source.pk))]
