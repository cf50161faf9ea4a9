"""Killed while it sends, the sender loses nothing, and what may have arrived twice is counted (R3)."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

ROOT = Path(__file__).parents[4]
SEND = """
import django; django.setup()
from datetime import datetime, UTC, timedelta
from weerbaar.outbox import services
from weerbaar.outbox.models import OutgoingMail
at = datetime(2026, 11, 25, 9, tzinfo=UTC) + timedelta(minutes=int({minutes}))
if not OutgoingMail.objects.exists():
    for number in range({count}):
        services.queue_mail(key=f"m{{number}}", recipient="jelle@x.example", subject="Advies", body="Dag.", now=at)
list(services.send_waiting(now=at))
"""
REPORT = """
import django; django.setup()
import json
from weerbaar.outbox.models import OutgoingMail
print(json.dumps(list(OutgoingMail.objects.values_list("message_key", "state", "doubt_count"))))
"""
COUNT = 40


class Postbox:
    """A real mail server that notes the Message-ID of each letter, a little slowly."""

    def __init__(self) -> None:
        self.received: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
        import asyncio

        message = message_from_bytes(envelope.content, policy=policy.default)
        self.received.append(str(message["message-id"]))
        await asyncio.sleep(0.005)
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


class Server:
    """Runs pieces of code as processes of their own, on one database in a file."""

    def __init__(self, data: Path, port: int) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("WEERBAAR_", "DATABASE_URL"))}
        self.env = kept | {
            "WEERBAAR_DATA": str(data),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "weerbaar.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def start(self, code: str) -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, "-c", code], env=self.env, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def run(self, code: str) -> str:
        process = self.start(code)
        said, _nothing = process.communicate(timeout=120)
        assert process.returncode == 0
        return said


@pytest.fixture
def server(postbox: tuple[Postbox, int], tmp_path: Path) -> Server:
    server = Server(tmp_path, postbox[1])
    start = "import django; django.setup()\nfrom django.core.management import call_command\n"
    server.run(start + "call_command('migrate', 'outbox', verbosity=0)")
    return server


@pytest.mark.proves("R3")
def test_a_sender_that_is_killed_loses_no_letter_and_counts_what_came_twice(
    postbox: tuple[Postbox, int], server: Server
) -> None:
    box, _port = postbox
    for step, stop_after in enumerate((7, 23)):
        sender = server.start(SEND.format(minutes=step * 15, count=COUNT))
        until = time.monotonic() + 60
        while len(box.received) < stop_after and time.monotonic() < until:
            time.sleep(0.002)
        sender.send_signal(signal.SIGKILL)
        sender.communicate(timeout=20)
    server.run(SEND.format(minutes=60, count=COUNT))
    letters = json.loads(server.run(REPORT))
    assert len(letters) == COUNT
    assert {state for _key, state, _doubts in letters} == {"sent"}
    assert {key for key, _state, _doubts in letters} == set(box.received)
    twice = len(box.received) - COUNT
    assert twice <= sum(doubts for _key, _state, doubts in letters) <= 2


@pytest.mark.proves("R3")
def test_two_senders_at_once_send_a_message_once(postbox: tuple[Postbox, int], server: Server) -> None:
    box, _port = postbox
    server.run(SEND.format(minutes=0, count=COUNT).replace("list(services.send_waiting(now=at))", ""))
    assert not box.received
    senders = [server.start(SEND.format(minutes=0, count=COUNT)) for _ in range(2)]
    for sender in senders:
        sender.communicate(timeout=120)
        assert sender.returncode == 0
    assert sorted(box.received) == sorted(set(box.received))
    assert len(box.received) == COUNT
