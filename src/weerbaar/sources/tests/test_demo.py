from tests.cast import NOW
from weerbaar.programme.services import load_demo
from weerbaar.sources.models import Item, ItemCount, Source, SourceKind, Wording


def test_the_demo_has_sources_of_every_kind_and_stays_the_same(db: None) -> None:
    list(load_demo(now=NOW))
    assert set(Source.objects.values_list("kind", flat=True)) == {kind.value for kind in SourceKind}
    assert not [one for one in Source.objects.exclude(url="") if ".example/" not in one.url]
    assert Wording.objects.filter(status=Wording.Status.IN_USE).count() == 1
    assert not Item.objects.filter(title__contains="Dommelen").exists()
    copies = [one for one in Item.objects.all() if one.cluster != one.pk]
    assert copies
    before = [list(model.objects.order_by("pk").values()) for model in (Source, Item, ItemCount, Wording)]
    list(load_demo(now=NOW))
    assert [list(model.objects.order_by("pk").values()) for model in (Source, Item, ItemCount, Wording)] == before
