"""The whole chain, from text to what may be kept: ours beside deduce + flashtext + datasketch, in the same run.

    .venv/bin/python benchmarks/chain.py                                # ours alone, 1,000 documents
    .venv/bin/python benchmarks/chain.py --peers /tmp/peers             # beside deduce, flashtext and datasketch
    .venv/bin/python benchmarks/chain.py --count 100000                 # more: speed and memory stay as they are

A document is 1.8 kB of municipal sentences, one in four with personal data in it; one document in five is a copy of an
earlier one. Each system masks the persons, finds municipalities and topics, and says which documents are copies.
The peers do each step in the plainest way: deduce as it comes, flashtext with the names of the region pack and the
terms of our taxonomy, MinHash of 128. Speeds are CPU time, on one core, of a process per system (`beside.py`).
"""

import argparse
import csv
import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from beside import System, measure, workers_of, works_here

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

PACK = ROOT / "src/weerbaar/regions/data/packs/noord-holland"
SIZE = 1800


def documents(count: int, seed: int = 2027) -> Iterator[str]:
    """Documents, one after another."""
    from weerbaar_analysis.text.tests.personal_data_texts import harmless_texts, labelled_texts

    chance = random.Random(seed)
    personal, harmless = [row.text for row in labelled_texts(seed, 2000)], harmless_texts()
    places = (ROOT / "src/weerbaar_analysis/text/tests/cases/places.txt").read_text(encoding="utf-8").split("\n")
    others = harmless + [line.split("|")[-1].strip() for line in places if line and not line.startswith("#")]
    lately: list[str] = []
    for number in range(count):
        if lately and number % 5 == 0:
            yield chance.choice(lately)
            continue
        text = chance.choice(others)
        while len(text) < SIZE:
            text += f" {chance.choice(personal if chance.random() < 0.25 else others)}"
        lately = [*lately[-50:], text]
        yield text


def weerbaar() -> System:
    """Ours, as the room of sources does it."""
    from weerbaar_analysis.text.duplicates import DuplicateFinder
    from weerbaar_analysis.text.places import Gazetteer, locate
    from weerbaar_analysis.text.scrub import scrub
    from weerbaar_analysis.text.topics import classify, load_default_taxonomy

    gazetteer, taxonomy = Gazetteer.from_pack(PACK), load_default_taxonomy()
    finder, number = DuplicateFinder(), itertools.count()

    def read(text: str) -> int:
        scrubbed = scrub(text)
        locate(text, gazetteer)
        classify(text, taxonomy)
        return int(finder.assign(str(next(number)), scrubbed))

    read("Jan Jansen woont in Hoorn. " * 9)
    finder, number = DuplicateFinder(), itertools.count()
    return read


def peers() -> System:
    """deduce, flashtext and datasketch, one after another."""
    import re

    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]
    from deduce import Deduce  # type: ignore[import-not-found]
    from flashtext import KeywordProcessor  # type: ignore[import-not-found]

    engine, index, number = Deduce(), MinHashLSH(threshold=0.5, num_perm=128), itertools.count()
    places, topics = KeywordProcessor(case_sensitive=True), KeywordProcessor()
    with (PACK / "places.csv").open(encoding="utf-8") as file:
        places.add_keywords_from_list([row["name"] for row in csv.DictReader(file)])
    taxonomy = (ROOT / "src/weerbaar_analysis/text/data/taxonomy.yaml").read_text(encoding="utf-8")
    topics.add_keywords_from_list(sorted(set(re.findall(r"[a-z]{5,}", taxonomy))))

    def read(text: str) -> int:
        masked = engine.deidentify(text).deidentified_text
        places.extract_keywords(text)
        topics.extract_keywords(text)
        words = masked.lower().split()
        sketch, place = MinHash(num_perm=128), next(number)
        sketch.update_batch([" ".join(words[one : one + 3]).encode() for one in range(max(1, len(words) - 2))])
        near = index.query(sketch)
        index.insert(place, sketch)
        return min(near) if near else place

    return read


SYSTEMS = {"weerbaar": weerbaar, "deduce + flashtext + datasketch": peers}


def main() -> None:
    """Read the command line."""
    if works_here(SYSTEMS):
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="folder of the virtual environment with the peers")
    parser.add_argument("--count", type=int, default=1_000)
    chosen = parser.parse_args()
    workers = workers_of(__file__, list(SYSTEMS), chosen.peers)
    for worker in workers:
        worker.warm_up("Jan Jansen woont in Hoorn. " * 9)
    waiting = documents(chosen.count)
    while batch := list(itertools.islice(waiting, 1_000)):
        measure(workers, batch, chunk=20)
    first = workers[-1].seconds
    for worker in workers:
        speed, ratio = chosen.count / worker.seconds, first / worker.seconds
        print(f"{worker.name}: {speed:.0f} documents per CPU second ({ratio:.1f} times the last), "
              f"start {worker.start:.1f} s CPU, {worker.memory:.0f} MB")  # fmt: skip
        worker.close()


if __name__ == "__main__":
    main()
