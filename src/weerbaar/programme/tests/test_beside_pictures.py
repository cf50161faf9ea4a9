"""A picture says what was advised in its area, and warns when a phenomenon rises and nobody was advised."""

import pytest

from tests.cast import Cast
from weerbaar.advice.tests.stage import sent
from weerbaar.pictures.models import Picture
from weerbaar.pictures.services.reading import DraftPage, draft_page
from weerbaar.pictures.tests.test_writing import started
from weerbaar.trends.models import Trend
from weerbaar.trends.tests.stage import counted


@pytest.mark.django_db
def test_a_rise_without_advice_is_told_until_somebody_in_the_area_was_advised(cast: Cast) -> None:
    picture = started(cast)
    trend = counted(cast).trend
    Trend.objects.update(first_week="2025-W45")
    assert "P-09" in keys(page(cast, picture))
    sent(cast, "analyst", "town_elsewhere", reader="official_here", basis=(f"trend:{trend.pk}",))
    assert "P-09" in keys(page(cast, picture))
    sent(cast, "analyst", "town_here", reader="official_elsewhere", basis=(f"trend:{trend.pk}",))
    read = page(cast, picture)
    assert "P-09" not in keys(read)
    advice = next(one for one in read.content.sections if one.key == "advice")
    (table,) = [part for part in advice.parts if part.kind == "table"]
    assert [row[0] for row in table.rows] == ["Stickers weghalen"]
    assert table.rows[0][-1] == "nog geen antwoord"
    assert [one.address.startswith("/adviezen/") for one in table.traces] == [True]


@pytest.mark.django_db
def test_the_analyst_and_the_official_read_the_same_picture(cast: Cast) -> None:
    picture = started(cast)
    sent(cast, "analyst", "town_here", reader="official_here")
    contents = {page(cast, picture, who).content.as_json() for who in ("analyst", "official_here", "executive")}
    assert len(contents) == 1


def page(cast: Cast, picture: Picture, who: str = "official_here") -> DraftPage:
    return draft_page(actor=cast[who], picture=picture, now=cast.now)


def keys(read: DraftPage) -> set[str]:
    return {one.check.key for one in read.lacks}
