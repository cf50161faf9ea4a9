"""`weerbaar detect`: findings from a table of weekly counts, without a database."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from weerbaar_analysis.counts.engine import ENGINES, EngineNotAvailable, run
from weerbaar_analysis.counts.findings_file import write_findings
from weerbaar_analysis.counts.judgement import IntArray
from weerbaar_analysis.counts.long_format import CountTable, TableRefused, read_counts
from weerbaar_analysis.counts.neighbours_file import layout_of, read_neighbours
from weerbaar_analysis.counts.registry import DETECTORS

REFUSED = 2


class Refused(Exception):
    """The command cannot do what was asked; the message says why and how to mend it."""


def main(arguments: Sequence[str]) -> int:
    """Run `weerbaar detect`; returns 0, or 2 with a sentence on stderr and nothing written."""
    options = _parser().parse_args(arguments)
    try:
        return _detect(options)
    except (Refused, TableRefused, EngineNotAvailable) as error:
        sys.stderr.write(f"{error}\n")
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
    except MemoryError:
        sys.stderr.write("Er is te weinig geheugen voor dit bestand. Splits het per onderwerp of periode.\n")
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="weerbaar detect",
        description="Zoekt per reeks en week of er meer items zijn dan verwacht. Werkt zonder database.",
        epilog="Een stijging is meer aandacht in de bronnen, geen dreiging. Een week zonder rij ontbreekt.",
    )
    parser.add_argument("counts", type=Path, help="tabel met series (of place en topic), week, count en soms offset")
    parser.add_argument("--method", choices=sorted(DETECTORS), default="harmonic", help="de methode (harmonic)")
    parser.add_argument("--weeks", type=int, default=1, metavar="N", help="beoordeel de laatste N weken (1)")
    parser.add_argument("--config", type=Path, help="YAML-bestand met parameters van de methode")
    parser.add_argument("--neighbours", type=Path, help="CSV met place, x, y (en region) of place, neighbour")
    parser.add_argument("--absent-is-zero", action="store_true", help="een week zonder rij telt als nul")
    parser.add_argument("--engine", choices=ENGINES, default="serial", help="waar het rekenwerk gebeurt (serial)")
    parser.add_argument("--scheduler", metavar="ADDR", help="adres van een Dask-planner, zoals tcp://host:8786")
    parser.add_argument("--workers", type=int, metavar="N", help="aantal processen (alle kernen)")
    parser.add_argument("--seed", type=int, metavar="N", help="startgetal voor methoden die simuleren (0)")
    parser.add_argument("--out", type=Path, required=True, help="bestand voor de bevindingen, .csv of .parquet")
    return parser


def _detect(options: argparse.Namespace) -> int:
    detector = DETECTORS[options.method]
    if options.weeks < 1:
        raise Refused("--weeks is 1 of meer.")
    if options.workers is not None and options.workers < 1:
        raise Refused("--workers is 1 of meer.")
    if not options.out.parent.is_dir():
        raise Refused(f"De map {options.out.parent} bestaat niet. Maak die eerst aan.")
    settings = _settings(options.config, options.method)
    if options.seed is not None:
        settings["seed"] = options.seed
    table = read_counts(options.counts, absent_is_zero=options.absent_is_zero)
    judged = _judged(settings, options, table.counts.shape[1])
    parameters = _parameters(detector, settings, table, options.neighbours)
    _hint(table, options)
    found = run(
        detector,
        table.counts,
        judged,
        parameters,
        offset=table.offset,
        engine=options.engine,
        scheduler=options.scheduler,
        workers=options.workers,
        on_progress=Progress(),
    )
    write_findings(options.out, table, found, recurrence=options.method == "scan")
    return 0


def _judged(settings: dict[str, Any], options: argparse.Namespace, n_weeks: int) -> IntArray:
    """Return the columns to judge: the last weeks, or those of R's `range`, which counts from 1.

    R's `method` for EARS is part of our name of the method, so there it only has to agree.
    """
    named = settings.pop("method", None) if options.method.startswith("ears-") else None
    if named is not None and f"ears-{str(named).lower()}" != options.method:
        raise Refused(f"De parameter method is {named!r}, maar --method is {options.method}. Kies één van de twee.")
    given = settings.pop("range", None)
    if given is None:
        return np.arange(max(0, n_weeks - options.weeks), n_weeks)
    numbers = given if isinstance(given, list) else [given]
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= n_weeks:
            raise Refused(f"De parameter range heeft {number!r}; noem weken van 1 tot en met {n_weeks}, zoals [1, 2].")
    return np.array(sorted(set(numbers)), dtype=np.int64) - 1


def _hint(table: CountTable, options: argparse.Namespace) -> None:
    if table.missing_share > 0.5 and not options.absent_is_zero:
        sys.stderr.write(
            "Let op: meer dan de helft van de weken heeft geen rij en telt als ontbrekend. "
            "Laat uw bestand nullen weg, gebruik dan --absent-is-zero.\n"
        )


def _settings(path: Path | None, method: str) -> dict[str, Any]:
    """Return the parameters in the file: all of them, or those under the name of the method."""
    if path is None:
        return {}
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Refused(f"Het bestand {path.name} bestaat niet.") from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        at = "" if mark is None else f" Kijk bij regel {mark.line + 1}, teken {mark.column + 1}."
        raise Refused(f"Het bestand {path.name} is geen leesbare YAML.{at} Schrijf per regel 'alpha: 0.01'.") from error
    if content is None:
        return {}
    if isinstance(content, dict) and isinstance(content.get(method), dict):
        content = content[method]
    if not isinstance(content, dict):
        raise Refused(f"{path.name}: schrijf per regel een naam en een waarde, zoals 'alpha: 0.01'.")
    return {str(name): value for name, value in content.items() if str(name) not in DETECTORS}


def _parameters(detector: Any, settings: dict[str, Any], table: CountTable, neighbours: Path | None) -> Any:
    default = detector.parameters()
    names = {field.name for field in fields(default)}
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
    if "layout" in names:
        near = None if neighbours is None else read_neighbours(neighbours)
        given["layout"] = layout_of(table, near)
        if near is None and table.keys == ("place", "topic"):
            sys.stderr.write("Zonder --neighbours is elke plaats een eigen gebied; buren tellen niet mee.\n")
    elif neighbours is not None:
        raise Refused(f"--neighbours hoort bij scan en sparse, niet bij {detector.name}.")
    given = {name: value for name, value in given.items() if name != "seed" or "seed" in names}
    unknown = sorted(set(given) - names)
    if unknown:
        known = ", ".join(sorted(names - {"layout"}))
        raise Refused(f"{detector.name} kent de parameter {unknown[0]!r} niet. Kies uit: {known}.")
    for name, value in given.items():
        _check_kind(name, value, getattr(default, name))
    try:
        return detector.parameters(**given)
    except TypeError as error:
        raise Refused(f"De parameters van {detector.name} kloppen niet: {error}") from error


def _check_kind(name: str, value: Any, default: Any) -> None:
    """Refuse text where a number belongs, and so on, before the method trips over it."""
    if isinstance(default, bool):
        fine, kind = isinstance(value, bool), "true of false"
    elif isinstance(default, int):
        fine, kind = isinstance(value, int) and not isinstance(value, bool), "een heel getal"
    elif isinstance(default, float):
        fine, kind = isinstance(value, int | float) and not isinstance(value, bool), "een getal"
    elif isinstance(default, str):
        fine, kind = isinstance(value, str), "een woord"
    elif isinstance(default, tuple):
        fine, kind = isinstance(value, tuple), "een lijst, zoals [1, 2]"
    else:
        return
    if not fine:
        raise Refused(f"De parameter {name} is {value!r}; vul {kind} in.")


class Progress:
    """A bar on stderr that never slows the work down."""

    def __init__(self) -> None:
        self._shown = 0.0

    def __call__(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if done < total and moment - self._shown < 0.2:
            return
        self._shown = moment
        filled = 30 * done // max(total, 1)
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {100 * done // max(total, 1)}%")
        if done == total:
            sys.stderr.write("\n")
        sys.stderr.flush()
