from tests.cast import NOW
from weerbaar.accounts.services import invite_demo_people
from weerbaar.regions.models import Region
from weerbaar.regions.services import load_region, pack_folder
from weerbaar.sources.models import Item, ItemCount, Source, SourceKind, Wording
from weerbaar.sources.services import load_demo_sources


def test_the_demo_has_sources_of_every_kind_and_stays_the_same(db: None) -> None:
    load_region(pack=pack_folder(name="voorbeeldregio"))
    region = Region.objects.get()
    invite_demo_people(region=region, now=NOW)
    assert load_demo_sources(region=region, now=NOW) > 100
    assert set(Source.objects.values_list("kind", flat=True)) == {kind.value for kind in SourceKind}
    assert not [one for one in Source.objects.exclude(url="") if ".example/" not in one.url]
    assert Wording.objects.filter(status=Wording.Status.IN_USE).count() == 1
    assert not Item.objects.filter(title__contains="Dommelen").exists()
    copies = [one for one in Item.objects.all() if one.cluster != one.pk]
    assert copies
    before = [list(model.objects.order_by("pk").values()) for model in (Source, Item, ItemCount, Wording)]
    assert load_demo_sources(region=region, now=NOW) == 0
    assert [list(model.objects.order_by("pk").values()) for model in (Source, Item, ItemCount, Wording)] == before
