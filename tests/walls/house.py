"""The house as its source shows it: rooms, floors, files, models and their columns."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "GenericForeignKey"}
NOT_OURS = {".git", ".venv", ".tools", "node_modules", "static_vendor", "var", "__pycache__"}


@cache
def parse(source: str) -> ast.Module:
    """The syntax tree; the same text is read once, however many copies of the house hold it."""
    return ast.parse(source)


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def parts(self) -> list[str]:
        return self.name.split(".")

    def imports(self) -> Iterator[tuple[str, int]]:
        """The dotted names imported, with the line; `from a import b` counts as `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@dataclass(frozen=True)
class Column:
    """One attribute of a model: `room`, `model` and `name`, and the call that makes it."""

    room: str
    model: str
    name: str
    kind: str
    call: ast.Call
    module: Module

    @property
    def where(self) -> str:
        return f"{self.room}.{self.model}.{self.name}"

    def option(self, name: str) -> str:
        """The source of a keyword argument, empty when it is not given."""
        return next((ast.unparse(one.value) for one in self.call.keywords if one.arg == name), "")


@dataclass(frozen=True)
class House:
    root: Path

    @property
    def source(self) -> Path:
        return self.root / "src" / "weerbaar"

    @cached_property
    def settings(self) -> dict[str, object]:
        """The pyproject.toml."""
        return tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))

    @cached_property
    def rooms(self) -> list[str]:
        return sorted(path.parent.name for path in self.source.glob("*/__init__.py"))

    @cached_property
    def storeys(self) -> dict[str, int]:
        """Per room how deep it lies, from the import contract: a larger number is further upstream."""
        layers = self.contract("rooms")["layers"]
        return {name.strip(" ()"): depth for depth, layer in enumerate(layers) for name in layer.split("|")}

    def contract(self, name: str) -> dict[str, list[str]]:
        contracts = self.settings["tool"]["importlinter"]["contracts"]  # type: ignore[index]
        return next(one for one in contracts if one["id"] == name)

    @cached_property
    def modules(self) -> list[Module]:
        """Every Python file of the two packages."""
        source = self.root / "src"
        paths = sorted(path for path in source.rglob("*.py") if "__pycache__" not in path.parts)
        return [
            Module(path, ".".join(path.relative_to(source).with_suffix("").parts), parse(path.read_text("utf-8")))
            for path in paths
        ]

    @cached_property
    def model_classes(self) -> list[tuple[str, Module, ast.ClassDef]]:
        """(room, module, class) of every table."""
        found = []
        for module in self.modules:
            if len(module.parts) > 2 and module.parts[2] == "models":
                classes = [node for node in module.tree.body if isinstance(node, ast.ClassDef)]
                found += [(module.parts[1], module, node) for node in classes if _is_table(node)]
        return found

    @cached_property
    def columns(self) -> list[Column]:
        """Every column and relation of every model, choices and constants left out."""
        return [
            column
            for room, module, node in self.model_classes
            for column in _columns_of(room, module, node)
        ]  # fmt: skip

    @cached_property
    def tracked(self) -> list[Path]:
        """The files that git knows; in a copy without git every file of ours."""
        if (self.root / ".git").exists():
            listed = subprocess.run(
                ["git", "ls-files", "-z"], cwd=self.root, capture_output=True, check=True, text=True
            )
            return [path for name in listed.stdout.split("\0") if name and (path := self.root / name).is_file()]
        paths = (path for path in self.root.rglob("*") if path.is_file())
        return [path for path in paths if not NOT_OURS & set(path.relative_to(self.root).parts)]

    def short(self, path: Path) -> str:
        return str(path.relative_to(self.root))


def _is_table(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).split(".")[-1].split("[")[0] for base in node.bases}
    chosen = bases & {"TextChoices", "IntegerChoices", "QuerySet", "Manager", "BaseUserManager", "Enum", "StrEnum"}
    return bool(bases) and not chosen and not any(base.endswith(("Error", "Exception")) for base in bases)


def _columns_of(room: str, module: Module, node: ast.ClassDef) -> Iterator[Column]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            name = ast.unparse(statement.targets[0])
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Call):
            name = ast.unparse(statement.target)
        else:
            continue
        call = statement.value
        kind = ast.unparse(call.func).split(".")[-1]
        if kind in RELATIONS or kind.endswith("Field"):
            yield Column(room, node.name, name, kind, call, module)
