"""The locks: every package pinned and hashed, and no address of a registry in any file."""

import json
import re

from tests.walls.house import House

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.IGNORECASE | re.MULTILINE)
# Built from pieces, or this file would find itself.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("proxy", "golang", "org"),
        ("static", "crates", "io"),
    )
)
# House styles whose licence says that the open licence does not hold for them.
PROPRIETARY = (
    "@utrecht/design-tokens",
    "@amsterdam/design-system-tokens",
    "@rijkshuisstijl-community/design-tokens",
)
MEND = "run make lock and look the change over like code."


def _pins(text: str) -> dict[tuple[str, str], str]:
    """(name, version) with the lines that belong to it."""
    starts = [*PIN.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return {(one[1].lower(), one[2]): text[one.start() : end] for one, end in zip(starts, ends, strict=True)}


def requirements_are_pinned_and_hashed(house: House) -> list[str]:
    found = []
    for name in ("boot.txt", "run.txt", "dev.txt"):
        text = (house.root / "requirements" / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "--hash="))]
        odd = [line for line in lines if not PIN.match(line) or "://" in line or " @ " in line]
        found += [f"requirements/{name}: “{line.strip()}” is not a pin: {MEND}" for line in odd]
        for (package, version), block in _pins(text).items():
            if "+" in version or block.count("--hash=sha256:") < 2:
                found.append(f"requirements/{name}: {package} {version} has a local version or a single hash: {MEND}")
    return found


def tests_run_on_the_same_versions(house: House) -> list[str]:
    read = {name: _pins((house.root / "requirements" / name).read_text("utf-8")) for name in ("run.txt", "dev.txt")}
    return [
        f"requirements/dev.txt has another version of {package} than run.txt ({version}): {MEND}"
        for package, version in read["run.txt"]
        if (package, version) not in read["dev.txt"]
    ]


def npm_lock_has_sums_and_no_addresses(house: House) -> list[str]:
    text = (house.root / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    found = [f"package-lock.json: {name} has no integrity sum: {MEND}" for name, entry in packages.items()
             if "integrity" not in entry]  # fmt: skip
    if '"resolved"' in text or "://" in "".join(name for name in packages):
        found.append(f"package-lock.json holds addresses: {MEND}")
    return found


def no_proprietary_house_style(house: House) -> list[str]:
    return [
        f"{name} brings {package}, a house style under its own licence: take it out."
        for name in ("package.json", "package-lock.json", "tools/assets.toml")
        for package in PROPRIETARY
        if package in (house.root / name).read_text(encoding="utf-8")
    ]


def no_registry_in_any_file(house: House) -> list[str]:
    found = []
    for path in house.tracked:
        content = path.read_bytes()
        found += [
            f"{house.short(path)} names the package registry {name}: leave it out, everybody has a mirror of their own."
            for name in REGISTRIES
            if name.encode() in content
        ]
        if path.name == "uv.lock":
            found.append(f"{house.short(path)} holds addresses: remove it, requirements/ is the lock.")
    return found


def every_dependency_is_explained(house: House) -> list[str]:
    record = (house.root / "docs" / "decisions" / "0002-libraries.md").read_text(encoding="utf-8")
    found = []
    for name in ("run.in", "dev.in"):
        for line in (house.root / "requirements" / name).read_text(encoding="utf-8").splitlines():
            package = re.split(r"[\[<>=~! ]", line)[0]
            if package and not line.startswith(("#", "-")) and f"`{package}`" not in record:
                found.append(
                    f"requirements/{name} asks for {package}: write one line in docs/decisions/0002-libraries.md: why "
                    "it, and what else was weighed."
                )
    return found


CHECKS = (
    requirements_are_pinned_and_hashed,
    tests_run_on_the_same_versions,
    npm_lock_has_sums_and_no_addresses,
    no_proprietary_house_style,
    no_registry_in_any_file,
    every_dependency_is_explained,
)
