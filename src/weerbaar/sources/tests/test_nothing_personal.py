"""T2, T14: what is personal in a source occurs nowhere afterwards: not in the database, a log, a screen or a mail."""

import random
import sqlite3
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from weerbaar.sources.tests.fault_server import feed
from weerbaar.sources.tests.weerbaar_process import environment, prepare, run

FIRST = "Sjoerdtje Wubbegien Fatoumata Przemyslaw Abdelkarim Nurgül Soekarno Oleksandra Shanequa Boudewijn".split()
LAST = (
    "Kwakkelstein Ouazzanizadeh Yildirimoglu Wisniewskaja Ramkhelawansing Tjokroaminoto Shevchenkova Vanderplasse"
).split()
HOLDERS = ["mevrouw", "de heer", "mijn buurman", "docent", "mevrouw"]
COUNT = 500


def seeds() -> list[tuple[str, str]]:
    """Five hundred secrets, each with a sentence that holds it: names of many origins, numbers, addresses, accounts."""
    chance = random.Random(31)
    makers = [_name, _bsn, _mail, _phone, _iban, _handle, _plate, _ip]
    return [makers[number % len(makers)](chance, number) for number in range(COUNT)]


def _name(chance: random.Random, number: int) -> tuple[str, str]:
    first, last = FIRST[number % len(FIRST)], LAST[number // 8 % len(LAST)]
    secret = f"{first} {last}"
    return secret, f"Volgens {chance.choice(HOLDERS)} {secret} was het druk op het plein."


def _bsn(chance: random.Random, number: int) -> tuple[str, str]:
    while True:
        digits = [chance.randint(1, 9), *(chance.randint(0, 9) for _ in range(7))]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10:
            secret = "".join(map(str, [*digits, last]))
            return secret, f"Het burgerservicenummer {secret} stond in de brief."


def _mail(chance: random.Random, number: int) -> tuple[str, str]:
    secret = f"s.kwakkel{number}@prive-{chance.randint(100, 999)}.example"
    return secret, f"Reageren kan via {secret} tot vrijdag."


def _phone(chance: random.Random, number: int) -> tuple[str, str]:
    secret = f"06-{chance.randint(10_000_000, 99_999_999)}"
    return secret, f"Bel {secret} voor meer informatie."


def _iban(chance: random.Random, number: int) -> tuple[str, str]:
    account = f"{chance.randint(0, 10**10 - 1):010d}"
    check = 98 - int("".join(str(int(one, 36)) for one in f"INGB{account}NL00")) % 97
    secret = f"NL{check:02d}INGB{account}"
    return secret, f"Maak het over op {secret} voor maandag."


def _handle(chance: random.Random, number: int) -> tuple[str, str]:
    secret = f"@kwakkel_{number}_{chance.randint(100, 999)}"
    return secret, f"Op sociale media schrijft {secret} dat het genoeg is."


def _plate(chance: random.Random, number: int) -> tuple[str, str]:
    secret = f"{chance.randint(1, 9)}-{''.join(chance.choices('BDFGHJKLNPRSTVXZ', k=3))}-{chance.randint(10, 99)}"
    return secret, f"De auto met kenteken {secret} stond op het plein."


def _ip(chance: random.Random, number: int) -> tuple[str, str]:
    secret = f"145.{chance.randint(100, 254)}.{chance.randint(100, 254)}.{chance.randint(100, 254)}"
    return secret, f"Het bericht kwam van ip-adres {secret} af."


def _feed(number: int, sentences: list[str]) -> str:
    """Each sentence as a title, and again in the text; a name also in the link and in what identifies the entry."""
    return feed(
        "".join(
            f"<item><title>{escape(text)}</title><description>Onrust en demonstratie in Alkmaar. {escape(text)}"
            f"</description><author>{escape(text)}</author><guid>{number}-{index}-{escape(text)}</guid>"
            f"<link>https://nieuws.example/{index}</link></item>"
            for index, text in enumerate(sentences)
        )
    )


def _mail_message(text: str, sender: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"{sender} <a@b.example>", "c@d.example", text[:70]
    message.set_content(text)
    return message.as_bytes()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("niemand")
    prepare(data / "var")
    return data


@pytest.mark.proves("T2")
@pytest.mark.proves("T14")
def test_no_secret_of_a_source_occurs_anywhere(stage: Path) -> None:
    found = seeds()
    secrets = sorted({secret for secret, _text in found})
    sentences = [text for _secret, text in found]
    folder = stage / "bron"
    folder.mkdir()
    for number in range(5):
        (folder / f"feed-{number}.xml").write_text(_feed(number, sentences[number * 100 : number * 100 + 100]))
    half = _feed(9, sentences[:50])
    (folder / "afgebroken.xml").write_text(half[: len(half) // 2])
    (folder / "bericht.eml").write_bytes(_mail_message(" ".join(sentences[:20]), secrets[-1]))
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7\n" + " ".join(sentences).encode())
    (folder / "kapot.docx").write_bytes(b"PK\x03\x04" + " ".join(sentences).encode())
    (folder / "bom.xml").write_text('<!DOCTYPE a [<!ENTITY b "x">]><rss>' + half + "</rss>")
    with zipfile.ZipFile(folder / "archief.zip", "w") as archive:
        archive.writestr(f"{secrets[-1]}.xml", _feed(7, sentences[:30]))
        archive.writestr(f"{secrets[-2]}.pdf", b"%PDF-1.7 " + sentences[3].encode())
    said = run(stage / "var", "ingest", str(folder))
    said += run(stage / "var", "sources")
    assert "0 nieuw" not in said
    leaked = {word for word, _place in _leaks(secrets, stage / "var", said)}
    assert not [word for word in leaked if any(map(str.isdigit, word))]
    names = [secret for secret in secrets if not any(map(str.isdigit, secret))]
    missed = [name for name in names if leaked & set(name.split())]
    assert len(_titles_with(leaked, stage / "var")) <= 0.02 * len(names), leaked  # what T2 lets a finder miss
    assert _leaks(missed, stage / "var", said, but_titles=True) == [], "a missed name stands in a title, nowhere else"


@pytest.mark.proves("T14")
def test_an_error_while_reading_says_nothing_of_the_text(tmp_path: Path) -> None:
    """The finder of topics is broken on purpose, with the text in its error, in a process of its own."""
    import subprocess
    import sys

    prepare(tmp_path / "var")
    found = seeds()[:40]
    source = tmp_path / "feed.xml"
    source.write_text(_feed(3, [text for _secret, text in found]))
    code = (
        "import django, sys; django.setup()\n"
        "from weerbaar.sources.services import reading\n"
        "def broken(text, *rest): raise ValueError(text)\n"
        "reading.classify = broken\n"
        "from django.core.management import call_command\n"
        f"call_command('ingest', {str(source)!r})\n"
    )
    variables = {**environment(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr[-500:]
    assert "40 berichten konden niet worden verwerkt" in result.stdout
    assert _leaks([secret for secret, _text in found], tmp_path / "var", result.stdout + result.stderr) == []


def _leaks(secrets: list[str], data: Path, said: str, *, but_titles: bool = False) -> list[tuple[str, str]]:
    """Every secret, or part of a name, that stands in a file that the server wrote or in what it said."""
    with sqlite3.connect(data / "weerbaar.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if but_titles:
            database.execute("UPDATE sources_item SET title = ''")
            database.commit()
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    places = {"screen": said.encode()}
    places |= {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    words = {word for secret in secrets for word in ([secret] if any(map(str.isdigit, secret)) else secret.split())}
    return [(word, name) for word in sorted(words) for name, content in places.items() if word.encode() in content]


def _titles_with(words: set[str], data: Path) -> set[str]:
    with sqlite3.connect(data / "weerbaar.sqlite3") as database:
        titles = {str(title) for (title,) in database.execute("SELECT title FROM sources_item")}
    return {title for title in titles if words & set(title.split())}
