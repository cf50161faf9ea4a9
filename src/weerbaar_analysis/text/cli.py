"""`weerbaar text …`: lines of JSON in, lines of JSON out, in the same order, without the house around it."""

import argparse
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

PACKS = Path(__file__).parents[2] / "weerbaar" / "regions" / "data" / "packs"
ABOUT = """Vraagt de tekstbibliotheek van Weerbaar iets over regels JSON.

Invoer: op elke regel van de standaardinvoer één object, {"id": …, "text": "…"}, in UTF-8.
Uitvoer: op elke regel van de standaarduitvoer één antwoord, in dezelfde volgorde.
Een regel zonder "id" krijgt een antwoord met "id": null. Een regel die niet klopt krijgt {"id": …, "error": "…"},
en een melding met het regelnummer op de standaardfout;
de andere regels gaan gewoon door en het commando eindigt met code 1."""

Answer = dict[str, Any]
Step = Callable[[str], Answer]


class LineUnusable(Exception):
    """A line of input that cannot be answered; the message is Dutch and holds nothing of the line."""

    def __init__(self, message: str, identity: Any = None) -> None:
        super().__init__(message)
        self.identity = identity


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Ends with 0, with 1 when a line was wrong, with 2 when the command itself was."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CommandUnusable as error:
        sys.stderr.write(f"weerbaar text {options.command}: {error}\n")
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1


class CommandUnusable(Exception):
    """The region or taxonomy that was asked for cannot be read."""


def _find_personal_data(_options: argparse.Namespace) -> Step:
    from weerbaar_analysis.text.personal_data import find_personal_data, verdict

    def step(text: str) -> Answer:
        spans = find_personal_data(text)
        rows = [
            {"start": s.start, "end": s.end, "kind": s.kind, "certainty": s.certainty, "reason": s.reason}
            for s in spans
        ]
        return {"spans": rows, "verdict": verdict(spans)}

    return step


def _scrub(_options: argparse.Namespace) -> Step:
    from weerbaar_analysis.text.scrub import scrub

    return lambda text: {"text": scrub(text)}


def _locate(options: argparse.Namespace) -> Step:
    from weerbaar_analysis.text.places import Gazetteer, PackUnreadable, locate

    try:
        gazetteer = Gazetteer.from_pack(_pack(options.region))
    except PackUnreadable as error:
        raise CommandUnusable(str(error)) from error

    def step(text: str) -> Answer:
        located = locate(text, gazetteer, options.default)
        rows = [
            {
                "start": m.start,
                "end": m.end,
                "name": m.name,
                "codes": m.codes,
                "decision": m.decision,
                "reason": m.reason,
            }
            for m in located.mentions
        ]
        return {"municipalities": located.municipalities, "mentions": rows}

    return step


def _classify(options: argparse.Namespace) -> Step:
    from weerbaar_analysis.text.topics import TaxonomyInvalid, classify, load_default_taxonomy, load_taxonomy

    try:
        taxonomy = load_taxonomy(options.taxonomy) if options.taxonomy else load_default_taxonomy()
    except TaxonomyInvalid as error:
        raise CommandUnusable(f"de taxonomie klopt niet:\n{error}") from error

    def step(text: str) -> Answer:
        return {
            "topics": [
                {
                    "topic": found.topic,
                    "class": found.topic_class,
                    "weight": found.weight,
                    "stance": found.stance,
                    "terms": [
                        {"start": t.start, "end": t.end, "term": t.term, "weight": t.weight, "rule": t.rule}
                        for t in found.terms
                    ],
                }
                for found in classify(text, taxonomy)
            ]
        }

    return step


def _pack(region: str) -> Path:
    """The folder of a region: a pack that comes along, by name, or any folder."""
    if "/" not in region and "\\" not in region and (PACKS / region).is_dir():
        return PACKS / region
    folder = Path(region)
    if folder.is_dir():
        return folder
    known = sorted(path.name for path in PACKS.iterdir() if path.is_dir()) if PACKS.is_dir() else []
    raise CommandUnusable(f"regio «{region}» is geen map en geen regiopakket. Wel: {', '.join(known)}.")


def _each(make: Callable[[argparse.Namespace], Step]) -> Callable[[argparse.Namespace], int]:
    """A command that answers every line by itself, as soon as it is read."""

    def run(options: argparse.Namespace) -> int:
        step = make(options)
        return _write(_answers(_lines(sys.stdin.buffer), step))

    return run


def _answers(lines: Iterable[tuple[int, bytes]], step: Step) -> Iterator[tuple[int, Answer]]:
    for number, line in lines:
        try:
            identity, text = _read(line)
        except LineUnusable as error:
            yield number, {"id": error.identity, "error": str(error)}
            continue
        yield number, {"id": identity, **step(text)}


def _duplicates(_options: argparse.Namespace) -> int:
    """Texts join a cluster one by one; a cluster carries the id of its first text."""
    from weerbaar_analysis.text.duplicates import DuplicateFinder

    finder = DuplicateFinder()

    def answers() -> Iterator[tuple[int, Answer]]:
        for number, line in _lines(sys.stdin.buffer):
            try:
                identity, text = _read(line)
            except LineUnusable as error:
                yield number, {"id": error.identity, "error": str(error)}
                continue
            yield number, {"id": identity, "cluster": json.loads(finder.assign(json.dumps(identity), text))}

    return _write(answers())


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(source, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901
        if line.strip():
            yield number, line


def _read(line: bytes) -> tuple[Any, str]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LineUnusable("de regel is geen UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise LineUnusable("de regel is geen geldige JSON") from error
    if not isinstance(row, dict):
        raise LineUnusable('de regel is geen object met "id" en "text"')
    identity = row.get("id")
    if not isinstance(row.get("text"), str):
        raise LineUnusable('het veld "text" ontbreekt of is geen tekst', identity)
    return identity, row["text"]


def _write(answers: Iterable[tuple[int, Answer]]) -> int:
    """Writes every answer at once, so that a reader at the other end can keep step; tells wrong lines apart."""
    out = io.TextIOWrapper(
        sys.stdout.buffer, encoding="utf-8", errors="surrogatepass", newline="\n", line_buffering=True
    )
    wrong = 0
    for number, answer in answers:
        if "error" in answer:
            wrong += 1
            sys.stderr.write(f"Regel {number}: {answer['error']}.\n")
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    out.flush()
    out.detach()
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="weerbaar text", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False
    )
    _help_in_dutch(parser)
    commands = parser.add_subparsers(title="commando's", dest="command", metavar="COMMANDO", required=True)
    for name, run, about in (
        ("find-personal-data", _each(_find_personal_data), "persoonsgegevens vinden, met soort, zekerheid en reden"),
        ("scrub", _each(_scrub), "persoonsgegevens leesbaar afdekken"),
        ("locate", _each(_locate), "gemeenten vinden, met de vermelding en de reden"),
        ("classify", _each(_classify), "onderwerpen vinden, met de woorden en de regel"),
        ("duplicates", _duplicates, "kopieën van dezelfde tekst bij elkaar zetten"),
    ):
        command = commands.add_parser(name, help=about, description=about.capitalize() + ".", add_help=False)
        _help_in_dutch(command)
        command.set_defaults(run=run)
        if name == "locate":
            command.add_argument("--region", required=True, metavar="REGIO", help="naam of map van een regiopakket")
            command.add_argument("--default", metavar="CODE", help="gemeente van de bron, bijvoorbeeld GM0361")
        if name == "classify":
            command.add_argument("--taxonomy", metavar="BESTAND", help="een eigen taxonomie (YAML)")
    return parser


def _help_in_dutch(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("hulp")
    group.add_argument("-h", "--help", action="help", help="deze uitleg")
