"""Structured identifiers are found whole; numbers of things are left alone."""

from __future__ import annotations

import pytest

from weerbaar_analysis.text.personal_data import find_personal_data

WHOLE = [
    ("Zijn BSN is 111222333.", "BSN", "111222333"),
    ("bsn: 1112.22.333", "BSN", "1112.22.333"),
    ("BSN 1 1 1 2 2 2 3 3 3 staat erop", "BSN", "1 1 1 2 2 2 3 3 3"),
    ("burgerservicenummer (BSN) 111 222 333", "BSN", "111 222 333"),
    ("het nummer 111222333 is van hem", "BSN", "111222333"),
    ("bel 06 - 12 34 56 78 vandaag", "PHONE", "06 - 12 34 56 78"),
    ("bel 0 6 1 2 3 4 5 6 7 8", "PHONE", "0 6 1 2 3 4 5 6 7 8"),
    ("tel. 0229-252200", "PHONE", "0229-252200"),
    ("het is +31 (0)229 252 200", "PHONE", "+31 (0)229 252 200"),
    ("het is 0031612345678", "PHONE", "0031612345678"),
    ("het is +49 170 1234567", "PHONE", "+49 170 1234567"),
    ("bel O6-12345678", "PHONE", "O6-12345678"),
    ("bel \uff10\uff16\uff0d\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", "PHONE", None),
    ("bel 06\u200b1234\u200b5678", "PHONE", "06\u200b1234\u200b5678"),
    ("bel nul zes een twee drie vier vijf zes zeven acht", "PHONE", "nul zes een twee drie vier vijf zes zeven acht"),
    ("mail J.deVries@Gmail.Com.", "EMAIL", "J.deVries@Gmail.Com"),
    ("mail jan.devries [at] gmail [dot] com", "EMAIL", "jan.devries [at] gmail [dot] com"),
    ("mail jan99 apenstaartje gmail punt com", "EMAIL", "jan99 apenstaartje gmail punt com"),
    ("IBAN NL91 ABNA 0417 1643 00 graag", "IBAN", "NL91 ABNA 0417 1643 00"),
    ("naar TR33 0006 1005 1978 6457 8413 26", "IBAN", "TR33 0006 1005 1978 6457 8413 26"),
    ("naar nl91abna0417164300", "IBAN", "nl91abna0417164300"),
    ("kenteken GB-123-X", "PLATE", "GB-123-X"),
    ("kenteken gb123x", "PLATE", "gb123x"),
    ("een bus met Pools kenteken WA 12345", "PLATE", "WA 12345"),
    ("paspoort NX12RK345 vermist", "DOCUMENT", "NX12RK345"),
    ("rijbewijs 5123456789", "DOCUMENT", "5123456789"),
    ("hij woont aan de Kerkweg 12-14", "ADDRESS", "Kerkweg 12-14"),
    ("Laan van Meerdervoort 120", "ADDRESS", "Laan van Meerdervoort 120"),
    ("Nieuwe Gracht 77a, 1823 KT Alkmaar", "ADDRESS", "Nieuwe Gracht 77a, 1823 KT"),
    ("1823KT, huisnummer 14", "ADDRESS", "1823KT, huisnummer 14"),
    ("hij woont op Grote Noord 5", "ADDRESS", "Grote Noord 5"),
    ("adres: Kerkstr. 12-2hg", "ADDRESS", "Kerkstr. 12-2hg"),
    ("een flat, Plein 1944 nr 7", "ADDRESS", "Plein 1944 nr 7"),
    ("hij zit op 1e Helmersstraat 104-3", "ADDRESS", "1e Helmersstraat 104-3"),
    ("op nummer 12 van de Dorpsstraat", "ADDRESS", "12 van de Dorpsstraat"),
    ("Zuideinde 212, 1541 CE", "ADDRESS", "Zuideinde 212, 1541 CE"),
    ("nr 06-twaalf-vierendertig-56-78", "PHONE", "06-twaalf-vierendertig-56-78"),
    ("N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0", "IBAN", "N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0"),
    ("bankrekeningnummer 41.71.64.300", "IBAN", "41.71.64.300"),
    ("zwarte golf, KL 765 H", "PLATE", "KL 765 H"),
    ("een Duits kenteken, B-MW 1234", "PLATE", "B-MW 1234"),
    ("paspoortnummer: NX4K 2P8 R1", "DOCUMENT", "NX4K 2P8 R1"),
    ("v-nr. 281.234.5678", "DOCUMENT", "281.234.5678"),
    ("volg @naam@mastodon.nl", "HANDLE", "@naam@mastodon.nl"),
    ("op Discord heet hij darkwolf_22", "HANDLE", "darkwolf_22"),
    ("van IP 10[.]0[.]0[.]12:8080", "IP", "10[.]0[.]0[.]12:8080"),
    ("(geb. Ankara, 12-05-1975)", "BIRTH_DATE", "12-05-1975"),
    ("geb.dat. 03041992", "BIRTH_DATE", "03041992"),
    ("Geboren: twaalf mei 1992, 1e kind", "BIRTH_DATE", "twaalf mei 1992"),
    ("zij is van 3 april 1992", "BIRTH_DATE", "3 april 1992"),
    ("geb. 3 mei 2001", "BIRTH_DATE", "3 mei 2001"),
    ("geboren te Hoorn op 12 maart 1999", "BIRTH_DATE", "12 maart 1999"),
    ("insta: wolf075", "HANDLE", "wolf075"),
    ("op TikTok als mo_zaandam", "HANDLE", "mo_zaandam"),
    ("zie t.me/waarheid", "HANDLE", "t.me/waarheid"),
    ("discord wolf#1234", "HANDLE", "wolf#1234"),
    ("vanaf 192.168.2.14", "IP", "192.168.2.14"),
    ("vanaf fe80::1ff:fe23:4567:890a", "IP", "fe80::1ff:fe23:4567:890a"),
]
HARMLESS = [
    "Zaaknummer 111222333 is afgesloten",
    "KvK 12345678",
    "een bedrag van € 123.456.782",
    "bel 14 0229 of 0900-8844 of 0800-2000",
    "bel 112 of 113",
    "mail info@hoorn.nl of griffie@alkmaar.nl",
    "van 12-03-2025 om 19.30 uur tot 20:00:00",
    "artikel 2:1 en kamerstuk 29754, nr. 700",
    "Postbus 53, 1800 BC Alkmaar",
    "versie 2.4.1.3 staat online",
    "op het stationsplein 12 aanhoudingen",
    "in 2024 EN 2025",
    "via Telegram en Discord circuleren filmpjes",
    "ISBN 978-90-123-4567-8",
    "kijk op www.gemeente.nl/contact",
    "Een ID-kaart kost 75 EUR 50 met spoed.",
    "Er zijn paspoorten: 1.234.567 stuks per jaar.",
    "Het Plein 40-45 krijgt 12 bankjes.",
    "Zuideinde 2026: feest voor het hele dorp.",
    "De 1e Helmersstraat is afgesloten.",
    "Op nummer 12 van de lijst staat een bekende.",
    "De bibliotheek bestaat sinds 3-4-1992 en het pand is van 12 mei 1975.",
    "De rekening van 12.345 euro is betaald.",
    "Een busje van 9 personen, een Opel Corsa uit 2012 en een Audi.",
    "De 1811 EV-laadpalen staan er in mei.",
    "De vordering verjaart op 12 mei 2031.",
    "Nul drie keer achter elkaar, 06 nieuwe vrijwilligers.",
    "Begin van de ramadan is in februari.",
    "Lijn 12 rijdt tot 23:45 uur.",
]


@pytest.mark.proves("T2")
@pytest.mark.parametrize(("text", "kind", "whole"), WHOLE)
def test_an_identifier_is_found_whole(text: str, kind: str, whole: str | None) -> None:
    found = [(span.kind, text[span.start : span.end]) for span in find_personal_data(text)]
    assert found == [(kind, whole or text.split()[1])]


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_things_and_of_public_desks_stay(text: str) -> None:
    assert find_personal_data(text) == []


def test_nine_digits_without_a_cue_are_held_and_with_a_cue_refused() -> None:
    assert [span.certainty for span in find_personal_data("het nummer 111222333 is van hem")] == ["suspect"]
    assert [span.certainty for span in find_personal_data("bsn 111222333")] == ["sure"]


def test_the_town_of_an_address_stays() -> None:
    text = "Nieuwe Gracht 77a, 1823 KT Alkmaar"
    (span,) = find_personal_data(text)
    assert text[span.end :] == " Alkmaar"
