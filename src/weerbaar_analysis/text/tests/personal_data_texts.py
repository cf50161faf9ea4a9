"""Labelled sentences for the tests and the benchmark of personal data: templates times invented names, seeded.

The author of the templates also wrote the rules; the odd templates were read while tuning, the even ones never.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"\{(\w+)\}")
PERSON_SLOTS = frozenset({"full", "first", "last", "initlast", "rev", "lowfull", "CAPFULL"})
TOWNS = "Purmerend Alkmaar Hoorn Zaandam Schagen Heerhugowaard Enkhuizen Castricum Haarlem Beverwijk".split()
STREETS = (
    "Dorpsstraat,Kerkweg,Van der Palmlaan,Prins Hendrikkade,Nieuwe Gracht,Oude Rijksweg,Burgemeester Schoutenplein"
).split(",")
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
PLATES = "GB-123-X,12-ABC-3,RT-45-KL,8-KDV-91,XX-99-ZP,41-TT-RR,V-123-BX,PZG-14-F".split(",")


class Labelled(NamedTuple):
    """A text with its marked spans (start, end, kind), the origin of its names and whether it was held out."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    origin: str
    held_out: bool


def lines_of(name: str) -> list[str]:
    """The lines of a data file, without comments."""
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def name_lists() -> dict[str, tuple[list[str], list[str]]]:
    """Given and family names per origin."""
    lists = {}
    for line in lines_of("personal_data_names.txt"):
        origin, given, family = line.split("|")
        lists[origin] = (given.split(", "), family.split(", "))
    return lists


class Filler:
    """Fills slots with invented persons of one origin."""

    def __init__(self, dice: random.Random, given: list[str], family: list[str]) -> None:
        self.dice, self.given, self.family = dice, given, family

    def fill(self, slot: str) -> tuple[str, str]:
        """Text and kind for a slot."""
        if slot in PERSON_SLOTS:
            return self.person(slot), "PERSON"
        return getattr(self, f"a_{slot}")()

    def person(self, slot: str) -> str:
        given, family = self.dice.choice(self.given), self.dice.choice(self.family)
        alone = family[0].upper() + family[1:]
        initials = ".".join(self.dice.sample("ABCDEFGHJKLMNPRSTW", self.dice.randrange(1, 4))) + "."
        return {
            "full": f"{given} {family}",
            "first": given,
            "last": alone,
            "initlast": f"{initials} {family}",
            "rev": f"{alone}, {initials}",
            "lowfull": f"{given} {family}".lower(),
            "CAPFULL": f"{given} {family}".upper(),
        }[slot]

    def digits(self, count: int) -> str:
        return "".join(self.dice.choice("0123456789") for _ in range(count))

    def a_town(self) -> tuple[str, str]:
        return self.dice.choice(TOWNS), ""

    def a_bsn(self) -> tuple[str, str]:
        while True:
            number = self.dice.choice("123456789") + self.digits(7)
            check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), number, strict=True)) % 11
            if check < 10:
                number += str(check)
                form = self.dice.choice(["{0}{1}{2}", "{0} {1} {2}", "{0}.{1}.{2}", "{0}-{1}-{2}"])
                return form.format(number[:4], number[4:6], number[6:]), "BSN"

    def a_phone(self) -> tuple[str, str]:
        n = self.digits(8)
        forms = [f"06-{n}", f"06{n}", f"06 {n[:2]} {n[2:4]} {n[4:6]} {n[6:]}", f"+316{n}", f"+31 6 {n}", f"0031 6 {n}"]
        forms += [f"+31 (0)6 {n}", f"0229-{n[:6]}", f"(072) {n[:3]} {n[3:7]}", f"06.{n[:4]}.{n[4:]}", f"020 {n[:7]}"]
        forms += [
            f"+90 532 {n[:3]} {n[3:7]}",
            f"+212 6{n}",
            f"+48 {n[:3]} {n[3:6]} {n[:3]}",
            f"+32 4{n}",
            f"06\u00a0{n}",
        ]
        return self.dice.choice(forms), "PHONE"

    def a_email(self) -> tuple[str, str]:
        given, family = self.dice.choice(["jan", "m", "fatima", "x.y"]), self.dice.choice(["jansen", "bouali", "k"])
        user = f"{given}.{family}{self.digits(2)}"
        forms = [f"{user}@gmail.com", f"{user}@ziggo.nl", f"{user.title()}@Hotmail.com", f"{user} [at] gmail.com"]
        forms += [f"{user} apenstaartje gmail punt com", f"{user}(at)outlook.com"]
        return self.dice.choice(forms), "EMAIL"

    def a_iban(self) -> tuple[str, str]:
        bank, account = self.dice.choice(["INGB", "RABO", "ABNA", "BUNQ"]), "0" + self.digits(9)
        number = "".join(str(int(letter, 36)) for letter in bank + account + "NL00")
        whole = f"NL{98 - int(number) % 97:02d}{bank}{account}"
        if self.dice.random() < 0.2:
            return "BE68 5390 0754 7034", "IBAN"
        spaced = " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))
        return self.dice.choice([whole, spaced, whole.lower()]), "IBAN"

    def a_plate(self) -> tuple[str, str]:
        return self.dice.choice(PLATES), "PLATE"

    def a_doc(self) -> tuple[str, str]:
        return self.dice.choice(
            [f"NX{self.digits(2)}RK{self.digits(3)}", self.digits(10), f"SP{self.digits(7)}"]
        ), "DOCUMENT"

    def a_addr(self) -> tuple[str, str]:
        number = str(self.dice.randrange(1, 300)) + self.dice.choice(["", "", "a", " B", "-2", "-hs", " bis"])
        return f"{self.dice.choice(STREETS)} {number}", "ADDRESS"

    def a_pc(self) -> tuple[str, str]:
        return f"1{self.digits(3)}{self.dice.choice(['', ' '])}{self.dice.choice(['KT', 'AB', 'XZ', 'BC'])}", "ADDRESS"

    def a_dob(self) -> tuple[str, str]:
        day, month, year = self.dice.randrange(1, 29), self.dice.randrange(1, 13), self.dice.randrange(1950, 2012)
        forms = [
            f"{day:02d}-{month:02d}-{year}",
            f"{day}/{month}/{year}",
            f"{day} {MONTHS[month - 1]} {year}",
            f"{year}-{month:02d}-{day:02d}",
        ]
        return self.dice.choice([*forms, f"{day}.{month}.{str(year)[2:]}"]), "BIRTH_DATE"

    def a_handle(self) -> tuple[str, str]:
        return "@" + self.dice.choice(["wolf_van_west", "yusuf020", "de.waarheid", "mo_zaandam"]), "HANDLE"

    def a_handle2(self) -> tuple[str, str]:
        return self.dice.choice(["lil_mo1504", "wolf_075", "sara.xo99", "dutch_lion88"]), "HANDLE"

    def a_url(self) -> tuple[str, str]:
        forms = [
            "https://www.instagram.com/wolf_075",
            "t.me/waarheid_nl",
            "https://x.com/janjansen88",
            "tiktok.com/@mo_zaandam",
        ]
        return self.dice.choice([*forms, "https://www.facebook.com/profile.php?id=1000123"]), "HANDLE"

    def a_ip(self) -> tuple[str, str]:
        return self.dice.choice(["84.106.23.199", "2001:1c00:2a04:9e00::15", "145.53.1.20"]), "IP"

    def a_nick(self) -> tuple[str, str]:
        return self.dice.choice(["wolf_075", "lil_mo1504", "Zaanse_Leeuw88", "king.k99"]), "HANDLE"


def labelled_texts(seed: int, count: int) -> Iterator[Labelled]:
    """`count` sentences, the origins in turn."""
    dice = random.Random(seed)
    templates = lines_of("personal_data_templates.txt")
    origins = list(name_lists().items())
    for number in range(count):
        which = dice.randrange(len(templates))
        origin, (given, family) = origins[number % len(origins)]
        yield filled(templates[which], Filler(dice, given, family), origin, held_out=which % 2 == 1)


def filled(template: str, filler: Filler, origin: str, *, held_out: bool) -> Labelled:
    """One sentence from one template."""
    text, spans, position = "", [], 0
    for slot in SLOT.finditer(template):
        text += template[position : slot.start()]
        value, kind = filler.fill(slot.group(1))
        if kind:
            spans.append((len(text), len(text) + len(value), kind))
        text += value
        position = slot.end()
    return Labelled(text + template[position:], tuple(spans), origin, held_out)


def harmless_texts() -> list[str]:
    """Sentences without any personal data, full of traps."""
    return lines_of("personal_data_harmless.txt")
