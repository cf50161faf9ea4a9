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
Sinds de zomer loopt Jeroen Kamphuis elke zaterdag met een vlag door de winkelstraat.|Kamphuis
Ons bestuurslid Ton Wagenaar stuurt iedereen filmpjes over een machtsovername.|Wagenaar
In het buurthuis riep mevrouw De Graaf dat het tijd is voor een opstand.|Graaf
Stefan van hiernaast verzamelt spullen voor als de boel instort.|Stefan
De brief is ondertekend door G.J. Mulder-Prins, levend mens.|Mulder
Karim zit in havo 5 en vertelt klasgenoten dat hij naar het front wil.|Karim
Onze stagiair Bram laat collega's racistische grappen zien op zijn telefoon.|Bram
Kent u Dilan Öztürk al? Zij wordt bedreigd om haar column.|Öztürk
Het gaat om de zoon van huisarts Terpstra.|Terpstra
Ilse Vermeer uit de kookclub is helemaal in een complotgroep getrokken.|Vermeer
Voetballer Jayden R. bracht na zijn doelpunt een verboden groet.|Jayden
Rachid en zijn neef Soufiane stonden weer te flyeren bij het station.|Soufiane
Een mail van tjeerd_dejong@dorpspost.example met een lijst van raadsleden.|tjeerd
Op TikTok heet hij @dietsche.leeuw en hij woont hier in het dorp.|dietsche.leeuw
Zie facebook.com/marijke.holleman voor haar oproepen tegen de opvang.|holleman
Je kunt haar bereiken via 06-55 01 23 98, dan weet je genoeg.|55 01 23 98
Bel even 0228-312 445, dat is de moeder van een van de jongens.|312 445
De bestelbus met kenteken VB-123-X stond drie nachten bij de opvang.|VB-123-X
De donaties lopen via NL02 RABO 0123 4567 89.|0123 4567 89
Zijn paspoort NXK4P21F8 lag open op tafel bij die bijeenkomst.|NXK4P21F8
Zij wonen Hoofdstraat 112a, boven de winkel, en daar wordt vergaderd.|Hoofdstraat 112a
Er is iets aan de hand op de Wilgenlaan 9.|Wilgenlaan 9
Hij is geboren op 7 mei 2008 en staat bij ons op de wachtlijst.|7 mei 2008
Meester Joris laat in zijn les beelden zien die niet kunnen.|Joris
Juf Annemiek wordt uitgescholden omdat zij de paarse vrijdag organiseerde.|Annemiek
Dokter El Khattabi kreeg een steen door het raam van de praktijk.|Khattabi
Pastoor Wiersma noemde de burgemeester een landverrader.|Wiersma
Rabbijn Cohen loopt niet meer alleen over straat.|Cohen
Voorganger Samuel Boateng krijgt berichten dat zijn kerk moet sluiten.|Boateng
Jongerenwerker Fatih ziet dat Emre van de vaste groep met een mes loopt.|Emre
wij maken ons zorgen over patrick van de flat hij praat over wraak|patrick
hallo ik ben de moeder van sven en hij zit al weken op rare sites|sven
Mijn dochter van 13 kreeg foto's van een volwassen man in een extremistische chat.|Mijn dochter
Mijn ex-man bedreigt ambtenaren en zegt dat de wet niet voor hem geldt.|Mijn ex-man
Een jongen uit mijn mentorklas heeft een hakenkruis in zijn arm gekrast.|uit mijn mentorklas
De caissière met de hoofddoek wordt elke dag door dezelfde klant uitgescholden.|De caissière
Onze buurvrouw van nummer 31 krijgt 's nachts groepen jongens over de vloer.|nummer 31
De eigenaar van de sportschool in ons dorp verkoopt nazispullen.|eigenaar van de sportschool
De penningmeester van onze vereniging zegt dat hij een wapen heeft.|penningmeester van onze
Een meisje uit 2 mavo is door haar broer naar een bijeenkomst gestuurd.|meisje uit 2
Nguyen Thi Lan van de nagelstudio kreeg een brief met bedreigingen.|Nguyen
Oleksandr Kovalenko wordt op het werk voor fascist uitgemaakt.|Kovalenko
Agnieszka vertelde dat haar huisbaas haar uitschold.|Agnieszka
De Surinaamse heer Ramcharan mocht de kroeg niet in.|Ramcharan
Siti Rahayu hoort elke dag dat ze terug moet naar haar eigen land.|Rahayu
Abdi Warsame uit het azc is drie keer in elkaar geslagen.|Warsame
O'Brien, de Ierse kroegbaas, verhuurt zijn zaal aan een neonaziclub.|Brien
Jan-Peter ter Haar Romeny schrijft stukken voor een antisemitisch blad.|Romeny
Henk S., bekend van de boerenacties, dreigt met een aanslag op het gemaal.|Henk
B. de Vries-Al Hassan vroeg om hulp omdat haar man in het leger van een andere staat zit.|Hassan
Raadslid Mirjam Noordhoek durft niet meer naar vergaderingen.|Noordhoek
De heren Postma en Van Wijk trainen met kruisbogen in het bos.|Postma
Contact: Wesley, 0 6 1 2 3 4 5 6 7 8.|Wesley
Zijn instanaam is noord underscore wolf 1488, kijk maar.|wolf
Signaal over L.M.T. Verhoeven (geb. 1987), soeverein.|Verhoeven
Collega Roos heeft geen vertrouwen meer in de rechtsstaat en zegt dat hardop.|Roos
Max, Finn en Noah plakten stickers met zwarte zonnen op de kluisjes.|Finn
Ex-militair Rob Kuipers geeft schietles aan tieners.|Kuipers
De man die de fakkeloptocht leidde heet Diederik Stolk.|Stolk
Vriendin van Chantal zit in een groep rond een zelfverklaard koning.|Chantal
Het ging mis toen Tarik zei dat hij wraak neemt voor Gaza.|Tarik
Ter info: Hans Brouwer is vandaag aangehouden, zijn telefoon staat vol propaganda.|Brouwer
Voor de rechtbank riep verdachte Melvin P. dat hij geen burger is.|Melvin
BSN van betrokkene: 1234.56.782|56.782
IP 145.94.20.17 plaatste de dreigtekst op het forum.|145.94.20.17
Wethouder Sluijter zou geld krijgen van een buitenlandse regering.|Sluijter
Burgemeester Ooms is thuis bezocht door zes mannen in het zwart.|Ooms
Het koppel Van Beek - Yıldırım is uit de app gezet na een ruzie over moslims.|Yıldırım
Directeur Ebbing van de basisschool weigert over de oorlog te praten.|Ebbing
De dader van het filmpje is Quincy, iedereen in de wijk weet dat.|Quincy
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
In de kantine van de voetbalclub werd drie keer hetzelfde lied over minderheden gezongen.
Na de raadsvergadering stonden ongeveer veertig mensen te joelen op de stoep.
Bij de inloop vertelden ouders dat hun kinderen rare uitdagingen in een spel krijgen.
De buurtapp van de Vogelwijk staat vol met berichten over een komende opvang.
Op de markt delen mensen een krantje uit waarin staat dat de aarde plat is.
We horen minder over vuurwerk dan vorig jaar om deze tijd.
Tijdens de les burgerschap vroegen leerlingen of verkiezingen nog zin hebben.
Bij drie bushokjes is het gezicht van de verkiezingsposters weggekrast.
De sfeer rond de intocht was rustig, er werd gezongen en gedanst.
Boeren staken hooibalen aan langs de A7, niemand raakte gewond.
Het taalcafé zag deze maand twee keer zoveel bezoekers uit Oekraïne.
Meerdere winkels krijgen dezelfde folder over leven buiten de staat.
Op een muur bij het zwembad staat een davidster met een streep erdoor.
De scholen vragen om materiaal over omgaan met nepnieuws.
Langs de vaart zijn twintig bordjes met 'vol is vol' geplaatst.
Er zijn meer klachten over discriminatie bij sollicitaties dan in het voorjaar.
Jongeren spreken af om na de wedstrijd te vechten, soms met honderd tegelijk.
De stille tocht voor de slachtoffers trok zeshonderd mensen.
In de kerk is gebeden voor vrede, de moskee deed mee.
Actievoerders blokkeerden een uur de ingang van het gemeentehuis en gingen daarna weg.
De vakbond staakt donderdag, bussen rijden niet.
Bij het Suikerfeest aten tweehonderd buurtbewoners samen.
We merken dat de term globalisten vaker valt in gesprekken over de windmolens.
De wachttijd bij schuldhulp loopt op en dat geeft boosheid aan het loket.
Op een school zijn in de toiletten teksten over een rassenoorlog gevonden.
De tentoonstelling over Anne Frank is door negen klassen bezocht.
In de Willem de Zwijgerlaan is een regenboogbank beklad.
Rond Koningsdag waren er geen problemen.
Mensen zeggen dat de media liegen en lezen alleen nog berichten in gesloten kanalen.
Bij de sporthal hingen spandoeken tegen het azc, na twee dagen weggehaald.
Het meldpunt kreeg in november 14 meldingen over antisemitisme, in oktober 6.
Een theatergroep speelde over vooroordelen, leerlingen praatten nog lang na.
Op het terrein van de oude fabriek oefenen groepjes in camouflagekleding.
In onze wijk is veel onrust over de plannen voor flexwoningen.
De jongerenraad wil een avond over haat op internet.
Rond de Joodse begraafplaats is vaker politie te zien en dat geeft rust.
Boa's horen dat bekeuringen niet geldig zouden zijn volgens een of ander oud recht.
Mensen met een beperking worden in de bus vaker uitgelachen.
Er ligt een stapel pamfletten in de bieb over een geheime wereldregering.
Na de moord op het nieuws praten leerlingen over wraak en straf.
Bij de ingang van de opvang lagen drie ochtenden achter elkaar dode vissen.
De sportclub heeft een vertrouwenspersoon en een gedragscode.
In een online spel bouwen spelers een concentratiekamp na.
Het jeugdhonk is weer open en er komen vijftig jongeren per avond.
Tijdens de demonstratie van de boeren bleef alles vreedzaam.
Klimaatactivisten plakten zich vast aan de tribune van de raadszaal.
Er is een petitie tegen de komst van een moskee met 900 handtekeningen.
Op werkplekken in de haven wordt vaker in het Russisch gescholden op vluchtelingen.
De dodenherdenking is dit jaar zonder verstoringen verlopen.
Inwoners vragen bij de balie hoe ze zich kunnen uitschrijven als burger.
Op de brug stond met grote letters dat vrouwen thuis horen.
Vrouwen in het taalhuis vertellen dat zij zijn nageroepen in de winkelstraat.
Na de uitzending over de toeslagen waren mensen vooral verdrietig.
De imams van de regio hielden samen een avond tegen geweld.
De wijkraad wil een gesprek tussen oude en nieuwe bewoners.
Twee basisscholen deden mee aan de week tegen pesten.
In de fietsenstalling van het station hangen QR-codes die naar een haatsite leiden.
Op oudejaarsnacht willen groepen in meerdere dorpen de brandweer bekogelen.
Het aantal vragen over vaccinatie bij het consultatiebureau is gelijk gebleven.
De laatste maanden zien we dezelfde leus in het Engels op elektriciteitskasten.
Ondernemers in Alkmaar maken zich zorgen over afpersing na een reeks explosies.
Het is opvallend stil rond het thema asiel sinds de opvang open is.
Er zijn stickers met een wolfsangel geplakt bij de ijsbaan in Heerhugowaard.
Ouderen bij de soos geloven berichten over het verdwijnen van contant geld.
In groep 8 werd gezegd dat homo's ziek zijn; de school heeft er een les over gegeven.
De vlag van een verboden beweging hing een nacht aan de watertoren.
Bij het Openluchttheater was een avond met muziek uit alle windstreken.
Supporters uit Den Helder zongen weer over gas.
Wij zien dat jongens van 12 tot 14 elkaar begroeten met een rechterarm.
De nieuwe buurtmoeders krijgen training in lastige gesprekken.
""".strip().splitlines()
