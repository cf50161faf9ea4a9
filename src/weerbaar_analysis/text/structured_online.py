"""E-mail addresses, accounts and profile pages, also in disguise.

Each finder starts from a character or word that cannot be missed (`@`, *apenstaartje*, a host name) and looks a bounded
stretch around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_analysis.text.cues import Cues
from weerbaar_analysis.text.lexicon import lexicon
from weerbaar_analysis.text.lexicon_flags import WORD
from weerbaar_analysis.text.spans import Span

_LOCAL = re.compile(r"[\w.+\-%'&/=]{0,80}[\w+\-]$")
_DOMAIN = re.compile(r"\s?([\w\-]{1,63}(?:\s?\.\s?[\w\-]{1,63}){1,5})")
_TIGHT_DOMAIN = re.compile(r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")
_HANDLE = re.compile(r"[\w][\w.\-]{0,38}[\w]|[\w]")
_AT = re.compile(
    r"\s{0,2}(?:[\[({<]\s?(?:at|apenstaart(?:je)?|@|a)\s?[\])}>]|\bape?n?staart(?:je)?\b|\s(?:at|@)\s)\s{0,2}",
    re.IGNORECASE,
)
_DOT = r"(?:\s?\.\s?|\s{0,2}[\[({<]\s?(?:dot|punt|\.)\s?[\])}>]\s{0,2}|\s(?:dot|punt)\s)"
_SPOKEN_DOMAIN = re.compile(rf"[\w\-]{{1,40}}(?:{_DOT}[\w\-]{{2,20}}){{1,3}}", re.IGNORECASE)
_SPOKEN_LOCAL = re.compile(
    rf"(?:[\w\-+]{{1,30}}(?:{_DOT}|\s(?:underscore|streepje|liggend streepje|laag streepje)\s)){{0,4}}[\w\-+]{{1,40}}$",
    re.IGNORECASE,
)
_TOP_LEVEL = re.compile(
    r"(?:nl|com|net|org|eu|be|de|info|me|io|co|uk|fr|tr|ma|pl|gov|edu|amsterdam|frl|nu|online)$", re.IGNORECASE
)

_FUNCTIONAL = re.compile(
    r"(?:info|informatie|contact|gemeente|post|postbus|mail|secretariaat|redactie|pers|persvoorlichting|communicatie"
    r"|raad|raadsgriffie|griffie|griffier|college|bestuur|balie|klantcontact\w*|kcc|klantenservice|vergunning\w*|wijkteam\w*"
    r"|privacy|fg|avg|no-?reply|webmaster|servicedesk|service|helpdesk|helpt?|meldpunt\w*|support|admin|administratie"
    r"|veiligheid|oov|openbareorde\w*|bestuurssecretariaat|klacht\w*|bezwaar\w*|woo|wob|aanmeld\w*|inschrijv\w*|training\w*"
    r"|receptie|vragen|loket|sociaalteam|jongerenwerk|welkom|hallo|burgemeester|wethouders?|directie|hr|personeelszaken"
    r"|vacatures?|financien|facturen|crediteuren|debiteuren|stagebureau|algemeen|kabinet|bureau|team|afdeling|fractie"
    r"|nieuws\w*|agenda|evenement\w*|radicalisering|polarisatie|weerbaar\w*|preventie|statistiek|onderzoek|projectbureau"
    r"|programma\w*|regio\w*|noreply|donotreply|bibliotheek|museum|school|cursus\w*|bestellingen|sales|office|press|media)"
    r"(?:[.\-_]?(?:gemeente[a-z]{0,20}|regio[a-z]{0,12}|nhn?|noord|zuid|oost|west|team|nl|\d{1,4}))?",
    re.IGNORECASE,
)
_PUBLIC_ACCOUNT = re.compile(
    r"(?:gemeente|politie|rijks|veiligheidsregio|ggd|brandweer|nctv|minister|provincie|ombudsman|bibliotheek|nos\b|nhnieuws)",
    re.IGNORECASE,
)

_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|m\.|nl\.|mobile\.)?(?:instagram\.com|instagr\.am|tiktok\.com|twitter\.com|x\.com|facebook\.com"
    r"|fb\.com|fb\.me|t\.me|telegram\.me|telegram\.org|snapchat\.com|youtube\.com|youtu\.be|linkedin\.com|threads\.net"
    r"|discord\.gg|discord\.com|discordapp\.com|vk\.com|reddit\.com|twitch\.tv|wa\.me|mastodon\.\w{2,10}|bsky\.app"
    r"|pinterest\.com|tumblr\.com|soundcloud\.com|onlyfans\.com|gab\.com|rumble\.com|odysee\.com|steamcommunity\.com"
    r"|about\.me|linktr\.ee|medium\.com|flickr\.com|kick\.com|roblox\.com|truthsocial\.com|gettr\.com|parler\.com"
    r"|chat\.whatsapp\.com|signal\.me|signal\.group|strava\.com|github\.com)/[^\s<>\"')\]}]{1,200}",
    re.IGNORECASE,
)
_DISCORD = re.compile(r"(?<![\w#])[^\W\d_][\w.]{1,31}#\d{4}(?!\w)")
_REDDIT = re.compile(r"(?<![\w/])/?u/[\w-]{3,24}(?![\w/])")
_PLATFORM = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|telegram|discord|facebook|fb|threads|youtube|twitch|signal|steam|reddit"
    r"|mastodon|bluesky|playstation|psn|xbox|gamertag|roblox|kik|skype|x)"
)
_NAMING = (
    r"(?:account(?:naam)?|gebruikersnaam|username|user|nickname|nick|schermnaam|profiel(?:naam)?|handle|kanaal|naam|id"
    r"|gamertag|alias|tag)"
)
_CUE_COLON = re.compile(rf"\b(?:{_PLATFORM}|{_NAMING}|{_PLATFORM}[- ]?{_NAMING})\s?(?::|=|->)\s?")
_CUE_NAMED = re.compile(
    rf"\b(?:{_PLATFORM}(?:[- ]?{_NAMING})?|(?:account|gebruikers|scherm|profiel)naam|gebruiker|username"
    r"|nickname|gamertag"
    rf"|account|profiel|schuilnaam)"
    r"(?:\s(?:is|heet|als|met|onder|de|naam|genaamd|bekend|van|het|account|gebruikersnaam|profiel|hij|zij|ze|nu)){0,4}\s['\"‘“]?"
)
_ONLINE_AS = re.compile(
    r"\b(?:noemt (?:zich|zichzelf)(?: online| daar| op \w{1,12})?|online (?:als|bekend als|naam|nick)|actief als"
    r"|bekend als|onder de (?:naam|nickname|gebruikersnaam)|alias|bijgenaamd|bijnaam(?: is)?|schuilnaam(?: is)?"
    r"|alter ego)\s?:?\s?['\"‘“]?"
)


def find_online(text: str, folded: str, cues: Cues) -> Iterator[Span]:
    """E-mail addresses, handles and profile pages."""
    taken: list[tuple[int, int]] = []
    for span in _certain(text, cues):
        taken.append((span.start, span.end))
        yield span
    for span in _named_accounts(text, folded, cues):
        if not any(start < span.end and span.start < end for start, end in taken):
            yield span


def _certain(text: str, cues: Cues) -> Iterator[Span]:
    for match in cues.around(_PROFILE, text, "host", 40, 240):
        end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:!?"))
        yield Span(match.start(), end, "HANDLE", "sure", "profile page")
    if "@" in text:
        yield from _around_at(text)
    yield from _disguised_mail(text, cues)
    if "#" in text:
        for match in _DISCORD.finditer(text):
            yield Span(match.start(), match.end(), "HANDLE", "sure", "account with a number")
    if "u/" in text:
        for match in _REDDIT.finditer(text):
            yield Span(match.start(), match.end(), "HANDLE", "sure", "account")


def _around_at(text: str) -> Iterator[Span]:
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text[max(0, at - 64) : at])
        domain = _TIGHT_DOMAIN.match(text, at + 1)
        if local and domain:
            start = at - len(local.group())
            if text[start - 1 : start] == "@":
                yield Span(start - 1, domain.end(), "HANDLE", "sure", "account with its server")
            elif not is_functional(local.group()):
                yield Span(start, domain.end(), "EMAIL", "sure", "e-mail address")
            at = text.find("@", domain.end())
            continue
        yield from _handle(text, at)
        at = text.find("@", at + 1)


def _handle(text: str, at: int) -> Iterator[Span]:
    if at and (text[at - 1].isalnum() or text[at - 1] == "@"):
        return
    match = _HANDLE.match(text, at + 1)
    if match and len(match.group()) > 1 and not _PUBLIC_ACCOUNT.match(match.group()):
        yield Span(at, match.end(), "HANDLE", "sure", "account name")


def is_functional(local: str) -> bool:
    """Whether the part before the @ belongs to a desk and not to a person.

    >>> is_functional("griffie"), is_functional("j.devries")
    (True, False)
    """
    return _FUNCTIONAL.fullmatch(local) is not None


def _disguised_mail(text: str, cues: Cues) -> Iterator[Span]:
    for at in cues.around(_AT, text, "at", 12, 16):
        offset = max(0, at.start() - 100)
        local = _SPOKEN_LOCAL.search(text[offset : at.start()])
        domain = _SPOKEN_DOMAIN.match(text, at.end())
        if local is None or domain is None or not _TOP_LEVEL.search(_last_label(domain.group())):
            continue
        if not is_functional(local.group()):
            yield Span(offset + local.start(), domain.end(), "EMAIL", "sure", "e-mail address in disguise")


def _last_label(domain: str) -> str:
    return re.split(r"[^\w-]+", domain)[-1]


def _named_accounts(text: str, folded: str, cues: Cues) -> Iterator[Span]:
    for cue in cues.matches(_CUE_COLON, folded, "account"):
        yield from _account_at(text, cue.end(), strict=False, reason="account after a platform")
    for cue in cues.matches(_CUE_NAMED, folded, "account"):
        yield from _account_at(text, cue.end(), strict=True, reason="account after a platform")
    for cue in cues.matches(_ONLINE_AS, folded, "online"):
        yield from _account_at(text, cue.end(), strict=True, reason="name used online")


def _account_at(text: str, start: int, *, strict: bool, reason: str) -> Iterator[Span]:
    match = _HANDLE.match(text, start)
    if match is None or match.end() - match.start() < 3:
        return
    found = match.group()
    if text[match.end() : match.end() + 1] == "@" or _PUBLIC_ACCOUNT.match(found):
        return
    odd = bool(re.search(r"[\d_]|[a-z][A-Z]|\w\.\w", found)) and not found[0].isdigit()
    quoted = text[start - 1 : start] in set("'\"‘“") and text[match.end() : match.end() + 1] in set("'\"’”")
    if not odd and ((strict and not quoted) or lexicon().get(found.lower(), 0) & WORD or not found.isascii()):
        return
    yield Span(match.start(), match.end(), "HANDLE", "sure", reason)
