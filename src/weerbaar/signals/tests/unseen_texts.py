"""Invented signal texts that the gate was not made on: half with a person in it, half about what happens only."""

WITH_A_PERSON = """
Femke van Dijk van 4 havo deelt filmpjes over geweld in de klassenapp.
De zoon van de bakker, Sander, praat steeds vaker over de nieuwe wereldorde.
Volgens de wijkagent is Mohammed El Amrani bezig jongeren te ronselen.
Ik maak me zorgen om mevr. Hendriks, zij krijgt elke week mannen over de vloer.
Op Dorpsstraat 45 komen elke avond mensen bijeen voor een besloten bijeenkomst.
Bel moeder op 06 48 21 93 07, zij weet er meer van.
Het kenteken van de auto bij de bijeenkomst was 12-ABC-3.
De maker van de stickers mailt met stickerboer@voorbeeld.nl.
Het account @zwartvlag_nh plaatst elke dag oproepen.
BSN 123456782 hoort bij de jongen over wie we belden.
Kees Bakker en zijn broer plakten de posters op de brug.
De heer Yılmaz spreekt na afloop jongeren aan bij de uitgang.
Sinds zijn bekering wil Thijs niet meer met meisjes samenwerken.
Een leerling uit mijn klas zegt dat aanslagen terecht zijn.
Mijn buurman heeft een vlag opgehangen en roept dingen over de regering.
Aisha B. (15) heeft op school gezegd dat ze wil vertrekken.
De familie Van der Meulen betaalt geen belasting en stuurt soevereine brieven.
Het gaat om Pieter Jansen, geboren op 12-03-2004.
Ze wonen op nummer 8 in de Lindelaan, postcode 1234 AB.
Volgens zijn zus is Bilal de laatste tijd erg veranderd.
Raadslid Van Houten zou banden hebben met de groep.
De voorzitter, dhr. J. Smit, gaf op de avond een toespraak tegen de rechtsstaat.
Joost de Wit deelt in zijn appgroep foto's van wapens.
Rekening NL91ABNA0417164300 staat op de flyer voor donaties.
Wij zagen Daan en Lotte weer met de stickers lopen.
Mijn cliënt zegt dat hij niemand meer vertrouwt en wapens zoekt.
Youssef uit 3 vmbo scheldt klasgenoten uit voor ongelovigen.
Telegramkanaal t.me/verzetnoord roept op tot geweld.
De man van nummer 12 in de Molenstraat bedreigt ambtenaren.
jan willem de boer hangt overal zwarte vlaggen op.
""".strip().splitlines()

HARMLESS = """
Rond het station hangen sinds vorige week stickers met leuzen tegen de overheid.
Op drie scholen hoorden we dezelfde filmpjes met extreem geweld terugkomen.
Bij de bibliotheek komen meer vragen over nepnieuws dan in het voorjaar.
Jongeren vertellen dat er in gesloten chatgroepen wordt opgeroepen tot vechten.
De toon op de informatieavond over de opvang was harder dan in maart.
In het buurthuis Het Anker praten bewoners weer met elkaar na de rellen.
Er hing een spandoek over de A9 met een tekst tegen vluchtelingen.
Op 5 mei verliep de herdenking rustig, met 200 bezoekers.
De gemeente kreeg 14 brieven waarin mensen zich soeverein verklaren.
Boeren reden met trekkers door Alkmaar en gingen daarna naar huis.
We zien dat ouders onzeker zijn over wat hun kinderen online meemaken.
Bij voetbalwedstrijden klinken vaker antisemitische spreekkoren.
Na het nieuws uit Gaza was er spanning tussen groepen leerlingen in de pauze.
De politie haalde vuurwerk weg bij de jongerencentra in Zaandam.
Een groep meisjes stopte met het debat omdat de sfeer te grof werd.
Op de markt werden flyers uitgedeeld over complotten rond vaccins.
Jongerenwerk merkt dat het woord moslim als scheldwoord wordt gebruikt.
Medewerkers aan de balie krijgen meer verwijten over het stikstofbeleid.
De regenboogvlag bij het gemeentehuis is twee keer weggehaald.
Op Koningsdag kwamen 30 jongeren af op een oproep in Hoorn.
Docenten maatschappijleer vragen om hulp bij gesprekken over Israël en Gaza.
Er zijn hakenkruizen getekend op het bushokje bij het Willem de Zwijgerplein.
De moskee en de kerk organiseerden samen een maaltijd voor de buurt.
In Den Helder zijn leuzen gespoten op het viaduct.
De sportclub hield een avond over discriminatie op het veld.
Een influencer wordt genoemd als voorbeeld, vooral door jongens van een jaar of 15.
Ondernemers in het centrum zien minder onrust dan vorig jaar.
In de wijk Kersenboogerd zijn ruiten ingegooid na een oproep online.
De wethouder kreeg nare berichten na het besluit over windmolens.
Op de braderie stond een kraam met boeken over een omwenteling.
""".strip().splitlines()
