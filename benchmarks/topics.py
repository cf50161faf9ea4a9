"""Topics: the taxonomy beside TF-IDF with a linear model, on the same texts in the same run.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install scikit-learn ahocorasick-rs pyyaml
    /tmp/peers/bin/python benchmarks/topics.py                    # writes benchmarks/results-topics.md
    /tmp/peers/bin/python benchmarks/topics.py --labelled FILE    # an outside set: topic[, topic] or - | text

The peer learns from the texts themselves (five folds, one model per topic), which no municipality could do; ours learns
nothing. The sets `topics*.txt` were written by the author of the rules: a guard, not a measure. The fresh set was
labelled by two others, and its even half is not read by whoever writes rules. Speeds are CPU time.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from weerbaar_analysis.text.tests import fresh  # noqa: E402
from weerbaar_analysis.text.topics import classify, load_default_taxonomy  # noqa: E402

FIRST = """
The **fresh** set: 600 texts that two people labelled apart (Cohen's kappa per topic on average 0.951, exactly the same
on 0.937). First figures, before anybody read it: macro-F1 0.776 on the 562 agreed texts (annotator A alone 0.761, B
0.756), no label on the 60 neutral texts. Then the taxonomy was widened from the misses of the odd half: the even half
(286 agreed texts) went from 0.752 to 0.786, the odd half, which was read, from 0.788 to 0.978. Only the even half
counts: **the goal of 0.85 is missed**. What the odd half showed missing was paraphrase: none of the usual
words. Strikes are *protest* for the annotators and nothing for the house; they count as missed. Of the even half one
text was seen and its counts per topic were looked at between two rounds, so its figure is slightly flattered.
"""
FOLDER = ROOT / "src/weerbaar_analysis/text/tests/cases"
Rows = list[tuple[set[str], str]]
Classifier = Callable[[str], set[str]]


def read(path: Path) -> Rows:
    """Texts with their labels."""
    lines = [line.split(" | ", 1) for line in path.read_text(encoding="utf-8").splitlines() if " | " in line[:200]]
    return [
        ({label.strip() for label in labels.split(",")} - {"-"}, text)
        for labels, text in lines
        if not labels.startswith("#")
    ]


def ours() -> Classifier:
    """The taxonomy that comes along."""
    taxonomy = load_default_taxonomy()
    return lambda text: {topic.topic for topic in classify(text, taxonomy)}


def learned(rows: Rows) -> tuple[Any, Any]:
    """TF-IDF over words and pairs of words, one linear model per topic; answers for texts it did not see."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MultiLabelBinarizer

    labels = MultiLabelBinarizer().fit([wanted for wanted, _ in rows])
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        OneVsRestClassifier(LogisticRegression(class_weight="balanced", C=10, max_iter=300)),
    )
    return model, labels


def answers_of_peer(rows: Rows) -> list[set[str]]:
    """Five folds, each answered by a model trained on the other four."""
    model, labels = learned(rows)
    answers: list[set[str]] = [set() for _ in rows]
    for fold in range(5):
        train = [row for number, row in enumerate(rows) if number % 5 != fold]
        test = [number for number in range(len(rows)) if number % 5 == fold]
        model.fit([text for _, text in train], labels.transform([wanted for wanted, _ in train]))
        found = labels.inverse_transform(model.predict([rows[number][1] for number in test]))
        for number, topics in zip(test, found, strict=True):
            answers[number] = set(topics)
    return answers


def scores(rows: Rows, answers: list[set[str]]) -> list[str]:
    """Macro-F1 over the topics that occur, micro-F1, and labels on neutral texts."""
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for (wanted, _), got in zip(rows, answers, strict=True):
        right.update(wanted & got)
        false.update(got - wanted)
        missed.update(wanted - got)
    topics = {topic for wanted, _ in rows for topic in wanted}
    each = [2 * right[t] / max(2 * right[t] + false[t] + missed[t], 1) for t in topics]
    total = 2 * right.total() / (2 * right.total() + false.total() + missed.total())
    neutral = [got for (wanted, _), got in zip(rows, answers, strict=True) if not wanted]
    wrong = sum(map(bool, neutral))
    return [f"{sum(each) / len(each):.3f}", f"{total:.3f}", f"{wrong} of {len(neutral)}"]


def speed(find: Callable[[list[str]], object], texts: list[str]) -> float:
    """Texts per second of CPU time."""
    begin, done = time.process_time(), 0
    while time.process_time() - begin < 1.0:
        find(texts)
        done += len(texts)
    return done / (time.process_time() - begin)


def main() -> None:
    """Runs both on every set and writes the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--labelled", type=Path)
    given = parser.parse_args().labelled
    paths = [given] if given else sorted(FOLDER.glob("topics*.txt"))
    sets = {path.name: read(path) for path in paths}
    if given is None:
        sets["fresh, even half, agreed"] = fresh.agreed_topics()
        sets["fresh, both halves, agreed"] = fresh.agreed_topics("all")
        sets["all together"] = [
            row for name, rows in sets.items() if name != "fresh, even half, agreed" for row in rows
        ]
    classifier = ours()
    lines = [
        "# Topics: results",
        "",
        "Made by `benchmarks/topics.py`; CPU time. The sets `topics*.txt` are **by the author of the rules**, and",
        "have too few texts per topic for the peer to learn from.",
        *FIRST.splitlines(),
        "",
        "| set | system | macro-F1 | micro-F1 | neutral texts with a label | texts/s |",
        "|---|---|---|---|---|---|",
    ]
    for title, rows in sets.items():
        texts = [text for _, text in rows]
        mine = [classifier(text) for text in texts]
        fast = speed(lambda some: [classifier(text) for text in some], texts)
        peer = answers_of_peer(rows)
        model, labels = learned(rows)
        model.fit(texts, labels.transform([wanted for wanted, _ in rows]))
        slow = speed(model.predict, texts)
        for name, answers, rate in (("weerbaar", mine, fast), ("TF-IDF + linear", peer, slow)):
            lines.append(
                f"| {title} ({len(rows)}) | {name} | " + " | ".join(scores(rows, answers)) + f" | {rate:,.0f} |"
            )
    page = "\n".join([*lines, ""])
    if given is None:
        (ROOT / "benchmarks" / "results-topics.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
