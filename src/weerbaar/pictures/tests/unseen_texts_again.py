"""Forty more sentences about a person, written later and never used to make the gate, as if pasted in a picture."""

ABOUT_A_PERSON_AGAIN = """
Tijdens de bijeenkomst nam Froukje Wiersma het woord namens de boeren.
Volgens Abdelkarim El Yaakoubi is het vertrouwen in de raad weg.
De pamfletten komen uit de garage van dhr. Zandbergen aan de dijk.
Mevr. A.M. van Houwelingen stuurde de gemeente elf brieven.
Wie vragen heeft, belt 0229-471306 en vraagt naar de secretaris.
Meer weten? Mail naar j.hoekstra1979@postvak.nl.
Zijn rekening NL20INGB0001234567 stond onder de oproep.
De aanvoerder woont aan de Lindelaan 44 in Pluverdam.
Op zijn pas stond documentnummer SPECI2014, en dat ging rond.
De grijze bestelbus met kenteken 8-KVD-21 stond er elke avond.
Het account @dorpswacht_noord plaatste de route.
Zie zijn kanaal op t.me/stemvanhetland voor de filmpjes.
Op facebook.com/henk.terwoude staat de uitnodiging.
De jongen, geboren op 14-03-2009, stond vooraan.
Imam Rachid Benhaddou riep op tot kalmte en kreeg daar kritiek op.
Docent Merel Stuivenberg meldde dat zij werd uitgescholden.
Wijkagent Kees Oudejans zag de stickers het eerst.
De dochter van Gerrit Postma plakte de posters.
Burgemeester Van der Vlugt kreeg een envelop met poeder.
Dat zei Yusuf K. ook al in de rechtszaal.
Sjoerd en Annemieke Bakker organiseren de avonden.
Nadia uit de Meidoornstraat 7 deelt de oproep met haar buren.
BSN 111222333 is op de lijst blijven staan.
De leider van de groep is Wouter-Jan Rietdijk.
Iemand noemde de naam Tjitske Hoogland drie keer.
Fatma Yıldız-Demir schreef het stuk over de moskee.
De heer P. Kruidenier dreigde de vergadering te verstoren.
Het IP-adres 84.106.23.117 kwam steeds terug in het gastenboek.
Contactpersoon: Lotte Vermeulen, 06-41527788.
De voorzitter, Ruud Haverkamp, trad af na de avond.
Pieter Baanders (52) stond met een megafoon bij de brug.
Ons lid Jolanda Smeets ziet de sfeer omslaan.
In de groepsapp schrijft Milan de Groot dat het nu genoeg is.
Zijn broer Tarik Aouragh was er ook bij.
De oproep is ondertekend door drs. E. Boonstra.
Vader van Daan Schipper belde de school boos op.
Kijk op instagram.com/lisa_vrijnoord voor de foto's.
Postcode 1783 KT nummer 12 is het adres van de organisator.
Hij reed weg in een Opel met nummerplaat G-401-XB.
De website van familie Terpstra-Bosma roept op tot betalen in goud.
""".strip().splitlines()
