"""Many pictures at once, very long ones, a process that is killed, and people who are in no file."""

import csv
import hashlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command

from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.render import FORMATS, render
from weerbaar.pictures.tests.sample import STATEMENTS, sample
from weerbaar.pictures.tests.test_render import READERS

WRITE = """
import django; django.setup()
import sys
from pathlib import Path
from weerbaar.pictures.services.render import write_whole
path, number = Path(sys.argv[1]), 0
while True:
    number += 1
    write_whole(path=path, data=str(number % 10).encode() * 4_000_000)
"""


def pages_of(data: bytes) -> int:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return len(pdf)
    finally:
        pdf.close()


def named(number: int) -> PictureContent:
    return PictureContent.from_json(sample(charts=1).as_json().replace("Meerwijk", f"Plaats {number:02d}"))


def test_32_pictures_at_once_stay_apart_and_say_what_they_say_alone() -> None:
    pictures = [named(number) for number in range(32)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda one: render(content=one, form="pdf"), pictures))
    for number, data in enumerate(made):
        read = READERS["pdf"](data)
        assert f"Lokaal beeld Plaats {number:02d}" in read
        assert f"Plaats {(number + 1) % 32:02d}" not in read


@pytest.mark.long
@pytest.mark.parametrize("form", [one for one in FORMATS if one != "pdf"])
def test_32_pictures_at_once_in_every_other_form(form: str) -> None:
    pictures = [named(number) for number in range(32)]
    alone = [READERS[form](render(content=one, form=form)) for one in pictures]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: READERS[form](render(content=one, form=form)), pictures))
    assert together == alone


@pytest.mark.long
def test_a_picture_of_150_pages_is_made_in_seconds() -> None:
    content = sample(charts=12, repeat=1_200)
    started = time.process_time()
    made = render(content=content, form="pdf")
    spent = time.process_time() - started
    assert pages_of(made) >= 150
    assert spent < 10


@pytest.mark.long
@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_of_150_pages_says_everything_in_every_form(form: str) -> None:
    read = READERS[form](render(content=sample(charts=12, repeat=1_200), form=form))
    assert all(f"Verschijnsel {number}" in read for number in range(1, 1_201))
    assert STATEMENTS[1] in read


def test_a_process_that_is_killed_while_it_exports_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "beeld.pdf"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings"}
    writer = subprocess.Popen([sys.executable, "-c", WRITE, str(path)], env=env)
    try:
        deadline = time.monotonic() + 90
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=20)
    data = path.read_bytes()
    assert len(data) == 4_000_000
    assert len(set(data)) == 1
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")] == ["beeld.pdf"]


@pytest.mark.proves("T8")
@pytest.mark.django_db
def test_people_in_the_documents_are_in_none_of_the_files(tmp_path: Path) -> None:
    told = [
        "Sjoerd Postma is volgens de wijkagent de aanjager.",
        "Bel de organisator op 06 29 81 47 36.",
        "Stuur vragen naar wilma.oosterhof@voorbeeld.nl.",
        "Burgerservicenummer 123456782 staat in het dossier.",
        "Donaties gaan naar NL91ABNA0417164300.",
        "Mevrouw Terpstra deelde de flyers uit op de markt.",
    ]
    secrets = ["Postma", "06 29 81 47 36", "oosterhof", "123456782", "NL91ABNA0417164300", "Terpstra"]
    source, out = tmp_path / "berichten.csv", tmp_path / "uit"
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["titel", "datum", "link", "tekst"])
        for number, sentence in enumerate(told):
            day = date(2026, 8, 3) + timedelta(days=number)
            rows.writerow(
                [f"Onrust in Nesserhoeve. {sentence}", day.isoformat(), f"https://x.example/{number}", sentence]
            )
    arguments = ["GX0001", "--period", "2026-Q3", "--keep", "--from", str(source), "--out", str(out)]
    forms = [part for form in FORMATS for part in ("--format", form)]
    call_command("picture", *arguments, *forms, stdout=StringIO(), stderr=StringIO())
    for path in out.iterdir():
        reader = READERS.get(path.suffix[1:])
        read = reader(path.read_bytes()) if reader else path.read_text("utf-8-sig")
        assert [one for one in secrets if one in read] == [], path.name
    assert "Onrust in Nesserhoeve" in (out / "herkomst.csv").read_text("utf-8-sig")


def test_the_same_content_gives_the_same_page_and_text() -> None:
    digests = {hashlib.sha256(render(content=sample(), form=form)).hexdigest() for form in ("html", "md") for _ in "12"}
    assert len(digests) == 2
