"""Each wall is broken on purpose in a copy of the house: its check must go red and say how to mend it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.walls import CHECKS
from tests.walls.house import NOT_OURS, House
from tests.walls.locks import REGISTRIES

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.xdist_group("walls")
PROGRAMS = Path(sys.executable).parent
REGIONS = "src/weerbaar/regions/models.py"
ACCOUNTS = "src/weerbaar/accounts/models/people.py"


def append(path: str, text: str) -> Callable[[Path], None]:
    def breach(root: Path) -> None:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        target.write_text(before + text, encoding="utf-8")

    return breach


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def breach(root: Path) -> None:
        target = root / path
        before = target.read_text(encoding="utf-8")
        assert old in before, f"{path} no longer holds {old!r}: choose another breach"
        target.write_text(before.replace(old, new, 1), encoding="utf-8")

    return breach


def both(first: Callable[[Path], None], second: Callable[[Path], None]) -> Callable[[Path], None]:
    def breach(root: Path) -> None:
        first(root)
        second(root)

    return breach


def model(name: str, column: str) -> str:
    return f'\n\nclass {name}(models.Model):\n    """Broken."""\n\n    {column}\n'


BREACHES = {
    "foreign_keys_point_down": (
        append(REGIONS, model("Up", 'user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")')),
        "regions.Up.user points up or sideways to accounts.User: let accounts look down",
    ),
    "reverse_side_is_hidden": (
        append(ACCOUNTS, model("Open", "place = models.ForeignKey('regions.Place', on_delete=models.PROTECT)")),
        'write related_name="+"',
    ),
    "nothing_cascades_through_a_wall": (
        replace(
            ACCOUNTS,
            "ForeignKey(Organisation, on_delete=models.PROTECT",
            "ForeignKey(Organisation, on_delete=models.CASCADE",
        ),
        "write on_delete=models.PROTECT",
    ),
    "no_relation_to_anything": (
        append(ACCOUNTS, model("Any", "about = GenericForeignKey()")),
        "write a ForeignKey to one table",
    ),
    "phenomena_never_point_at_people": (
        append(
            "src/weerbaar/signals/models.py",
            "from django.db import models\n\nfrom weerbaar.accounts.models import User\n"
            + model("Signal", "about = models.ForeignKey(User, models.PROTECT, related_name='+')"),
        ),
        "ties a phenomenon to accounts.User: take it out",
    ),
    "no_table_or_column_for_a_person": (
        append(REGIONS, model("Note", "religion = models.CharField(max_length=20)")),
        "regions.Note.religion has the word religion: Weerbaar has no room for a person of interest",
    ),
    "no_form_field_for_a_person": (
        append("src/weerbaar/signals/forms.py", "\n\nclass F(forms.Form):\n    date_of_birth = forms.DateField()\n"),
        "has the word birth",
    ),
    "rooms_enter_by_the_door": (
        append("src/weerbaar/programme/views/house.py", "\nfrom weerbaar.accounts.forms import LoginForm\n"),
        "ask its selectors or order its services",
    ),
    "every_room_has_its_floors_checked": (
        append("src/weerbaar/attic/__init__.py", ""),
        "add weerbaar.attic",
    ),
    "no_module_named_after_nothing": (
        append("src/weerbaar/accounts/utils.py", ""),
        "src/weerbaar/accounts/utils.py is named after nothing: a shared value lives in the library",
    ),
    "migrations_import_nothing_of_ours": (
        append("src/weerbaar/regions/migrations/0099_more.py", "from weerbaar.regions import models\n"),
        "write the value into the migration",
    ),
    "migrations_are_named_by_content": (
        append("src/weerbaar/regions/migrations/0099_auto_20260101.py", ""),
        "rename it after its content",
    ),
    "files_stay_small": (append("src/weerbaar/ui/views.py", "#\n" * 400), "make it a package of the same name"),
    "functions_stay_small": (
        append("src/weerbaar/ui/long.py", "def long():\n" + "    print()\n" * 61),
        "give its parts a name",
    ),
    "templates_stay_small": (
        append("src/weerbaar/ui/templates/ui/page.html", "\n" * 150),
        "move a part to a template that starts with _",
    ),
    "rooms_stay_small": (append("src/weerbaar/ui/large.py", "#\n" * 2001), "split it, or write a decision record"),
    "every_text_has_its_dutch": (
        append("src/weerbaar/ui/templates/ui/page.html", '{% translate "Nobody translated this" %}'),
        "“Nobody translated this” has no Dutch: add it to src/weerbaar/ui/locale/nl",
    ),
    "nothing_is_left_empty_or_fuzzy": (
        append("src/weerbaar/ui/locale/nl/LC_MESSAGES/django.po", '\n#, fuzzy\nmsgid "Doubtful"\nmsgstr "Twijfel"\n'),
        "check the Dutch and take the mark away",
    ),
    "placeholders_survive": (
        append("src/weerbaar/ui/locale/nl/LC_MESSAGES/django.po", '\nmsgid "It is %(one)s"\nmsgstr "Het is %(een)s"\n'),
        "have other placeholders",
    ),
    "one_text_has_one_dutch": (
        both(
            append("src/weerbaar/programme/locale/nl/LC_MESSAGES/django.po", '\nmsgid "Twin"\nmsgstr "Een"\n'),
            append("src/weerbaar/ui/locale/nl/LC_MESSAGES/django.po", '\nmsgid "Twin"\nmsgstr "Twee"\n'),
        ),
        "make them the same",
    ),
    "every_room_stands_in_the_architecture": (
        append("src/weerbaar/attic/__init__.py", ""),
        "The room attic is not in docs/architecture.md: give it one line",
    ),
    "every_model_stands_in_the_glossary": (
        append(REGIONS, model("Unheard", "name = models.CharField(max_length=1)")),
        "regions.Unheard is not in docs/glossary.md: add a line",
    ),
    "every_room_says_what_lives_there": (
        append("src/weerbaar/attic/__init__.py", '"""Short."""\n'),
        "say in 5 to 15 what lives here",
    ),
    "links_lead_somewhere": (append("README.md", "\n[nowhere](docs/nowhere.md)\n"), "mend the link"),
    "readme_fits_on_a_page": (append("README.md", "\n" * 100), "move a part to docs/"),
    "publiccode_can_be_read": (replace("publiccode.yml", "license: EUPL-1.2", "license: MIT"), "write it there"),
    "requirements_are_pinned_and_hashed": (
        append("requirements/run.txt", "--index-url https://example.org\n"),
        "is not a pin: run make lock",
    ),
    "tests_run_on_the_same_versions": (
        replace("requirements/dev.txt", "django==", "django==9."),
        "another version of django than run.txt",
    ),
    "npm_lock_has_sums_and_no_addresses": (
        replace("package-lock.json", '"integrity"', '"resolved"'),
        "has no integrity sum: run make lock",
    ),
    "no_proprietary_house_style": (
        append("package.json", "@utrecht/design-tokens"),
        "a house style under its own licence: take it out",
    ),
    "no_registry_in_any_file": (
        append("docs/README.md", "https://" + REGISTRIES[0] + "/simple"),
        "everybody has a mirror of their own",
    ),
    "every_dependency_is_explained": (append("requirements/run.in", "leftpad\n"), "asks for leftpad: write one line"),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house without what is made."""
    target = tmp_path_factory.mktemp("copy") / "house"
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*NOT_OURS, "*.pyc", ".*_cache"))
    return target


@pytest.fixture
def copy(copied: Path) -> Iterator[Path]:
    """The copy; what a test breaks in it is mended afterwards."""
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    yield copied
    for path in [path for path in copied.rglob("*") if path.is_file()]:
        if path not in before:
            path.unlink()
        elif path.read_bytes() != before[path]:
            path.write_bytes(before[path])
    for folder in sorted((path for path in copied.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def test_every_wall_has_a_breach() -> None:
    assert {check.__name__ for check in CHECKS} == set(BREACHES)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_broken_wall_is_seen(check: Callable[[House], list[str]], copy: Path) -> None:
    breach, sentence = BREACHES[check.__name__]
    before = check(House(copy))
    breach(copy)
    new = [problem for problem in check(House(copy)) if problem not in before]
    assert any(sentence in problem for problem in new), new


def run_in(copy: Path, *command: str) -> str:
    """Runs a program of ours on the copy, which must fail; returns what it said."""
    env = os.environ | {"PYTHONPATH": str(copy / "src"), "WEERBAAR_DATA": str(copy / "var")}
    done = subprocess.run(
        [PROGRAMS / command[0], *command[1:]], cwd=copy, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode, f"{command} is green on a broken house: {done.stdout}"
    return " ".join((done.stdout + done.stderr).split())


def test_view_that_imports_a_model_is_seen(copy: Path) -> None:
    append("src/weerbaar/programme/views/house.py", "\nfrom weerbaar.regions.models import Place\n")(copy)
    append("src/weerbaar/regions/selectors.py", "\nfrom weerbaar.accounts.models import User\n")(copy)
    said = run_in(copy, "lint-imports", "--no-cache")
    assert "Views, APIs and commands never touch models: ask a selector, order a service BROKEN" in said
    assert "Rooms: imports point upstream, data flows down the river BROKEN" in said


def test_django_signal_and_hidden_clock_are_seen(copy: Path) -> None:
    append("src/weerbaar/regions/selectors.py", "\nfrom django.db.models.signals import post_save\n")(copy)
    append("src/weerbaar/regions/selectors.py", "from django.utils import timezone\n\nNOW = timezone.now()\n")(copy)
    said = run_in(copy, "ruff", "check", "--no-cache", "src/weerbaar/regions/selectors.py")
    assert "the higher room's service calls the lower room's service inside one transaction" in said
    assert "The clock is read in views and commands only" in said


def test_url_missing_from_the_matrix_is_seen(copy: Path) -> None:
    replace(
        "src/weerbaar/programme/urls.py", "urlpatterns = [", 'urlpatterns = [path("x/", views.home, name="extra"), '
    )(copy)
    said = run_in(
        copy,
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "tests/test_authorisation.py",
        "-k",
        "has_a_row",
    )
    assert "programme:extra" in said
