"""Closed lists of Dutch words around names: particles, titles, kinship, roles, and words that open a sentence."""

from __future__ import annotations

from functools import cache

from weerbaar_analysis.text.lexicon_flags import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


# Particles that join the words of one name.
PARTICLES = _words(
    "van de den der het 't ten ter te op in aan von zu zum zur du des le la da do dos das di del della dello degli dal d' l'"
    " el al as ad ibn ben bin bint bent ait aït ould abu abou abd oglu y 's s' vande vander vanden ver uit uyt onder voor"
    " bij tot over 'n van't op't in't onder't uit't ul ur ar an at ed es et ez ou oulad beni mac mc san santa sint st"
)
# Particles that may stand in a name only after one of these or with a name on both sides.
LINKS = _words(
    "van de den der het 't ten ter te von zu du des le la da do dos das di del della el al ibn ben bin bint ait ould abu abou"
    " d' 's op in aan uit onder voor bij over"
)
WEAK_LINKS = _words("op in aan uit onder voor bij over te het la do y an as at es et")
AFTER_WEAK = _words("de den der het 't")

# Titles and forms of address: never part of the name, all but certain that a name follows.
TITLES = _words(
    "mevrouw mevr mw mej mejuffrouw meneer menheer dhr heer heren hr de-heer dr drs mr ir prof professor ing bc msc ma ba phd"
    " dokter doctor meester juf juffrouw imam imaam dominee ds pastoor pastor pater kapelaan rabbijn rabbi sjeik sheikh shaykh"
    " sjeich sheik hodja hoca ustaz oestaz hadji haji hajj mufti priester bisschop kardinaal diaken zuster broeder"
    " sir lord lady madame monsieur señor frau herr miss mrs mister mademoiselle fräulein jonkheer jhr jkvr freule baron"
    " familie fam gebroeders gebr weduwe wed echtpaar"
)
# Offices: a capital after them is mostly a name, sometimes a portfolio or a place.
OFFICES = _words(
    "wethouder wethouders burgemeester loco-burgemeester raadslid raadsleden statenlid gedeputeerde commissaris minister"
    " staatssecretaris premier president vicepresident kanselier kamerlid senator griffier gemeentesecretaris officier"
    " rechter advocaat advocate notaris wijkagent agent agente hoofdagent inspecteur hoofdinspecteur brigadier korpschef"
    " politiechef generaal kolonel kapitein luitenant sergeant majoor admiraal koning koningin prins prinses keizer paus sultan"
    " emir lijsttrekker fractievoorzitter partijleider directeur directrice rector docent docente leraar lerares onderwijzer"
    " onderwijzeres mentor coach trainer trainster voorzitter vice-voorzitter secretaris penningmeester beleidsadviseur"
    " beleidsmedewerker adviseur jongerenwerker jongerenwerkster hulpverlener hulpverleenster zorgcoordinator"
    " maatschappelijk-werker procesregisseur casusregisseur huisarts arts psycholoog psychiater verpleegkundige journalist"
    " journaliste verslaggever schrijver schrijfster auteur columnist hoogleraar onderzoeker onderzoekster wetenschapper"
    " historicus socioloog regisseur acteur actrice zanger zangeres rapper vlogger influencer youtuber presentator"
    " presentatrice voetballer wielrenner bondscoach doelman spits verdediger middenvelder keeper renner tennisser ondernemer"
    " zakenman woordvoerder woordvoerster zegsman zegsvrouw bestuurder bestuurslid initiatiefnemer organisator"
)
# Family: *zijn broer Yusuf*.
KINSHIP = _words(
    "moeder vader zoon dochter broer broertje zus zusje zusjes broers neef neefje nicht nichtje oom tante opa oma vriend"
    " vriendin vrouw man echtgenoot echtgenote partner ex schoonzoon schoondochter schoonmoeder schoonvader zwager"
    " schoonzus kleinzoon kleindochter verloofde buurman buurvrouw buurjongen buurmeisje kind peetoom stiefvader stiefmoeder"
    " pleegzoon pleegdochter tweelingbroer tweelingzus weduwnaar mama papa"
)
# Other roles of people: *leerling Kevin*.
ROLES = _words(
    "leerling oud-leerling student studente scholier jongen meisje man vrouw bewoner bewoonster omwonende inwoner inwoonster"
    " client clienten klant collega collegas vrijwilliger vrijwilligster stagiair stagiaire medewerker medewerkster ambtenaar"
    " verdachte getuige slachtoffer dader betrokkene klager klaagster bezwaarmaker melder meldster burger deelnemer deelneemster"
    " spreker spreekster gast gastspreker ervaringsdeskundige statushouder vluchteling asielzoeker ex-jihadist jihadist"
    " activist activiste demonstrant relschopper haatprediker prediker opruier aanvoerder leider leidster kopstuk"
    " kroongetuige ondervraagde patient patiente huurder huurster verhuurder eigenaar eigenaresse kapper imam oprichter"
    " oprichtster beheerder contactpersoon aanspreekpunt tolk chauffeur boer boerin visser winkelier kok bakker slager"
    " puber tiener kleuter baby peuter dreumes klasgenoot klasgenote vriendje vriendinnetje teamgenoot ploeggenoot"
    " landgenoot rivaal tegenstander kandidaat kandidate buurtgenoot speler speelster winnaar winnares kampioen kampioene"
    " leider ster baas chef topman topvrouw ploegleider kunstschilder schilder dichter zakenman architect ontwerper filosoof"
    " econoom politicus politica diplomaat ambassadeur filmster zanger componist dirigent pianist violist gitarist drummer"
    " sprinter atleet atlete zwemmer zwemster boxer bokser judoka schaatser schaatsster rijder coureur piloot jockey"
    " winnaar verliezer topschutter aanvaller libero middenvelder assistent analist expert specialist deskundige criminoloog"
    " terreurverdachte terrorist moordenaar crimineel drugsbaron dictator rebellenleider oppositieleider vakbondsleider"
    " studente kunstenaar kunstenares fotograaf fotografe cameraman danser danseres cabaretier komiek tekenaar vriendengroep"
    ""
)
# Words that announce a name.
NAMING = _words(
    "genaamd geheten heet heette heten ene zekere naam namen voornaam achternaam roepnaam alias bijgenaamd beste lieve geachte"
    " hallo hoi dag groet groeten groetjes aldus volgens namens aanwezig afwezig verslag notulist deelnemers contact ondertekend"
    " afzender betreft opgesteld t.a.v tav cc aan door"
)
DETERMINERS = _words("de het een 't dit dat deze die den onze ons uw mijn zijn haar hun elke ieder geen alle")
PLACE_PREPOSITIONS = _words("in te uit naar nabij vanuit richting rond bij langs op")

# Words that open sentences and letters: never a name by themselves when they stand first.
OPENERS = _words(
    "de het een ik jij je u hij zij ze wij we jullie hen hun ons onze mijn jouw uw zijn haar dit dat deze die er hier daar waar"
    " wie wat wanneer waarom hoe welk welke en of maar want dus als dan toen terwijl omdat doordat zodat hoewel mits tenzij"
    " indien voordat nadat zodra totdat sinds tijdens na voor voordat om op in aan bij met zonder tegen over onder boven naast"
    " tussen door langs via vanaf vanuit van uit tot te naar per rond volgens namens behalve ondanks wegens ook nog al weer"
    " niet geen wel nu straks later eerst gisteren vandaag morgen vanavond vanmiddag vanochtend vannacht overmorgen eergisteren"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september"
    " oktober november december iemand niemand iedereen alles niets iets veel weinig meer minder meeste sommige enkele alle allemaal"
    " beide ieder elke elk ander andere anderen zo zulk zulke toch echter bovendien daarom daardoor daarnaast daarbij daarna"
    " daarvoor daarmee daarop daarover daartoe daaruit hierbij hierdoor hiermee hierna hierover hieruit hiervoor waarbij"
    " waardoor waarmee waarna waarop waarvan misschien wellicht helaas gelukkig blijkbaar kennelijk natuurlijk uiteraard vooral"
    " alleen zelfs juist slechts pas net bijna ongeveer circa samen beste geachte lieve hallo hoi dag goedemorgen goedemiddag"
    " goedenavond ja nee oke dank bedankt graag svp let op is was zijn waren ben bent wordt werd worden werden heeft had hebben"
    " hadden kan kon kunnen konden wil wilde willen wilden zal zou zullen zouden moet moest moeten mag mocht mogen gaat ging gaan"
    " komt kwam komen doet deed doen laat liet laten zegt zei zeggen vindt vond vinden denk denkt dacht weet wist stuur stuurt bel"
    " belt mail app meld meldt vraag vraagt geef geeft neem neemt kijk kijkt lees kom ga doe maak maakt zet houd hou zie ziet sprak"
    " spreekt gesprek gesproken met groet groeten hartelijke vriendelijke hoogachtend onderwerp betreft datum locatie bron bijlage"
    " besluit actie agendapunt notulen verslag aanwezig afwezig contactpersoon telefoon adres naam nummer kent ken kun kunt heb heet"
    " zodoende kortom overigens tevens eveneens immers namelijk tenslotte ten slotte uiteindelijk intussen ondertussen inmiddels"
    " vervolgens achteraf vooraf aldus aangezien naarmate zolang zover zowel noch hetzij ofwel want mede dankzij omtrent"
    " jongen jongens meisje meisjes man mannen vrouw vrouwen jongeren ouders kinderen bewoners burgers leerlingen docenten"
    " politie gemeente raad college team groep groepje klas school wijk buurt alleen met"
)
ORGANISATION_WORDS = _words(
    "bv b.v nv n.v stichting vereniging school basisschool college lyceum gymnasium mavo havo vmbo scholengemeenschap academie"
    " universiteit hogeschool instituut moskee kerk synagoge tempel cafe restaurant hotel bakkerij slagerij kapsalon garage"
    " supermarkt winkel firma fa bedrijf bureau fonds museum theater bibliotheek buurthuis wijkcentrum dorpshuis sporthal zwembad"
    " camping park straat laan plein weg gracht brug station ziekenhuis gasthuis kliniek zorggroep partij fractie wet artikel"
    " orkaan storm club fc vv sv sc omroep krant dagblad nieuws tv radio arena stadion court playground huis centrum"
    " cultuurcentrum kinderopvang scouting festival cup prijs award monument kazerne gevangenis bank groep holding"
    " expertisecentrum platform programma project training team commissie raad rechtbank"
    " gerechtshof ministerie provincie gemeente waterschap hoogheemraadschap veiligheidsregio omgevingsdienst"
    " bv's vof maatschap drukkerij uitgeverij apotheek praktijk manege boerderij zaal hal hof poort kasteel vliegveld luchthaven"
    " haven kanaal rivier eiland berg meer tunnel wijk buurt zaak affaire commissie-"
)


# Verbs that mostly have a person as subject.
PERSON_VERBS = _words(
    "zei zegt zeggen vertelt vertelde vindt vond meent meende denkt dacht gelooft geloofde vraagt vroeg antwoordt antwoordde"
    " reageert reageerde benadrukt benadrukte stelt stelde verklaart verklaarde weet wist wil wilde wou kan kon mag mocht moet"
    " moest hoopt hoopte vreest vreesde schreef schrijft las leest sprak spreekt belde belt kwam komt ging gaat liep loopt reed"
    " rijdt zat zit stond staat lag ligt woont woonde werkt werkte kreeg krijgt nam neemt gaf geeft zag ziet hoorde hoort voelt"
    " voelde begon begint bleef blijft werd wordt won wint verloor verliest scoorde scoort speelde speelt trainde traint"
    " erkent erkende ontkent ontkende beweert beweerde betoogt betoogde besluit besloot weigert weigerde dreigt dreigde lacht"
    " lachte huilt huilde glimlacht zucht zuchtte roept riep schreeuwt schreeuwde fluistert mompelde knikt knikte herinnert"
    " overleed overlijdt stierf sterft trouwde trouwt studeerde studeert heet heette noemt noemde vertrok vertrekt arriveerde"
    " keerde keert vocht vecht probeert probeerde toont toonde legt legde laat liet maakt maakte doet deed heeft had is was"
    " behaalde pakte klom sprong zong zingt danst danste schilderde regisseerde acteerde ondertekende bezocht bezoekt"
    " ontmoette ontmoet bedankt bedankte feliciteerde prees prijst waarschuwt waarschuwde pleit pleitte verwijt verweet"
    " benadert bedreigt bedreigde beledigt beledigde deelt deelde plaatst plaatste stuurt stuurde organiseert"
    " hangt hing houdt hield brengt bracht zoekt zocht volgt volgde verzorgt verzorgde meldt meldde"
    " vermoordde vermoord gedood aangehouden veroordeeld vrijgesproken geboren getrouwd zelf"
)
SAYING = _words(
    "zei zegt vertelt vertelde meent meende vindt vond aldus antwoordt antwoordde reageert reageerde benadrukt verklaart"
    " verklaarde lacht lachte zucht zuchtte roept riep vroeg vraagt besluit betoogt erkent schrijft schreef bevestigt bevestigde"
    " beaamt beaamde verzucht grinnikt klinkt luidt besloot legt weet"
)


@cache
def cue_class(word: str) -> str:
    """Which list of cues a folded word stands in, by itself or by its last part; empty when in none."""
    if word in _CUES:
        return _CUES[word]
    tail = word.rsplit("-", 1)[-1]
    if tail in _CUES:
        return _CUES[tail]
    for start in range(2, len(word) - 4):
        if word[start:] in _TAILS:
            return _CUES[word[start:]]
    return ""


_CUES: dict[str, str] = {}
for _list, _name in ((ROLES, "role"), (OFFICES, "office"), (KINSHIP, "kin"), (NAMING, "naming"), (TITLES, "title")):
    _CUES.update(dict.fromkeys(_list, _name))
_TAILS = frozenset(word for word in ROLES | OFFICES if len(word) > 4) | _words(
    "speler speelster winnaar winnares kampioen kampioene leider leidster ster baas chef topman topvrouw ploegleider"
    " schilder dichter zakenman architect ontwerper filosoof econoom politicus politica diplomaat ambassadeur"
) & frozenset(_CUES)
