"""What is over goes, what is not stays, and it does not come back."""

from datetime import timedelta

from tests.cast import NOW, Cast
from weerbaar.sources import services
from weerbaar.sources.models import Fetch, Item, ItemCount, RemovedItem, Source
from weerbaar.sources.services.harvest import Entry
from weerbaar.sources.services.ingest import Copies
from weerbaar.sources.tests.stage import switched_on

ENTRIES = [
    Entry("a", "Hakenkruis in Aerlevoort", "Op een muur in Aerlevoort stond een hakenkruis.", "", NOW.date()),
    Entry("b", "Kermis in Zwanemeer", "De kermis in Zwanemeer is dit jaar groter dan ooit.", "", NOW.date()),
]


def read(source: Source, *, after: int = 0) -> services.Tally:
    now = NOW + timedelta(days=after)
    tools = services.tools_for(region=source.region, on=now.date())
    copies = Copies(region=source.region, now=now)
    *_rest, tally = services.ingest_entries(source=source, entries=ENTRIES, tools=tools, copies=copies, now=now)
    return tally


def counts() -> dict[tuple[str, str], int]:
    return {(row.topic, row.week): row.count for row in ItemCount.objects.filter(municipality=None)}


def test_reading_twice_changes_nothing(cast: Cast) -> None:
    source = switched_on(cast)
    assert read(source).added == 2
    before = (list(Item.objects.values()), list(ItemCount.objects.values()))
    again = read(source, after=1)
    assert (again.seen, again.added, again.changed) == (2, 0, 0)
    assert (list(Item.objects.values()), list(ItemCount.objects.values())) == before


def test_items_go_after_their_last_day_and_do_not_come_back(cast: Cast) -> None:
    source = switched_on(cast)
    read(source)
    before = counts()
    assert services.remove_expired(now=NOW + timedelta(days=90)).items == 0
    later = NOW + timedelta(days=91)
    told = services.remove_expired(now=later, dry_run=True)
    assert (told.items, Item.objects.count(), RemovedItem.objects.count()) == (2, 2, 0)
    assert services.remove_expired(now=later) == told
    assert (Item.objects.count(), RemovedItem.objects.count()) == (0, 2)
    assert read(source, after=92).added == 0
    assert counts() == before


def test_the_hashes_go_after_35_days_and_the_counts_after_five_years(cast: Cast) -> None:
    source = switched_on(cast, retention_days=366)
    read(source)
    Fetch.objects.create(source=source, started_at=NOW, outcome=Fetch.Outcome.OK)
    assert services.remove_expired(now=NOW + timedelta(days=35)).sketches == 0
    assert services.remove_expired(now=NOW + timedelta(days=36)).sketches == 2
    assert not Item.objects.exclude(sketch=b"").exists()
    services.remove_expired(now=NOW + timedelta(days=5 * 365))
    assert ItemCount.objects.exists()
    services.remove_expired(now=NOW + timedelta(days=5 * 365 + 9))
    assert not ItemCount.objects.exists()
    assert not Fetch.objects.exists()
    assert RemovedItem.objects.count() == 2


def test_a_link_with_a_name_in_it_is_let_go_of(cast: Cast) -> None:
    source = switched_on(cast)
    tools = services.tools_for(region=source.region, on=NOW.date())
    title = "Mevrouw Fatima El Amrani opent buurthuis"
    links = {
        "https://nieuws.example/2026/buurthuis-open": "https://nieuws.example/2026/buurthuis-open",
        "https://nieuws.example/2026/fatima-el-amrani-opent-buurthuis": "",
        "https://nieuws.example/?mail=iemand@voorbeeld.example": "",
        "https://iemand:geheim@nieuws.example/": "",
        "javascript:alert(1)": "",
        "https://nieuws.example/" + "a" * 600: "",
    }
    for link, kept in links.items():
        reading = services.read_entry(entry=Entry("k", title, "", link, None), tools=tools, default_code=None)
        assert reading.link == kept
