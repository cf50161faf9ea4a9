from datetime import timedelta

from tests.cast import NOW
from weerbaar.accounts.services import invite_demo_people
from weerbaar.regions.models import Region
from weerbaar.regions.services import load_region, pack_folder
from weerbaar.sources.models import Fetch, Item, ItemCount, Source, SourceKind, Statistic, Wording
from weerbaar.sources.selectors import quiet_sources
from weerbaar.sources.services import load_demo_sources
from weerbaar_analysis.counts.weeks import week_of

TABLES = (Source, Item, ItemCount, Wording, Fetch, Statistic)


def test_the_demo_tells_a_year_of_sources_of_every_kind_and_stays_the_same(db: None) -> None:
    load_region(pack=pack_folder(name="voorbeeldregio"))
    region = Region.objects.get()
    invite_demo_people(region=region, now=NOW)
    assert load_demo_sources(region=region, now=NOW) > 1_000
    assert set(Source.objects.values_list("kind", flat=True)) == {kind.value for kind in SourceKind}
    assert not [one for one in Source.objects.exclude(url="") if ".example/" not in one.url]
    assert Wording.objects.filter(status=Wording.Status.IN_USE).count() == 1
    assert not Item.objects.filter(title__contains="Dommelen").exists()
    assert set(Item.objects.values_list("week", flat=True)) == {week_of(NOW - timedelta(weeks=n)) for n in range(52)}
    assert [one.name for one in quiet_sources(region=region, now=NOW)] == ["Weekblad De Wilgerbode"]
    before = [list(model.objects.order_by("pk").values()) for model in TABLES]
    assert load_demo_sources(region=region, now=NOW) == 0
    assert [list(model.objects.order_by("pk").values()) for model in TABLES] == before
