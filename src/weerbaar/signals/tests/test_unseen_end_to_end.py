"""Unseen texts typed by a reporter with a link: nothing about a person in database, log, page, mail or export."""

import io
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.outbox.models import OutgoingMail
from weerbaar.signals import services
from weerbaar.signals.models import Label, Signal
from weerbaar.signals.tests import test_gate, unseen_texts, unseen_texts_more

NEW = [tuple(line.rsplit("|", 1)) for line in unseen_texts_more.WITH_A_PERSON]
MOST_HINDERED = 0.03
PAGES = ("signals:list", "signals:quarantine", "signals:mine", "trends:week", "trends:open", "advice:write")


@pytest.fixture
def link(cast: Cast) -> str:
    _link, token = services.issue_link(
        actor=cast["analyst"], organisation=cast.organisations["school"], function="docent", now=now()
    )
    return reverse("signals:report-by-link", args=[token])


def typed(address: str, cast: Cast, text: str) -> str:
    """Both steps of a report by link; what the reporter saw: sent, held or stopped, and all that stood on the pages."""
    client = Client()
    first = client.post(address, {"text": text})
    fields = {"text": text, "municipality": cast.here.code, "shown": cast.here.code, "period": "this_week"}
    second = client.post(address, fields | {"label": Label.AMBER.value, "send": "1"}, follow=True)
    return first.content.decode() + second.content.decode()


def everything(cast: Cast) -> str:
    """All rows of the whole database, the pages and files of who handles signals, and the mail."""
    call_command("digest", verbosity=0)
    rows = [list(model._default_manager.values()) for model in apps.get_models()]
    mail = [f"{one.subject} {one.body}" for one in OutgoingMail.objects.all()]
    client, own = cast.client("analyst"), Signal.objects.all()[:40]
    addresses = [reverse(name) for name in PAGES] + [reverse("signals:signal", args=[one.pk]) for one in own]
    addresses += [f"{reverse('signals:list')}?signals-export={kind}" for kind in ("csv", "xlsx")]
    pages = [unpacked(client.get(address)) for address in addresses]
    return str(rows) + str(mail) + b"".join(pages).decode("utf-8", "replace")


def unpacked(response: Any) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if not content.startswith(b"PK"):
        return bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def found_anywhere(cast: Cast, address: str, pairs: list[tuple[str, str]], caplog: Any) -> list[str]:
    caplog.set_level("DEBUG")
    seen = [typed(address, cast, text) for text, _secret in pairs]
    world = everything(cast) + caplog.text
    stopped = [one for one in seen if "0900-8844" in one]
    assert len(stopped) >= len(pairs) * 0.9
    return [secret for _text, secret in pairs if secret in world]


@pytest.mark.proves("T2", "C7")
def test_no_word_about_a_person_is_left_anywhere(cast: Cast, link: str, caplog: pytest.LogCaptureFixture) -> None:
    typed(link, cast, unseen_texts_more.HARMLESS[0])
    found = found_anywhere(cast, link, NEW[::3], caplog)
    assert unseen_texts_more.HARMLESS[0][:60] in everything(cast)
    assert found == []


@pytest.mark.proves("T2")
def test_harmless_texts_reach_a_receipt(cast: Cast, link: str) -> None:
    texts = unseen_texts_more.HARMLESS[::3]
    hindered = [text for text in texts if "Uw signaal is ontvangen" not in typed(link, cast, text)]
    known = [text for text in unseen_texts.HARMLESS if not services.judge(text).is_clean]
    assert len(hindered) + len(known) <= MOST_HINDERED * (len(texts) + len(unseen_texts.HARMLESS)), hindered


@pytest.mark.long
@pytest.mark.proves("T2", "C7")
def test_nothing_of_all_texts_is_left_anywhere(cast: Cast, link: str, caplog: pytest.LogCaptureFixture) -> None:
    pairs = [*NEW, *test_gate.with_a_person()]
    assert len(pairs) == 270
    assert found_anywhere(cast, link, pairs, caplog) == []
