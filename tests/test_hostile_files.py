"""Sixty hostile files and more: each gets an answer in time, and the reader lives on (T6)."""

import time

import pytest

from tests.hostile_files import FILES
from weerbaar_analysis.text.documents import DocumentReader, DocumentRefused


@pytest.mark.proves("T6")
def test_every_hostile_file_is_read_as_text_or_refused_in_one_sentence_and_the_reader_lives_on() -> None:
    assert len(FILES) >= 60
    wrong, refused = [], 0
    with DocumentReader() as reader:
        assert reader.read(b"Gewone tekst").kind == "text"
        for name, make in FILES.items():
            data, start = make(), time.monotonic()
            try:
                document = reader.read(data)
            except DocumentRefused as refusal:
                refused += 1
                if not str(refusal).endswith("."):
                    wrong.append(f"{name}: {refusal}")
            else:
                said = str(document.as_dict())
                wrong += [f"{name} lets through {word}" for word in ("root:", "<script", "fetch(") if word in said]
            if time.monotonic() - start > reader.max_seconds + 30:  # on a machine that does more than this
                wrong.append(f"{name} took {time.monotonic() - start:.0f} seconds")
        assert reader.read(b"Gewone tekst").kind == "text"
    assert refused >= 35
    assert not wrong, "\n".join(wrong)
