"""Personal data: our finder beside deduce and Presidio, on the same sentences in the same run.

    .venv/bin/python benchmarks/personal_data.py                      # ours alone
    .venv/bin/python benchmarks/personal_data.py --peers /tmp/peers   # beside the peers
    .venv/bin/python benchmarks/personal_data.py --fresh              # the sets that two others labelled, even half
    .venv/bin/python benchmarks/personal_data.py --conll ned.testb    # CoNLL-2002 Dutch, from your own copy

The peers live in an environment of their own, never in ours: benchmarks/README-personal-data.md says how to make it.
Speeds are CPU time of a process per system (`beside.py`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from beside import Worker, measure, workers_of, works_here

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
Found = list[tuple[int, int]]


def ours() -> Callable[[str], Found]:
    """Our finder, sure and suspect together."""
    from weerbaar_analysis.text.personal_data import find_personal_data

    find_personal_data("Jan Jansen")
    return lambda text: [(span.start, span.end) for span in find_personal_data(text)]


def deduce() -> Callable[[str], Found]:
    """deduce with what it masks by default, without bare places, institutions and dates."""
    from deduce import Deduce  # type: ignore[import-not-found]

    engine, skipped = Deduce(), {"locatie", "instelling", "ziekenhuis", "datum", "leeftijd"}

    def find(text: str) -> Found:
        notes = engine.deidentify(text).annotations
        return [(int(n.start_char), int(n.end_char)) for n in notes if n.tag not in skipped or _has_digit(n.text)]

    return find


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def presidio() -> Callable[[str], Found]:
    """Presidio with a blank Dutch pipeline and its built-in pattern recognisers."""
    import spacy  # type: ignore[import-not-found]
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers  # type: ignore[import-not-found]
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # type: ignore[import-not-found]

    class Blank(SpacyNlpEngine):  # type: ignore[misc]
        def load(self) -> None:
            self.nlp = {"nl": spacy.blank("nl")}

    engine = Blank(models=[{"lang_code": "nl", "model_name": "blank"}])
    engine.load()
    registry = RecognizerRegistry(recognizers=[], supported_languages=["nl"])
    for name in ("Email", "Iban", "Ip", "Phone", "Url", "Date", "CreditCard"):
        registry.add_recognizer(getattr(predefined_recognizers, f"{name}Recognizer")(supported_language="nl"))
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["nl"])
    return lambda text: [(hit.start, hit.end) for hit in analyzer.analyze(text, language="nl")]


SYSTEMS = {"weerbaar": ours, "deduce": deduce, "presidio": presidio}


def hidden(text: str, found: Found, start: int, end: int) -> bool:
    """Whether every letter and digit of a marked span is masked."""
    masked = set[int]()
    for first, last in found:
        masked.update(range(first, last))
    return all(index in masked or not text[index].isalnum() for index in range(start, end))


def report(workers: list[Worker], count: int) -> None:
    """Print one table per question."""
    from weerbaar_analysis.text.tests.personal_data_texts import harmless_texts, labelled_texts

    labelled = [row for row in labelled_texts(2027, count * 2) if row.held_out][:count]
    harmless = harmless_texts()
    for worker in workers:
        worker.warm_up("Jan Jansen woont in Hoorn.")
    answers = measure(workers, [row.text for row in labelled] + harmless, rounds=3)
    for worker in workers:
        found = answers[worker.name]
        print(f"\n## {worker.name}")
        print_quality(labelled, found[: len(labelled)])
        flagged = sum(bool(spans) for spans in found[len(labelled) :])
        print(f"harmless texts flagged: {flagged} of {len(harmless)} ({flagged / len(harmless):.3f})")
        speed = (len(labelled) + len(harmless)) / worker.seconds
        print(f"texts per CPU second: {speed:.0f}; start {worker.start:.1f} s CPU; memory {worker.memory:.0f} MB")


def fresh_report(workers: list[Worker]) -> None:
    """The sets that others labelled, the half that nobody who writes rules reads; no text is shown."""
    from weerbaar_analysis.text.tests import fresh

    texts = [row["text"] for name in ("personal", "harmless") for row in fresh.rows(name)]
    answers = measure(workers, texts)
    for worker in workers:
        found = {
            text: [(start, end, "PERSON") for start, end in spans]
            for text, spans in zip(texts, answers[worker.name], strict=True)
        }
        print(f"\n## {worker.name}, fresh sets")
        for key, (part, whole) in fresh.personal_scores(found.__getitem__).items():
            if key != "flagged by identifier":
                print(f"{key}: {part} of {whole} ({part / whole:.3f})")


def print_quality(labelled: list[Any], found: list[Found]) -> None:
    """Recall per kind and per origin, and the share of texts that come out clean."""
    total, whole = Counter[str](), Counter[str]()
    clean = 0
    for row, spans in zip(labelled, found, strict=True):
        results = [(kind, hidden(row.text, spans, start, end)) for start, end, kind in row.spans]
        clean += all(ok for _, ok in results)
        for kind, ok in results:
            keys = [kind, "PERSON or not"] if kind != "PERSON" else [kind, f"origin {row.origin}"]
            keys[1:] = keys[1:] if kind == "PERSON" else ["all structured"]
            total.update(keys)
            whole.update(keys if ok else [])
    print(f"fully clean: {clean} of {len(labelled)} ({clean / len(labelled):.3f})")
    for key in sorted(total):
        print(f"{key}: {whole[key]} of {total[key]} ({whole[key] / total[key]:.3f})")


def conll_sentences(path: Path) -> Iterator[tuple[str, Found]]:
    """Sentences of a CoNLL-2002 file with the places of the persons."""
    text, spans = "", list[list[int]]()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.split()
        if not parts or parts[0] == "-DOCSTART-":
            if text:
                yield text, [(start, end) for start, end in spans]
            text, spans = "", []
            continue
        glued = not text or parts[0] in set(",.)?!:;%") or text.endswith("(")
        text += "" if glued else " "
        start = len(text)
        text += parts[0]
        if parts[-1] == "B-PER":
            spans.append([start, len(text)])
        elif parts[-1] == "I-PER":
            spans[-1][1] = len(text)


def conll(workers: list[Worker], path: Path) -> None:
    """Persons in newspaper sentences: recall of whole names, precision of masks."""
    sentences = list(conll_sentences(path))
    answers = measure(workers, [text for text, _ in sentences])
    for worker in workers:
        names = hits = masks = good = 0
        for (text, spans), found in zip(sentences, answers[worker.name], strict=True):
            names += len(spans)
            hits += sum(hidden(text, found, start, end) for start, end in spans)
            masks += len(found)
            good += sum(any(start < last and first < end for start, end in spans) for first, last in found)
        print(f"{worker.name}: recall {hits / names:.3f}, precision {good / max(masks, 1):.3f} ({names} persons)")


def main() -> None:
    """Read the command line."""
    if works_here(SYSTEMS):
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="folder of the virtual environment with deduce and presidio-analyzer")
    parser.add_argument("--conll", type=Path)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--count", type=int, default=2000)
    chosen = parser.parse_args()
    workers = workers_of(__file__, list(SYSTEMS), chosen.peers)
    if chosen.conll:
        conll(workers, chosen.conll)
    elif chosen.fresh:
        fresh_report(workers)
    else:
        report(workers, chosen.count)
    for worker in workers:
        worker.close()


if __name__ == "__main__":
    main()
