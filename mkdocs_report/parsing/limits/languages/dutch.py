"""The Dutch words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

DUTCH = Vocabulary(
    code="nl",
    common="""
        de het een en of dat die is zijn jullie je jouw uw wij we niet ook op aan uit bij voor in met naar over van wie
        wat waar waarom hoe wanneer welke er moet moeten kan kunnen als worden wordt heeft hebben nog maar zo om te
        schrijf geef beschrijf
    """,
    roles={
        Role.LEAST: """
            minstens; minimaal; ten minste; tenminste; minimum; min; op zijn minst; een? minimum van; niet onder; vanaf;
            minimale; op z'n minst; met een minimum van; minimumlengte
        """,
        Role.MOST: """
            hoogstens; maximaal; ten hoogste; maximum; max; hooguit; tot en met; tot maximaal; niet boven;
            een? maximum van; beperkt tot; binnen; maximale; op zijn hoogst; niet langer dan; niet meer dan;
            maximumlengte; begrensd tot; met een maximum van; bovengrens
        """,
        Role.OVER: """
            meer dan; langer dan; boven; overschrijden; overschrijdt; groter dan; over de; overstijgen; hoger dan
        """,
        Role.UNDER: "minder dan; korter dan; onder; kleiner dan; beneden; lager dan",
        Role.ABOUT: """
            ongeveer; circa; ca; rond; rond de; rondom; zo'n; zowat; om en nabij; bijna; een? stuk of; plusminus;
            omstreeks; ong; grofweg; nagenoeg
        """,
        Role.EXACTLY: "precies; exact; juist; niet meer en niet minder dan",
        Role.OR_MORE: "of meer; en meer; of langer; en hoger; of hoger",
        Role.OR_FEWER: "of minder; en minder; of korter; of lager",
        Role.BETWEEN: "tussen; tussen de",
        Role.FROM: "van",
        Role.TO: "tot; à; tot aan",
        Role.AND: "en; plus; maar; alsook; samen met; evenals; en ook; alsmede",
        Role.OR: "of; ofwel; dan wel",
        Role.NOT: "niet; geen; nooit; zonder",
        Role.REFUSED: """
            wordt/worden niet geaccepteerd/gelezen/nagekeken/beoordeeld/aanvaard;
            wordt/worden afgewezen/genegeerd/geweigerd; is/zijn te kort/lang; wordt/worden niet meegeteld
        """,
        Role.LIMIT: "limiet; grens; maximumaantal; limiet van",
        Role.KEEP: "beperk; beperken; houd; hou; beperkt; begrens",
        Role.LENGTH: """
            lengte; omvang; aantal; tal; telling; antwoordlengte; een lengte van; aantal van;
            richtlengte; grootte
        """,
        Role.PLUS_MINUS: """
            plus minus; plus of min; met een? marge van; met een? tolerantie van; marge; plus/min; plus/minus;
            tolerantie
        """,
        Role.ARTICLE: "een; één",
        Role.PERCENT: "procent",
        Role.EACH: """
            elk; elke; ieder; iedere; voor elk/elke/ieder/iedere; bij elk/elke; van elk/elke; in elk/elke;
            over elk/elke; alle
        """,
        Role.PER: "per; elk; ieder; à rato van",
        Role.WHOLE: "antwoord; antwoorden; vraag; vragen; groep; groepen; groepje; team; teams; antwoorden",
        Role.PLACE: """
            onderdeel; opdracht; opgave; sectie; hoofdstuk; deelvraag; deelopdracht; veld; rubriek; oefening; paragraaf
        """,
        Role.IN_ALL: "in totaal; totaal; samen; alles bij elkaar; in het totaal; tezamen; opgeteld",
        Role.OPTIONAL: """
            optioneel; optionele; facultatief; vrijblijvend; vrijwillig;
            indien mogelijk/nodig/relevant/gewenst/beschikbaar/aanwezig/toepasselijk/van; zo mogelijk;
            als je/jullie er een/één/eentje; als je/jullie wilt/willen/wil/kunt/kunnen/hebt/hebben; eventueel;
            desgewenst; als dat kan; niet verplicht; niet nodig; of geen; niet noodzakelijk; liefst ook; als het kan;
            hoeft niet; hoeven niet; naar keuze; of niets
        """,
        Role.MAY: "mag; mogen; kan; kunnen; kunt; mag je; mogen jullie; zou kunnen",
        Role.IF: "als; indien; wanneer",
        Role.ADVICE: """
            aanbevolen; aanbeveling; aanbevelen; aangeraden; aanraden; bij voorkeur; idealiter; ideaal; liefst;
            richtlijn; richtwaarde; voorgesteld; voorstel; streef; streef naar; gewoonlijk; normaal; indicatie;
            indicatief; raden; suggestie; richtgetal; doorgaans
        """,
        Role.EXCLUDING: """
            exclusief; excl; zonder; behalve; uitgezonderd; met uitzondering van; afgezien van; niet meegerekend; naast;
            buiten; niet inbegrepen
        """,
        Role.EXCLUDED: """
            tellen niet mee; telt niet mee; niet meegerekend; niet meegeteld; niet inbegrepen; uitgezonderd;
            worden/wordt niet meegeteld/meegerekend/geteld; tellen niet; exclusief; niet inclusief;
            zijn/is niet inbegrepen; uitgesloten; telt niet
        """,
        Role.INCLUDING: "inclusief; incl; met; meegerekend; meegeteld; inbegrepen",
        Role.ASK: """
            voeg; toevoegen; toon; tonen; upload; geef; maak; teken; gebruik; noem; plaats; citeer; vermeld; lever;
            neem; schets; bijvoegen; plak; verwijs naar; link naar; insluiten; invoegen; laat zien; presenteer;
            gebruiken; maken; geven; noemen; zet; teken; uploaden; documenteer; zoek; kies; stuur; dien; raadpleeg;
            neem op; lever in
        """,
        Role.PAST: "had; hadden; was; waren; werd; werden; bevatte; telde",
        Role.ASK_WITH: "illustreer; ondersteun; onderbouw; vul; verduidelijk; licht toe; staaf",
        Role.WITH: "met; door middel van; aan de hand van; via; door",
        Role.NEED: """
            vereist; vereisen; nodig; moet; moeten; bevat; bevatten; graag; verwacht; verwachten; verplicht; dient;
            dienen; hoort; moet bevatten; bevatte; telt; heeft; hebben; gelieve
        """,
        Role.WRITTEN: """
            in; met; schrijf; schrijven; uit; gebruik; formuleer; antwoord met/in; van; telt; tellen; beslaat; is; zijn;
            bevat; beslaan; binnen
        """,
        Role.THESE: """
            de; het; dit; deze; die; dat; jullie; je; jouw; uw; alle; beide; eerste; laatste; volgende; welke;
            bovenstaande
        """,
        Role.VAGUE: """
            enkele; een? paar; meerdere; verscheidene; verschillende; veel; een? halve; halve; een half; half; weinig;
            een dozijn; diverse; een aantal; wat; enige; een? handvol
        """,
        Role.NO: "geen",
        Role.IS: "is; zijn; bedraagt; bedragen; ligt op; wordt; telt",
        Role.OF: "van; in; de; het; voor; als; aan",
        Role.UNCOUNTED: """
            pagina; pagina's; bladzijde; bladzijden; bladzijdes; regel; regels; minuut; minuten; slide; slides; uur;
            uren; seconde; seconden; video; video's; letter; letters; bullet; bullets; punt; punten; kantjes; kantje;
            a4; a4'tje; a4'tjes; dia's; voetnoten; formules; vergelijkingen; opsommingstekens
        """,
    },
    units={
        Unit.WORDS: ("woord", "woorden"),
        Unit.IMAGES: (
            """
                afbeelding; figuur; foto; schermafbeelding; schermafdruk; screenshot; schermopname; plaatje; prent;
                grafiek; diagram; tekening; schets; kaart; plot; illustratie; beeld; schema; stroomdiagram
            """,
            """
                afbeeldingen; figuren; foto's; fotos; schermafbeeldingen; schermafdrukken; screenshots; schermopnames;
                plaatjes; prenten; grafieken; diagrammen; tekeningen; schetsen; kaarten; plots; illustraties; beelden;
                schema's; stroomdiagrammen
            """,
        ),
        Unit.CHARACTERS: ("teken; karakter", "tekens; karakters; leestekens; lettertekens"),
        Unit.SENTENCES: ("zin; volzin", "zinnen; volzinnen"),
        Unit.PARAGRAPHS: ("alinea", "alinea's; alineas; paragrafen"),
        Unit.LINKS: (
            "bron; link; verwijzing; referentie; bronvermelding; hyperlink; citaat; weblink; url",
            """
                bronnen; links; verwijzingen; referenties; bronvermeldingen; hyperlinks; citaten; weblinks;
                literatuurverwijzingen; url's
            """,
        ),
        Unit.TABLES: ("tabel", "tabellen"),
        Unit.CODE_BLOCKS: (
            "codeblok; codevoorbeeld; codefragment; listing; snippet; stuk code; stukje code; codesnippet",
            """
                codeblokken; codevoorbeelden; codefragmenten; listings; snippets; stukken code; stukjes code;
                codesnippets
            """,
        ),
    },
    things={
        "footnotes": "voetnoten; voetnoot; eindnoten",
        "references": """
            bronnen; bronvermelding; referenties; literatuurlijst; bibliografie; verwijzingen; bronnenlijst;
            bronvermeldingen; citaten; literatuur; referentielijst; bronverwijzingen
        """,
        "captions": "bijschriften; bijschrift; onderschriften; onderschrift",
        "code": "code; broncode; codeblokken; programmacode; codefragmenten",
        "tables": "tabellen; tabel",
        "headings": "koppen; kopjes; kop; titel; titels; tussenkoppen; opschriften",
        "spaces": "spaties; spatie; witruimte",
        "": "bijlagen; bijlage; afbeeldingen; figuren; formules; voorblad; titelblad; inhoudsopgave",
    },
    numbers={
        "nul": 0,
        "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
        "tien": 10, "elf": 11, "twaalf": 12, "enkel": 1,
    },
    big=(
        r"(?=.*(?:tien|tig|honderd|duizend))(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|"
        r"twaalf|der|veer|twin|tach|en|ën|tig|honderd|duizend)+"
    ),
    short=frozenset("blz ca evt excl fig incl max min nr ong".split()),
    joins_nouns=True,
    verbs_of_having="heeft hebben bevat bevatten telt tellen bestaat bestaan",
    verbs_of_handing_in="voeg upload plak bijvoegen lever",
    commands="""
        analyseer antwoord argumenteer beantwoord beargumenteer bedenk bediscussieer bekijk beoordeel bepaal
        bereken beschouw beschrijf bespreek bewijs definieer duid evalueer formuleer geef herschrijf houd
        illustreer interpreteer kies lees leg licht maak motiveer neem noem noteer onderbouw onderzoek ontwerp
        overdenk plaats presenteer rapporteer reageer reflecteer schets som stel tekens toon upload vat
        verantwoord vergelijk verklaar vertaal vertel verwoord werk zet
    """,
    prepositions="aan bij binnen door in met na naar om onder op over per te ten tot tussen uit van via voor zonder",
    prepositions_of_having="met uit van",
    people="jullie u je jij we wij men iedereen",
    pronouns="het dit deze die zij ze hij",
    owners="jullie uw je jouw ons onze",
    text_nouns="""
        antwoord/antwoorden; tekst/teksten; opstel; essay; samenvatting/samenvattingen; beschrijving/beschrijvingen;
        uitleg; abstract; sectie; deel; delen; alinea; reflectie; verslag/verslagen; rapport; bijdrage; inleiding;
        conclusie; discussie; analyse; commentaar; motivatie; toelichting; brief; e-mail; bericht; artikel;
        verantwoording; student/studenten; groep; lid; document; inhoud; verhaal; interpretatie; betoog; opdracht;
        onderbouwing; evaluatie; resultaat; overzicht; alles;
        artikelen; vergelijking; mening; gedicht; recensie; dagboek; pitch; reflectieverslag; blog; paper;
        oordeel; interpretaties; essays; verslagje; toelichtingen; beschouwing; argumentatie
    """,
)  # fmt: skip
