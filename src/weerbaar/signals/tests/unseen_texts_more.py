"""More invented signal texts that the gate was not made on, with the words about a person that may be found nowhere."""

WITH_A_PERSON = """
Gisteren stond Ruben Hoekstra weer met een megafoon voor de school.|Hoekstra
Ik hoor dat Samira uit de tweede klas haar vriendinnen onder druk zet om niet meer te stemmen.|Samira
Wim de Ruiter, de eigenaar van de snackbar, hangt posters op over een schaduwregering.|Ruiter
De stukjesschrijver Ben Tromp ontvangt thuis mensen die de overheid afwijzen.|Tromp
Onze collega Hatice Aydın kreeg een dreigbrief in haar postvak.|Aydın
Kijk eens bij Molenweg 17 in Fennebroek, daar komen elke week busjes.|Molenweg 17
Bij 1721 HX nummer 4 hangt een vlag van een verboden groep.|1721 HX
De beheerder van de groepsapp is te bereiken op 0612349988.|0612349988
Vaste lijn van de organisator: 072-5123456.|5123456
Stuur bewijs naar p.vandenberg@postvak.example.|vandenberg
Op Instagram noemt hij zich noorderstorm_88, met vierduizend volgers.|noorderstorm_88
De livestream stond op het kanaal van @bastion.nh.|bastion.nh
Zijn kenteken is XX-777-B en hij rijdt in een zwarte bus.|XX-777-B
Het burgerservicenummer van de jongen is 111222333.|111222333
Geld gaat naar NL20INGB0001234567 op naam van een stichting.|NL20INGB0001234567
Thomas en Mees van groep acht zingen liedjes uit een verboden filmpje.|Mees
Imam Abdullah Karimi zou jongeren waarschuwen voor de verkiezingen.|Karimi
Dominee Van Rossum roept op om geen belasting te betalen.|Rossum
Wijkagent Peters hoorde dat de broers Çelik vuurwerk maken.|Çelik
Volgens Anouk van de balie heeft meneer Oosterhuis weer gescholden.|Oosterhuis
De Poolse jongen Kamil Nowak wordt voor vieze Oosteuropeaan uitgemaakt.|Nowak
Leerling J. van Vliet tekende hakenkruizen in zijn schrift.|Vliet
M. Achahbar kwam vorige week met een wapen op de foto.|Achahbar
Nadia (16) zegt dat ze naar haar verloofde in het buitenland wil.|Nadia
Het meisje Esra, net veertien, is al drie weken niet op school.|Esra
Oud-wethouder Harm Kuiper krijgt bedreigingen van dezelfde groep.|Kuiper
De familie Bos aan de Dijkweg heeft zich soeverein verklaard.|Bos
Vader Erik praat thuis alleen nog over de grote schoonmaak.|Erik
Tante Loes deelt de hele dag berichten over het complot.|Loes
Raymond noemt zich de generaal en geeft bevelen in de groep.|Raymond
Ik zag Gerrit-Jan Dekker een steen gooien bij de demonstratie.|Dekker
Trainer Youri van het tweede elftal brengt een foute groet.|Youri
De taxichauffeur Hassan vertelt iedere klant dat er oorlog komt.|Hassan
Sinterklaasspeler Klaas Visser weigert kinderen met een hoofddoek.|Visser
Dit gaat over Lamine Diallo die bij ons in de opvang zit.|Diallo
De Afghaanse bewoner Rahimullah wordt elke dag nageroepen.|Rahimullah
Klant Sevda Polat kreeg een vuurwerkbom voor haar winkel.|Polat
Lieke S. uit de brugklas wordt gedwongen mee te doen.|Lieke
In het appje van Dennis K. staat dat vrijdag de dag is.|Dennis
Mevrouw Tjin-A-Sioe hoorde in de wachtkamer praten over wapens.|Tjin
Hij heet Olivier en woont boven de fietsenmaker.|Olivier
Haar naam is Zeynep, ze deelt martelaarsfilmpjes.|Zeynep
De zanger Rico Valk treedt op bij een neonazistische avond.|Valk
Bel met Joke, 020 6654321, zij stond erbij.|6654321
Dossier 2026-443 van Paul Meijerink ligt al bij de politie.|Meijerink
Marktkoopman Sjaak verkoopt shirts met verboden tekens.|Sjaak
Geboren 03-11-2009, zit op het Havik College, wil aanslag plegen.|03-11-2009
Mijn nichtje Romy kreeg via een game contact met een ronselaar.|Romy
Conciërge Van Dam vond een lijst met namen van docenten.|Van Dam
De woordvoerder van de actiegroep, Tineke Bouma, dreigde met geweld.|Bouma
""".strip().splitlines()

HARMLESS = """
Bij de bushaltes langs de N9 zijn deze week leuzen over een omvolking geschilderd.
Op beide dorpsscholen vragen kinderen wat een tribunaal is.
De vrijwilligers van het taalcafé merken dat bezoekers bang zijn voor de verkiezingen.
In gesprekken aan de keukentafel gaat het vaker over de prijs van boodschappen dan over asiel.
Er is een nieuwe reeks stickers met een zonnerad, vooral rond de sporthal.
De herdenking van de Februaristaking trok meer jongeren dan vorig jaar.
In een game waarin jongens van twaalf tot vijftien spelen, wordt geoefend met het naspelen van aanslagen.
Winkeliers in de Kerkstraat zien dat er minder vernield wordt sinds de avondploeg er is.
Bij de voedselbank komen klachten binnen over een folder tegen moslims.
Sinds de brand in de opvang zijn bewoners stiller en blijven zij vaker binnen.
Een groep van ongeveer twintig mensen stond zaterdag met fakkels op het plein.
Ouders in het park bespreken hoe zij met hun kind over Gaza praten.
De huiswerkklas meldt dat jongens vrouwen aan de balie niet meer aanspreken.
We zien op drie plekken tegelijk dezelfde posters over een schaduwregering.
Het aantal vragen over uitschrijven uit het bevolkingsregister verdubbelde in oktober.
Op het schoolplein wordt 'jood' als scheldwoord gebruikt, vooral bij het voetballen.
Leerlingen van het vmbo maakten een podcast over vooroordelen en die wordt veel beluisterd.
Na het filmpje van een bekende influencer noemen jongens zich vaker alfa.
Bij de moskee is een varkenskop neergelegd, de buurt heeft samen opgeruimd.
De buurtvaders lopen weer drie avonden in de week en krijgen koffie van de snackbar.
In de wachtkamer van de huisarts liggen folders over een vaccin dat mensen zou volgen.
Tijdens carnaval droegen enkele groepen kleding die anderen als racistisch zagen.
Op het strand bij Petten waren in augustus vechtpartijen na een oproep via een app.
De kinderburgemeester opende een tentoonstelling over vrijheid.
Aan de toog van het café gaat het over remigratie, een jaar geleden hoorden we dat woord niet.
Vrouwen die een hoofddoek dragen mijden de laatste bus.
Bij de wedstrijd tegen Schagen klonken oerwoudgeluiden van de tribune.
Het jongerencentrum heeft de muur samen met de buurt overgeschilderd.
Op scholen in Hoorn en Enkhuizen gaan dezelfde memes over een burgeroorlog rond.
Er hangen weer omgekeerde vlaggen langs de dijk, net als in 2022.
De sfeer in de trein na de demonstratie was grimmig, maar er gebeurde niets.
Twee verenigingen hebben hun bestuur gevraagd om een gedragscode tegen discriminatie.
De regenboogtrap bij het gemeentehuis is schoongemaakt door scouts.
Het woord verrader valt vaker wanneer het over raadsleden gaat.
Tijdens het open podium werd een gedicht over de slavernij met gejuich ontvangen.
In de flat van veertien hoog zijn briefjes opgehangen over een burgerwacht.
Docenten zien dat leerlingen bronnen beter controleren na de lessen mediawijsheid.
In september waren er drie meldingen van hakenkruizen in fietstunnels.
Rond Kerst wordt de toon in de groepsapp van de wijk milder.
Bewoners van de Bloemenbuurt willen geen azc maar boden wel taalmaatjes aan.
Er wordt met een drone boven de opvang gevlogen, de bewoners schrikken daarvan.
Kinderen op de opvang spelen politie en terrorist na beelden op het nieuws.
De energiecoaches horen wantrouwen over de slimme meter en 5G.
Sommige jongeren zeggen dat stemmen geen zin heeft omdat alles al vaststaat.
Op de rommelmarkt lagen boeken uit de oorlog, met uitleg erbij.
De gemeente kreeg in een week 31 brieven met dezelfde aanhef over een levend mens.
Bij de kerk en de moskee zijn dezelfde avond ruiten ingegooid.
Het buurtteam ziet dat eenzame mannen elkaar vinden in een groep over complotten.
Fans van twee clubs hebben samen een mozaïek tegen racisme gemaakt.
Rond de jaarwisseling is opgeroepen om hulpverleners met vuurwerk te bekogelen.
""".strip().splitlines()
