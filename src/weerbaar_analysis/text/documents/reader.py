"""Reading a document in a guarded child process."""

import json
import os
import select
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from weerbaar_analysis.text.documents.document import Document, DocumentRefused

MAX_BYTES = 5_000_000
MAX_SECONDS = 10.0
MAX_ANSWER = 100_000_000
DOCUMENTS_PER_CHILD = 500
"""After so many documents the child is replaced, so that a leak cannot grow."""


class DocumentReader:
    """Reads documents one after the other in one child process, which is replaced when it dies or takes too long.

    Use it as a context manager for many documents; `read_document` for one.

    Parameters
    ----------
    max_bytes : int
        Larger documents are refused before they are looked at.
    max_seconds : float
        Time for one document, after the child has started.
    """

    def __init__(self, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS) -> None:
        self.max_bytes = max_bytes
        self.max_seconds = max_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, data: bytes) -> Document:
        """The document as text.

        Raises
        ------
        DocumentRefused
            When it is too large, of no known kind, damaged, hostile, or takes too long.
        """
        if len(data) > self.max_bytes:
            raise DocumentRefused(
                f"Het bestand is groter dan {self.max_bytes // 1_000_000} MB. Splits het of maak het kleiner."
            )
        child = self._start()
        try:
            reply = self._ask(child, data)
        except (OSError, ValueError) as error:
            self.close()
            raise DocumentRefused("Het bestand kan niet veilig worden gelezen en is overgeslagen.") from error
        self._done += 1
        if "refused" in reply:
            raise DocumentRefused(reply["refused"]["sentence"])
        return Document.from_dict(reply["document"])

    def close(self) -> None:
        """Ends the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._done >= DOCUMENTS_PER_CHILD or self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._done = 0
            self._child = subprocess.Popen(
                [sys.executable, "-m", "weerbaar_analysis.text.documents.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            self._ask(self._child, b"warm", seconds=60)
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], data: bytes, *, seconds: float | None = None) -> dict[str, dict]:  # type: ignore[type-arg]
        if child.stdin is None or child.stdout is None:
            raise ValueError("the child has no pipes")
        deadline = time.monotonic() + (self.max_seconds if seconds is None else seconds)
        child.stdin.write(len(data).to_bytes(8, "big") + data)
        child.stdin.flush()
        size = int.from_bytes(_exactly(child.stdout.fileno(), 8, deadline), "big")
        if size > MAX_ANSWER:
            raise ValueError("the answer is too large")
        answer: dict[str, dict] = json.loads(_exactly(child.stdout.fileno(), size, deadline))  # type: ignore[type-arg]
        return answer


def _exactly(handle: int, size: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    missing = size
    while missing:
        ready, _, _ = select.select([handle], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise TimeoutError("the child takes too long")
        part = os.read(handle, min(missing, 1 << 20))
        if not part:
            raise EOFError("the child is gone")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def read_document(data: bytes, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS) -> Document:
    """One document as text, read in a child process of its own.

    Parameters
    ----------
    data : bytes
    max_bytes, max_seconds
        See `DocumentReader`.

    Returns
    -------
    Document

    Raises
    ------
    DocumentRefused
        With a Dutch sentence that says what to do.

    Examples
    --------
    >>> read_document("Verslag\\nDe raad vergadert.".encode()).title
    'Verslag'
    """
    with DocumentReader(max_bytes=max_bytes, max_seconds=max_seconds) as reader:
        return reader.read(data)
