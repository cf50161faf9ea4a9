"""300 invented texts at the gate, half of them with a person in it: nothing personal is kept, and the rest may pass."""

from itertools import product

import pytest

from tests.cast import Cast
from weerbaar.accounts.models import AuditEvent
from weerbaar.signals import services
from weerbaar.signals.models import Quarantine, Signal, Step

WHAT = (
    "Op lantaarnpalen hangen stickers met leuzen tegen de opvang van asielzoekers.",
    "Jongeren delen filmpjes waarin geweld wordt verheerlijkt en moedigen elkaar aan.",
    "Bezoekers van bijeenkomsten noemen bestuurders deel van een kwaadaardige elite.",
    "Meer inwoners sturen brieven waarin zij zich soeverein verklaren.",
    "Rond het station staan hakenkruizen op muren en bankjes.",
    "Het gesprek tussen oude en nieuwe bewoners verloopt goed en trekt veel publiek.",
    "Boeren hielden een rustige demonstratie met trekkers voor het gemeentehuis.",
    "In de klas loopt het gesprek over de oorlog in Gaza snel hoog op.",
    "Het regenboogzebrapad is voor de derde keer beklad met verf.",
    "Er gaan oproepen rond om met vuurwerk naar het centrum te komen.",
)
WHERE = (
    "in de wijk bij het winkelcentrum",
    "op twee middelbare scholen",
    "in het jongerencentrum",
    "bij de bibliotheek en het buurthuis",
    "op het bedrijventerrein langs de snelweg",
)
WHEN = (
    "Dit speelt sinds maandag.",
    "Wij horen dit al drie weken van collega's.",
    "Docenten en jongerenwerkers merken dit allebei.",
)
NAMES = (
    "Mohammed El Amrani", "Fatima Bouali", "Jan-Willem de Groot", "Ayşe Yılmaz", "Priya Ramdin", "Kofi Mensah",
    "Nguyen Thi Lan", "Piotr Kowalski", "Sjoerd van der Velde", "Aliyah Hassan", "Dmitri Volkov", "Chen Wei",
    "Shaniqua Pinas", "Yusuf Demir", "Marieke Bakker",
)  # fmt: skip
WAYS = (
    ("{name} is daar de aanjager van.", "{last}"),
    ("De aanjager is {name}, bereikbaar op 06-48{number:06d}.", "48{number:06d}"),
    ("Mail {name} via {mail}@voorbeeld.example.", "{mail}@"),
    ("Het gaat om {name}, Kerkstraat {house}, 15{house} AB.", "{last}"),
    ("Volgens de buurt is {name} (17) erbij.", "{last}"),
    ("Zie het account @{mail}{house} op sociale media.", "@{mail}"),
    ("Meneer {last} heeft de stickers betaald.", "{last}"),
    ("Moeder van {name} maakt zich grote zorgen.", "{last}"),
    ("{name} rijdt in een busje met kenteken GX-{house}0-KT.", "GX-{house}0"),
    ("Dhr. {initial}. {last} en zijn vrienden delen dit.", "{last}"),
)
HARMLESS = [f"{what} Het gebeurt {where}. {when}" for what, where, when in product(WHAT, WHERE, WHEN)]


def with_a_person() -> list[tuple[str, str]]:
    """150 pairs: a text, and the words that may be found nowhere."""
    pairs = []
    for place, (name, (sentence, secret)) in enumerate(product(NAMES, WAYS)):
        last = name.split()[-1]
        words = {
            "name": name, "last": last, "initial": name[0], "number": 100_000 + place * 37, "house": 10 + place % 80,
            "mail": last.lower().replace("ı", "i"),
        }  # fmt: skip
        pairs.append((f"{WHAT[place % len(WHAT)]} {sentence.format(**words)}", secret.format(**words)))
    return pairs


def test_the_set_has_300_different_texts_and_half_has_a_person() -> None:
    people = with_a_person()
    assert (len(HARMLESS), len(people)) == (150, 150)
    assert len({*HARMLESS, *(text for text, _ in people)}) == 300


def test_at_most_3_in_100_harmless_texts_are_hindered() -> None:
    hindered = [text for text in HARMLESS if not services.judge(text).is_clean]
    assert len(hindered) <= 4, hindered


@pytest.mark.proves("T2")
@pytest.mark.proves("C7")
def test_nothing_of_a_person_is_kept_or_logged(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    kept = services.Report(text=HARMLESS[0], municipality=cast.here)
    services.record_signal(actor=cast["partner"], report=kept, now=cast.now)
    caplog.set_level("DEBUG", logger="weerbaar")
    passed = []
    for text, _secret in with_a_person():
        report = services.Report(text=text, municipality=cast.here)
        try:
            if services.record_signal(actor=cast["partner"], report=report, now=cast.now).state == "kept":
                passed.append(text)
        except services.PersonalDataInText:
            continue
    assert not passed
    models = (Signal, Quarantine, Step, AuditEvent)
    everything = str([list(model.objects.values()) for model in models]) + caplog.text
    assert HARMLESS[0] in everything
    assert not [secret for _text, secret in with_a_person() if secret in everything]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onze bijeenkomst over wonen was rustig.", "clean"),
        ("Een leerling uit klas vier deelt filmpjes.", "hold"),
        ("De zoon van de bakker roept leuzen.", "hold"),
        ("Kijk op https://video.example/kanaal/123 wat ze delen.", "refuse"),
        ("[naam] hangt stickers op.", "refuse"),
        ("", "clean"),
    ],
)
def test_a_person_without_a_name_is_held_and_a_mask_is_no_way_round(text: str, expected: str) -> None:
    assert services.judge(text).verdict == expected


def test_the_words_that_mend_repeat_nothing_of_the_text() -> None:
    judgement = services.judge("Bel Fatima Bouali op 06-12345678.")
    assert len(judgement.mends) == 2
    for secret in ("Fatima", "Bouali", "12345678"):
        assert secret not in " ".join((*judgement.mends, judgement.masked))
