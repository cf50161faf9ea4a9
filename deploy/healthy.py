"""Ends with 0 when the server in this container answers: what the health check of the container runs."""  # noqa: INP001

import os
import sys
from urllib.request import Request, urlopen

host = os.environ.get("WEERBAAR_HOSTS", "localhost").split(",")[0].strip()
headers = {"Host": host, "X-Forwarded-Proto": "https"}
question = Request("http://127.0.0.1:8000/-/health", headers=headers)
with urlopen(question, timeout=4) as answer:  # noqa: S310 - our own server
    sys.exit(0 if answer.status == 200 else 1)
