"""Copies of one text become one cluster; different texts about one subject do not."""

import random

import pytest

from weerbaar_analysis.text.duplicates import (
    SKETCH,
    DuplicateFinder,
    near_duplicates,
    sketch_from_bytes,
    sketch_of,
    sketch_to_bytes,
)


def _text(seed: int, words: int = 220) -> list[str]:
    source = random.Random(seed)
    return ["".join(source.choice("aeioubdgklmnprstvw") for _ in range(source.randint(3, 9))) for _ in range(words)]


def _edited(words: list[str], share: float, seed: int) -> list[str]:
    source = random.Random(seed)
    return [source.choice(_text(seed, 5)) if source.random() < share else word for word in words]


def test_light_edits_shortened_and_shuffled_copies_join_the_first_text() -> None:
    base = _text(1)
    copies = [
        " ".join(base),
        " ".join(["Van", "onze", "redactie", *base, "lees", "ook"]),
        " ".join(_edited(base, 0.05, 2)),
        " ".join(_edited(base, 0.12, 3)),
        " ".join(base[: int(len(base) * 0.6)]),
        " ".join(base[90:] + base[:90]),
    ]
    assert near_duplicates([(str(n), text) for n, text in enumerate(copies)]) == ["0"] * len(copies)


def test_two_texts_that_share_half_a_press_release_stay_apart() -> None:
    shared = _text(4, 100)
    first, second = shared + _text(5, 110), shared + _text(6, 110)
    assert near_duplicates([("a", " ".join(first)), ("b", " ".join(second))]) == ["a", "b"]


def test_capitals_punctuation_and_placeholders_do_not_count() -> None:
    words = _text(7, 60)
    other = " ".join(words).upper().replace(" ", ", ")
    masked = " ".join([*words[:20], "[naam]", *words[20:]])
    assert near_duplicates([("a", " ".join(words)), ("b", other), ("c", masked)]) == ["a", "a", "a"]


def test_headlines_are_compared_by_their_letters() -> None:
    headlines = [
        ("1", "Raad van Zuiderwold stelt besluit over opvang uit"),
        ("2", "Raad Zuiderwold stelt besluit over opvang uit"),
        ("3", "Raad van Zuiderwold stelt begroting vast"),
        ("4", "Wateroverlast in Oosterveen door zware buien"),
    ]
    assert near_duplicates(headlines) == ["1", "1", "3", "4"]


def test_every_cluster_is_named_after_its_first_text_so_membership_is_transitive() -> None:
    texts = [(str(n), " ".join(_edited(_text(n % 7), 0.06, n))) for n in range(70)]
    clusters = near_duplicates(texts)
    for (name, _), cluster in zip(texts, clusters, strict=True):
        assert clusters[int(cluster)] == cluster
        assert int(cluster) <= int(name)
    assert len(set(clusters)) == 7


def test_memory_is_bounded_and_the_oldest_text_is_forgotten_first() -> None:
    finder = DuplicateFinder(capacity=50)
    first = " ".join(_text(1000))
    assert finder.assign("first", first) == "first"
    assert finder.assign("again", first) == "first"
    for number in range(60):
        assert finder.assign(str(number), " ".join(_text(number))) == str(number)
    assert finder.assign("later", first) == "later"
    assert finder.assign("59b", " ".join(_text(59))) == "59"


def test_a_kept_sketch_gives_the_same_answer_as_the_text() -> None:
    text = " ".join(_text(8))
    kept = sketch_to_bytes(text)
    assert len(kept) <= 600
    finder = DuplicateFinder(capacity=10)
    assert finder.assign_sketch("a", *sketch_from_bytes(kept)) == "a"
    assert finder.assign("b", text) == "a"


def test_the_same_text_has_the_same_sketch_on_every_machine() -> None:
    sketch, words = sketch_of("De raad bespreekt vanavond de opvang in Zuiderwold")
    assert words == 8
    assert sketch[:3].tolist() == [199062423, 230161987, 255939848]
    assert sketch_of(" ".join(_text(9, 5000)))[0].size == SKETCH


def test_texts_without_words_are_their_own_cluster() -> None:
    assert near_duplicates([("a", ""), ("b", "…"), ("c", ""), ("d", "[naam]")]) == ["a", "b", "c", "d"]


def test_a_finder_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="capacity"):
        DuplicateFinder(capacity=0)


def test_copies_meet_when_the_first_of_them_was_edited_and_also_after_a_restart() -> None:
    chance = random.Random(7)
    words = [f"woord{number}" for number in range(900)]
    base = chance.sample(words, 220)
    edited = [word if number % 6 else f"anders{number}" for number, word in enumerate(base)]
    light = [word if number % 40 else f"iets{number}" for number, word in enumerate(base)]
    other = [word if number % 7 != 3 else f"weer{number}" for number, word in enumerate(base)]
    texts = [("edited", edited), ("base", base), ("light", light), ("other", other)]
    finder, again = DuplicateFinder(capacity=50), DuplicateFinder(capacity=50)
    clusters = [finder.assign(name, " ".join(text)) for name, text in texts]
    for cluster, (_, text) in zip(clusters, texts, strict=True):
        again.assign(cluster, " ".join(text))
    assert clusters == ["edited"] * 4
    assert again.assign("later", " ".join(light)) == finder.assign("later", " ".join(light)) == "edited"
