"""Near-duplicates: our finder beside rensa and datasketch, on the same 20,000 press texts in the same run.

    .venv/bin/python benchmarks/duplicates.py                      # ours alone
    .venv/bin/python benchmarks/duplicates.py --peers /tmp/peers   # beside the peers (pip install rensa datasketch)

Texts of invented words with the frequencies of a language. A base text gets up to six copies: other lines around it,
small (2-6 % of the words), medium (8-14 %) or heavy (20-30 %) edits, cut to 55-80 %, or its sentences in another order.
One base text in eight shares half its sentences with a press release and must NOT join the others that do.
Speeds are CPU time of a process per system (`beside.py`). The author of the generator also wrote our finder.
"""

import argparse
import itertools
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from beside import System, measure, workers_of, works_here

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))


class Text(NamedTuple):
    cluster: int
    kind: str
    text: str


class Press:
    """Makes press texts and their copies; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        letters = ("bdfghklmnprstvwz", "aeiou")
        self.words = [
            "".join(self.chance.choice(letters[place % 2]) for place in range(self.chance.randint(2, 11)))
            for _ in range(30_000)
        ]
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.pool = [self.sentence() for _ in range(60_000)]
        self.releases = [[self.chance.choice(self.pool) for _ in range(10)] for _ in range(60)]
        self.edits: dict[str, Callable[[list[str]], list[str]]] = {
            "boiler": lambda sentences: [self.sentence(), *sentences, self.sentence()],
            "small": lambda sentences: [self.edited(sentences, 0.02, 0.06)],
            "medium": lambda sentences: [self.edited(sentences, 0.08, 0.14)],
            "heavy": lambda sentences: [self.edited(sentences, 0.2, 0.3)],
            "truncated": self.truncated,
            "shuffled": self.shuffled,
        }

    def some(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        return " ".join(self.some(self.chance.randint(8, 24))).capitalize() + "."

    def edited(self, sentences: list[str], least: float, most: float) -> str:
        """Words replaced, dropped or added, in the given share."""
        share, kept = self.chance.uniform(least, most), list[str]()
        for word in " ".join(sentences).split():
            how = self.chance.choices(
                ("keep", "replace", "drop", "add"), (1 - share, share * 0.4, share * 0.3, share * 0.3)
            )[0]
            kept += {"keep": [word], "replace": self.some(1), "drop": [], "add": [word, *self.some(1)]}[how]
        return " ".join(kept)

    def truncated(self, sentences: list[str]) -> list[str]:
        words = " ".join(sentences).split()
        return [" ".join(words[: int(len(words) * self.chance.uniform(0.55, 0.8))])]

    def shuffled(self, sentences: list[str]) -> list[str]:
        place = self.chance.randint(1, len(sentences) - 1)
        return sentences[place:] + sentences[:place]

    def base(self) -> list[str]:
        """The sentences of one text; one in eight takes half of them from a press release."""
        count = self.chance.randint(10, 24)
        sentences = [self.chance.choice(self.pool) for _ in range(count)]
        if self.chance.random() < 0.12:
            half = min(count // 2, 10)
            sentences[:half] = self.chance.sample(self.chance.choice(self.releases), half)
        return sentences

    def texts(self, count: int) -> list[Text]:
        """At least `count` texts, in mixed order."""
        found: list[Text] = []
        for cluster in itertools.count():
            if len(found) >= count:
                break
            sentences = self.base()
            found.append(Text(cluster, "base", " ".join(sentences)))
            for _ in range(self.chance.choice((0, 1, 1, 2, 3, 4, 6))):
                kind = self.chance.choice(list(self.edits))
                found.append(Text(cluster, kind, " ".join(self.edits[kind](sentences))))
        self.chance.shuffle(found)
        return found


def weerbaar() -> System:
    """Ours."""
    from weerbaar_analysis.text.duplicates import DuplicateFinder

    DuplicateFinder().assign("0", "Een tekst om mee te beginnen. " * 10)
    finder, number = DuplicateFinder(), itertools.count()
    return lambda text: finder.assign(str(next(number)), text)


def rensa() -> System:
    """rensa as in its own example: 128 permutations, LSH, a check at 0.5, shingles of three words."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index, number = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), itertools.count()
    sketches: list[RMinHash] = []
    clusters: list[int] = []

    def assign(text: str) -> int:
        one = RMinHash(num_perm=128, seed=7)
        one.update(shingles(text))
        place = next(number)
        near = [(other, one.jaccard(sketches[other])) for other in index.query(one)]
        best = max(near, key=lambda pair: pair[1], default=(place, 0.0))
        sketches.append(one)
        clusters.append(clusters[best[0]] if best[1] >= 0.5 else place)
        index.insert(place, one)
        return clusters[place]

    return assign


def datasketch() -> System:
    """datasketch: MinHash of 128, LSH at 0.5, shingles of three words."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index, number = MinHashLSH(threshold=0.5, num_perm=128), itertools.count()
    clusters: list[int] = []

    def assign(text: str) -> int:
        one = MinHash(num_perm=128)
        one.update_batch([shingle.encode() for shingle in shingles(text)])
        place, near = next(number), index.query(one)
        clusters.append(clusters[min(near)] if near else place)
        index.insert(place, one)
        return clusters[place]

    return assign


def shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[place : place + 3]) for place in range(max(1, len(words) - 2))]


SYSTEMS = {"weerbaar": weerbaar, "rensa": rensa, "datasketch": datasketch}


def scores(texts: list[Text], clusters: list[object]) -> str:
    """Precision and recall over pairs, and per kind the share of copies that join their base text."""
    true, said = Counter(text.cluster for text in texts), Counter(clusters)
    both = Counter(zip((text.cluster for text in texts), clusters, strict=True))
    pairs, right, wanted = (sum(n * (n - 1) // 2 for n in count.values()) for count in (said, both, true))
    base = {text.cluster: cluster for text, cluster in zip(texts, clusters, strict=True) if text.kind == "base"}
    kinds: dict[str, list[bool]] = defaultdict(list)
    for text, cluster in zip(texts, clusters, strict=True):
        if text.kind != "base":
            kinds[text.kind].append(cluster == base[text.cluster])
    rest = ", ".join(f"{kind} {sum(hits) / len(hits):.3f}" for kind, hits in sorted(kinds.items()))
    return f"precision {right / max(pairs, 1):.3f}, recall {right / wanted:.3f} ({rest})"


def main() -> None:
    """Read the command line."""
    if works_here(SYSTEMS):
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="folder of the virtual environment with rensa and datasketch")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2027)
    chosen = parser.parse_args()
    texts = Press(chosen.seed).texts(chosen.count)
    size = sum(len(text.text) for text in texts) / len(texts)
    print(f"{len(texts)} texts of {size:.0f} characters, {len({text.cluster for text in texts})} clusters")
    workers = workers_of(__file__, list(SYSTEMS), chosen.peers)
    answers = measure(workers, [text.text for text in texts])
    for worker in workers:
        print(f"{worker.name}: {len(texts) / worker.seconds:.0f} texts per CPU second, {worker.memory:.0f} MB; "
              f"{scores(texts, answers[worker.name])}")  # fmt: skip
        worker.close()


if __name__ == "__main__":
    main()
