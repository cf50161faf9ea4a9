"""Train the name model of `weerbaar_analysis.text`, the same weights from the same input.

    python tools/train_name_model.py path/to/enp_NL.kb.bio

The text is (1) sentences from our own patterns (`name_model_patterns.txt`) filled with names drawn from the lexicon,
and (2) the Dutch part of the Europeana Newspapers NER corpus (public domain, CC0), if its path is given. Nothing of a
test set, nothing of CoNLL-2002.
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from weerbaar_analysis.text import lexicon_flags as lf  # noqa: E402
from weerbaar_analysis.text.lexicon import DATA, lexicon  # noqa: E402
from weerbaar_analysis.text.names_bodies import not_persons_as_written  # noqa: E402
from weerbaar_analysis.text.names_model import features  # noqa: E402
from weerbaar_analysis.text.names_runs import runs_of, shorter, tokens_of  # noqa: E402

HERE = Path(__file__).resolve().parent
SENTENCES = 36000
PENALTY = 0.4
FORGET = 0.12  # share of words whose facts are forgotten, so that the words around them are learned
SLOT = re.compile(r"\{([A-Za-z])\}")
PERSONS = frozenset("PFLIV")
ORGANISATIONS = sorted(not_persons_as_written())
PARTICLES = [
    "van",
    "van",
    "van",
    "van der",
    "van der",
    "van den",
    "van de",
    "de",
    "de",
    "den",
    "ten",
    "ter",
    "van 't",
    "el",
    "El",
]
PARTICLES += ["Ait", "al-", "Al", "bin", "da", "dos", "von", "di", "op den", "in 't", "le", "del", "Ben", "Ould"]
STREET_ENDS = "straat laan weg plein gracht kade singel dijk hof park dreef".split()
ADJECTIVES = (
    "Nederlandse Duitse Franse Belgische Vlaamse Waalse Britse Engelse Amerikaanse Turkse Marokkaanse Poolse Syrische"
)
ADJECTIVES += (
    " Oekraïense Russische Italiaanse Spaanse Surinaamse Indonesische Somalische Eritrese Iraanse Irakese Israëlische"
)
ADJECTIVES += " Palestijnse Haarlemse Amsterdamse Rotterdamse Brusselse Europese Aziatische Afrikaanse Joodse"
ADJECTIVES += (
    " Japanse Deense Zweedse Noorse Portugese Griekse Oostenrijkse Zwitserse Hongaarse Roemeense Bulgaarse Servische"
)


class Namer:
    """Draws names, places and other words."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        by_flag: dict[str, list[str]] = defaultdict(list)
        for word, flag in lexicon().items():
            for name, wanted, unwanted in (
                ("given", lf.GIVEN_KNOWN, 0),
                ("given clear", lf.GIVEN_KNOWN, lf.WORD | lf.PLACE),
                ("given rare", lf.GIVEN, lf.WORD | lf.GIVEN_KNOWN),
                ("family", lf.FAMILY_KNOWN, 0),
                ("family rare", lf.FAMILY, lf.WORD | lf.FAMILY_KNOWN),
                ("place", lf.PLACE, 0),
                ("capital", lf.CAPITAL, lf.ANY_NAME),
                ("word", lf.WORD, 0),
            ):
                if flag & wanted and not flag & unwanted and len(word) > 2:
                    by_flag[name].append(word)
        self.words = {name: sorted(words) for name, words in by_flag.items()}
        hand = (DATA / "names_by_hand.txt").read_text(encoding="utf-8").split("\n")
        self.hand_given = [w for line in hand if line.startswith("G") for w in line.split(":")[1].split()]
        self.hand_family = [w for line in hand if line.startswith("F") for w in line.split(":")[1].split()]
        self.countries = [w for w in self.words["place"] if lexicon()[w] & lf.CAPITAL]

    def draw(self, kind: str) -> str:
        return self.dice.choice(self.words[kind]).title().replace("'S", "'s")

    def given(self) -> str:
        chance = self.dice.random()
        if chance < 0.45:
            return self.typo(self.dice.choice(self.hand_given))
        name = self.draw("given clear" if chance < 0.8 else "given" if chance < 0.9 else "given rare")
        return f"{name}-{self.draw('given clear')}" if self.dice.random() < 0.03 else self.typo(name)

    def family(self, *, alone: bool) -> str:
        chance = self.dice.random()
        name = (
            self.dice.choice(self.hand_family)
            if chance < 0.4
            else self.draw("family" if chance < 0.75 else "family rare")
        )
        if chance > 0.96:
            name = self.invented()
        if self.dice.random() < 0.05:
            name = f"{name}-{self.dice.choice(self.hand_family)}"
        if self.dice.random() < 0.28:
            particle = self.dice.choice(PARTICLES)
            particle = particle[0].upper() + particle[1:] if alone else particle
            return particle + name if particle.endswith("-") else f"{particle} {name}"
        return self.typo(name)

    def typo(self, name: str) -> str:
        if self.dice.random() > 0.06 or len(name) < 5:
            return name
        at = self.dice.randrange(1, len(name) - 1)
        return (
            name[:at]
            + self.dice.choice([name[at + 1] + name[at], name[at] * 2, ""])
            + name[at + (1 if self.dice.random() < 0.5 else 2) :]
        )

    def invented(self) -> str:
        heads = "bar kor mal sen ver tas gho ri dza mek ou lan str pel woj ech bou".split()
        return "".join(self.dice.choice(heads) for _ in range(self.dice.randrange(2, 4))).capitalize()

    def initials(self) -> str:
        count = self.dice.choice([1, 1, 2, 2, 3])
        glue = self.dice.choice(["", "", "", " "])
        return glue.join(self.dice.choice("ABCDEFGHJKLMNPRSTWY") + "." for _ in range(count))

    def place(self) -> str:
        return self.draw("place") if self.dice.random() < 0.5 else self.dice.choice(self.countries).title()

    def organisation(self) -> str:
        chance = self.dice.random()
        if chance < 0.6:
            return self.dice.choice(ORGANISATIONS)
        if chance < 0.75:
            return self.letters()
        if chance < 0.85:
            return self.draw("capital")
        return f"{self.draw('word')} {self.draw('word')}" if chance < 0.93 else f"{self.place()} {self.draw('word')}"

    def letters(self) -> str:
        known = (
            "VVD PvdA CDA D66 PVV SP SGP GGD OM AIVD NCTV NOS RTL GGZ COA IND UWV KNVB FNV CNV SP.A CVP VLD PS".split()
        )
        if self.dice.random() < 0.6:
            return self.dice.choice(known)
        return "".join(self.dice.choice("ABCDEFGHIKLMNOPRSTUVWZ") for _ in range(self.dice.randrange(2, 6)))

    def fill(self, slot: str) -> str:
        if slot == "P":
            middle = f" {self.initials()}" if self.dice.random() < 0.03 else ""
            return f"{self.given()}{middle} {self.family(alone=False)}"
        if slot == "F":
            return self.given()
        if slot == "L":
            return self.family(alone=True)
        if slot == "I":
            return f"{self.initials()} {self.family(alone=False)}"
        if slot == "V":
            return f"{self.family(alone=True)}, {self.initials()}"
        return self.fill_other(slot)

    def fill_other(self, slot: str) -> str:
        if slot in "TK":
            return self.place()
        if slot == "O":
            return self.organisation()
        if slot == "S":
            return (self.draw("family") if self.dice.random() < 0.5 else self.draw("word")) + self.dice.choice(
                STREET_ENDS
            )
        if slot == "A":
            return self.letters()
        if slot == "D":
            return self.dice.choice(ADJECTIVES.split())
        if slot == "W":
            return self.draw("word") if self.dice.random() < 0.8 else self.draw("capital")
        words = [self.draw("word") if self.dice.random() < 0.7 else self.dice.choice(["De", "Het"]) for _ in range(2)]
        return " ".join(words)


def sentences(seed: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Our own sentences with the places of the names."""
    namer = Namer(seed)
    patterns = [
        line
        for line in (HERE / "name_model_patterns.txt").read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    for _ in range(SENTENCES):
        text, spans = "", []
        pattern, position = namer.dice.choice(patterns), 0
        for slot in SLOT.finditer(pattern):
            text += pattern[position : slot.start()]
            filled = namer.fill(slot.group(1).upper())
            if slot.group(1) in PERSONS:
                spans.append((len(text), len(text) + len(filled)))
            text += filled
            position = slot.end()
        text += pattern[position:]
        chance = namer.dice.random()
        yield (text.upper() if chance < 0.01 else text), spans


def newspapers(path: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Stretches of old newspapers with the places of the names."""
    text, spans, count = "", [], 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        word, _, label = line.strip().rpartition(" ")
        if not word:
            continue
        if label.endswith("PER"):
            spans.append((len(text), len(text) + len(word)))
        text += word + " "
        count += 1
        if count >= 40 and word.endswith("."):
            yield text, spans
            text, spans, count = "", [], 0


def examples(source: Iterator[tuple[str, list[tuple[int, int]]]], seed: int) -> Iterator[tuple[list[str], bool]]:
    """Features and answer of every run; a run is a person when most of it is."""
    dice = random.Random(seed)  # noqa: S311
    for text, spans in source:
        tokens = tokens_of(text, lf.fold(text))
        tokens = [
            token._replace(flags=0) if token.shape == "C" and dice.random() < FORGET else token for token in tokens
        ]
        for whole in runs_of(text, tokens):
            for run in (whole, *shorter(tokens, whole)):
                begin, end = tokens[run.first].start, tokens[run.last - 1].end
                person = any(_same(begin, end, start, stop) for start, stop in spans)
                yield features(text, tokens, run), person
                if person:
                    break


def _same(begin: int, end: int, start: int, stop: int) -> bool:
    """Whether a run and a marked name share most of their letters."""
    both = min(end, stop) - max(begin, start)
    return both > 0.6 * (max(end, stop) - min(begin, start))


def train(rows: list[list[str]], answers: np.ndarray, shares: np.ndarray) -> dict[str, float]:
    """Logistic regression with an L2 penalty; features seen at least four times."""
    counts = Counter(feature for row in rows for feature in set(row))
    index = {feature: number for number, feature in enumerate(sorted(f for f, n in counts.items() if n >= 4))}
    pairs = [(line, index[feature]) for line, row in enumerate(rows) for feature in set(row) if feature in index]
    lines, columns = zip(*pairs, strict=True)
    table = sparse.csr_matrix((np.ones(len(pairs)), (lines, columns)), shape=(len(rows), len(index)))
    sign = np.where(answers, 1.0, -1.0)

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (table @ weight)
        value = float(np.sum(shares * np.logaddexp(0, -margin)) + 0.5 * PENALTY * np.sum(weight**2))
        slope = -sign * shares / (1 + np.exp(np.clip(margin, -30, 30)))
        return value, table.T @ slope + PENALTY * weight

    best = optimize.minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return {
        feature: round(float(best.x[number]), 2) for feature, number in index.items() if abs(best.x[number]) >= 0.03
    }


def main() -> None:
    """Write `data/name_weights.bin`."""
    pairs = [(row, answer, 1.0) for row, answer in examples(sentences(20251125), 1)]
    if len(sys.argv) > 1:
        pairs += [(row, answer, 0.5) for row, answer in examples(newspapers(Path(sys.argv[1])), 2)]
    rows, answers, shares = zip(*pairs, strict=True)
    weights = train(list(rows), np.array(answers), np.array(shares))
    packed = zlib.compress(json.dumps(weights, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode(), 9)
    (DATA / "name_weights.bin").write_bytes(packed)
    print(f"{len(rows)} runs, {sum(answers)} persons, {len(weights)} weights, {len(packed)} bytes")


if __name__ == "__main__":
    main()
