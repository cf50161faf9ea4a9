"""Forty sentences about a person that the gate was not made on, as somebody could type them in a local picture."""

ABOUT_A_PERSON = """
Marieke Verhoeven van de dorpsraad noemt de opvang een dolksteek.
De onrust begon toen Hamid Bouazza een toespraak hield op het plein.
Bel de coördinator op 06 29 81 47 36 voor de achtergrond.
Stuur vragen hierover naar wilma.oosterhof@voorbeeld.nl.
De organisator woont op Kerkstraat 118 en heeft daar een vlag hangen.
Burgerservicenummer 123456782 staat in het dossier van deze groep.
De witte bus met kenteken VX-492-K reed langs de opvang.
Het kanaal t.me/dorpinopstand roept elke week op.
De beheerder van @nietonzeburen deelt de oproepen.
Donaties gaan naar NL91ABNA0417164300.
Mevrouw Terpstra deelde de flyers uit op de markt.
De heer Kowalczyk spreekt jongeren aan bij de supermarkt.
Volgens de wijkagent is Sjoerd Postma de aanjager.
Fatima Z. (16) vertrok vorige maand van school.
De voorzitter, dhr. R. Huisman, sprak de menigte toe.
De familie Van Leeuwen weigert de belasting te betalen.
Geboren op 14-08-2003 en al twee keer aangehouden.
Postcode 1704 BD, nummer 7: daar komt de groep bijeen.
Onze leerling uit groep acht tekent steeds dezelfde symbolen.
Mijn buurvrouw ontvangt elke week mannen met een busje.
Raadslid Dijkhuizen kreeg een steen door het raam.
Wethouder Annelies Brouwer is thuis opgezocht.
Imam Yusuf Kaya noemde het een schande.
Dominee Van der Veen opende de kerk voor het gesprek.
Met zijn broer Tarik heeft hij een groepsapp gemaakt.
De dochter van de bakker loopt vooraan in de stoet.
In de app schrijft Ruben de Graaf dat het tijd wordt.
Het gaat om Jelle Hofstra en twee vrienden.
Bram en Noor hingen de spandoeken op.
Zijn paspoort met nummer NXK47BR83 is ingenomen.
Vanaf 145.53.178.90 werden de berichten geplaatst.
Neem contact op met Karel Tuinstra, tel. 0229-548812.
Een jongen uit klas 3B riep dat het moest branden.
Chantal Mulder heeft de petitie gestart.
Op https://verzetskrant.example/wie-zijn-wij staat de redactie.
De 19-jarige Dylan W. bekende de bekladding.
Onze cliënt vertelde wie de brandbom gooide.
Sinds haar scheiding post Ingrid Vos over niets anders.
De man van nummer 33 bedreigde de bewoners van de opvang.
piet van den heuvel plakte de stickers op de abri.
""".strip().splitlines()
