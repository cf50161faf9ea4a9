"""`weerbaar text …` as another program meets it: a real process, bytes in, bytes out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WEERBAAR = Path(sys.executable).with_name("weerbaar")


def text(*arguments: str, lines: bytes, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(WEERBAAR), "text", *arguments],
        input=lines,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **(env or {})},
    )


def answers(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]


def test_locate_answers_in_the_order_of_the_input() -> None:
    lines = '{"id": "b", "text": "Overlast in Zaandam en Egmond aan Zee."}\n{"id": 1, "text": ""}\n'
    result = text("locate", "--region", "noord-holland", lines=lines.encode())
    first, second = answers(result)
    assert (first["id"], first["municipalities"]) == ("b", ["GM0373", "GM0479"])
    assert second == {"id": 1, "municipalities": [], "mentions": []}
    assert result.returncode == 0


def test_classify_gives_topic_class_weight_and_terms() -> None:
    result = text("classify", lines=b'{"id": 1, "text": "Hakenkruizen op het stadhuis"}\n')
    ((topic,),) = [answer["topics"] for answer in answers(result)]  # type: ignore[misc]
    assert {"topic", "class", "weight", "terms"} <= topic.keys()
    assert (topic["topic"], topic["class"]) == ("rechts-extremisme", "phenomenon")


@pytest.mark.parametrize("command", ["find-personal-data", "scrub", "classify", "duplicates"])
def test_a_wrong_line_gets_an_answer_in_its_place_and_the_rest_goes_on(command: str) -> None:
    lines = b'{"id": 1, "text": "goed"}\n{"id": 2}\nkapot\n\xff\xfe\n[]\n{"text": "zonder id"}\n'
    result = text(command, lines=lines)
    rows = answers(result)
    assert [row["id"] for row in rows] == [1, 2, None, None, None, None]
    assert ["error" in row for row in rows] == [False, True, True, True, True, False]
    assert result.returncode == 1
    complaints = result.stderr.decode("utf-8")
    assert [f"Regel {number}:" in complaints for number in range(1, 7)] == [False, True, True, True, True, False]


def test_bytes_are_utf8_whatever_the_locale() -> None:
    lines = '{"id": "é", "text": "Oekraïense vlag in IJmuiden"}\n'.encode()
    result = text(
        "locate", "--region", "noord-holland", lines=lines, env={"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}
    )
    (row,) = answers(result)
    assert (row["id"], row["municipalities"]) == ("é", ["GM0453"])


def test_duplicates_carry_the_id_of_the_first_copy() -> None:
    copy = "De gemeenteraad van Voorbeeldstad vergadert donderdag over de plannen voor het nieuwe zwembad in het park."
    rows = [{"id": 7, "text": copy}, {"id": 8, "text": "Iets heel anders vandaag"}, {"id": 9, "text": copy}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    assert [row["cluster"] for row in answers(text("duplicates", lines=lines.encode()))] == [7, 8, 7]


def test_an_answer_comes_before_the_next_question() -> None:
    with subprocess.Popen(
        [str(WEERBAAR), "text", "classify"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(b'{"id": %d, "text": "niets"}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"id": number, "topics": []}
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_an_unknown_region_and_a_broken_taxonomy_are_told_in_dutch(tmp_path: Path) -> None:
    wrong = tmp_path / "eigen.yaml"
    wrong.write_text("version: '1'\ntopics:\n  - {key: x, class: oeps}\n", encoding="utf-8")
    assert text("locate", "--region", "nergens", lines=b"").returncode == 2
    result = text("classify", "--taxonomy", str(wrong), lines=b"")
    assert result.returncode == 2
    assert "class «oeps» bestaat niet" in result.stderr.decode("utf-8")


def test_django_is_not_started() -> None:
    code = "import sys; from weerbaar_analysis.text.cli import main; main(['classify']); print('django' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, timeout=60, check=True)
    assert result.stdout.strip() == b"False"


def test_the_help_is_dutch() -> None:
    assert "Vraagt de tekstbibliotheek" in text("--help", lines=b"").stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [("classify",), ("locate", "--region", "noord-holland")])
def test_the_first_answer_costs_at_most_a_second_and_a_half_of_processor_time(arguments: tuple[str, ...]) -> None:
    before = os.times()
    text(*arguments, lines=b'{"id": 1, "text": "Hakenkruis in Hoorn"}\n')
    after = os.times()
    assert (after.children_user - before.children_user) + (after.children_system - before.children_system) < 1.5
