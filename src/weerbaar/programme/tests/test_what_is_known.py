"""The home pages tell what two organisations stand for, to who may see it, and lead there."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from weerbaar.pictures.tests.sample import sample
from weerbaar.pictures.tests.test_freeze import frozen_of, picture_of
from weerbaar.programme.selectors import home_of
from weerbaar.signals.tests.stage import answered as asked_police
from weerbaar.trends.tests.stage import counted


@pytest.mark.django_db
def test_an_executive_reads_the_latest_picture_and_what_the_interpretations_say(cast: Cast) -> None:
    frozen, meaning = frozen_of(cast, picture_of(cast), sample()), counted(cast)
    assert meaning.counted_at
    on = max(frozen.frozen_at, meaning.counted_at).date()
    home = home_of(actor=cast["executive"], on=on)
    assert [one.url.strip("/").split("/")[-1] for one in home.statements] == [str(frozen.pk), str(meaning.pk), "", ""]
    assert home.statements[0].text == f"Het lokaal beeld van {frozen.picture} is vastgesteld."
    assert meaning.trend.name in home.statements[1].text
    assert {one.url for one in home.statements if one.url} <= {one.url for one in home.news}
    later = home_of(actor=cast["executive"], on=on + timedelta(days=400))
    assert later.statements[0].text == "Er is nog geen vastgesteld lokaal beeld."


@pytest.mark.django_db
def test_somebody_of_elsewhere_reads_none_of_it(cast: Cast) -> None:
    frozen, meaning = frozen_of(cast, picture_of(cast), sample()), counted(cast)
    assert meaning.counted_at
    on = max(frozen.frozen_at, meaning.counted_at).date()
    assert any(one.url for one in home_of(actor=cast["official_here"], on=on).news)
    assert not any(one.url for one in home_of(actor=cast["official_elsewhere"], on=on).news)


@pytest.mark.django_db
def test_a_question_to_the_own_organisation_is_a_task_until_it_is_answered(cast: Cast) -> None:
    question = asked_police(cast)
    police = next(one for one in cast.members.values() if one.organisation_id == question.organisation_id)
    waiting = [one.url for one in home_of(actor=police, on=cast.now.date()).tasks]
    assert f"/{question.pk}/" in waiting[0]
    assert question.signal.text not in home_of(actor=police, on=cast.now.date()).tasks[0].title
    type(question).objects.update(answered_at=cast.now)
    assert not any(str(question.pk) in one.url for one in home_of(actor=police, on=cast.now.date()).tasks)
