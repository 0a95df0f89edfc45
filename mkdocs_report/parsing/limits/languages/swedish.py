"""The Swedish words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, composed_of

_ATOMS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18,
    "nitton": 19, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80,
    "nittio": 90, "hundra": 100, "tusen": 1000,
}  # fmt: skip


SWEDISH = Vocabulary(
    code="sv",
    common="""
        och eller att den det de som är en ett till av på för med i om inte er ditt din dina du ni vi ska skall kan vad
        hur varför vilka vilken när från vid har ha vara också svar svara skriv beskriv förklara
    """,
    roles={
        Role.LEAST: """
            minst; åtminstone; minimum; min; minimalt; som minst; ett? minimum av/på; lägst; inte under; minimilängd
        """,
        Role.MOST: """
            högst; som mest; max; maximalt; maximum; maxi; upp till; ett? maximum av/på; inte över;
            begränsat/begränsad till; inom; som högst; maximal; maxlängd; maximilängd; övre gräns
        """,
        Role.OVER: """
            mer än; fler än; längre än; över; överstiga; överstiger; överskrida; överskrider; mera än; flera än;
            större än
        """,
        Role.UNDER: "mindre än; färre än; kortare än; under; understiga; understiger; underskrida",
        Role.ABOUT: """
            cirka; ca; omkring; ungefär; runt; kring; circa; nästan; drygt; knappt; i runda tal; nära; uppskattningsvis
        """,
        Role.EXACTLY: "exakt; precis; jämnt; noga",
        Role.OR_MORE: """
            eller mer; eller fler; och uppåt; eller längre; eller däröver; eller mera; eller flera; och däröver
        """,
        Role.OR_FEWER: "eller mindre; eller färre; eller kortare; eller därunder",
        Role.BETWEEN: "mellan; emellan",
        Role.FROM: "från",
        Role.TO: "till",
        Role.AND: "och; samt; plus; men; tillsammans med; och även; dessutom",
        Role.OR: "eller; antingen",
        Role.NOT: "inte; ej; ingen; inget; inga; aldrig; utan; får inte; icke",
        Role.REFUSED: """
            godtas inte; accepteras inte; läses inte; underkänns; bedöms inte; ignoreras; är för kort/lång/långt;
            avvisas
        """,
        Role.LIMIT: "gräns; gränsen; begränsning; begränsningen; tak; limit",
        Role.KEEP: "begränsa; begränsas; håll; begränsad; begränsat; håll dig/er till",
        Role.LENGTH: """
            lång; långt; långa; längd; längden; omfattning; omfång; antal; antalet; svarslängd; svarets längd;
            en längd på/av; riktvärde;
            mängd; mängden; storlek
        """,
        Role.PLUS_MINUS: "plus minus; plus eller minus; med en? tolerans på; plus/minus; tolerans",
        Role.ARTICLE: "en; ett",
        Role.PERCENT: "procent",
        Role.EACH: "varje; vart; var och en; för varje; till varje; i varje; om varje; av varje; vardera; alla",
        Role.PER: "per; vardera; var",
        Role.WHOLE: "svar; svaret; svaren; fråga; frågan; frågor; frågorna; grupp; gruppen; grupper",
        Role.PLACE: "avsnitt; avsnittet; uppgift; uppgiften; deluppgift; sektion; kapitel; fält; rubrik",
        Role.IN_ALL: "totalt; sammanlagt; tillsammans; i allt; sammantaget; allt som allt; inalles",
        Role.OPTIONAL: """
            valfri; valfritt; valfria; frivillig; frivilligt; om möjligt/tillämpligt/relevant/nödvändigt; gärna;
            eventuellt; ev; vid behov; om du/ni har en/ett/någon/något/några; om du/ni vill/önskar/har/kan;
            om det är möjligt/relevant; inte nödvändigt; inte obligatoriskt; eller ingen; behövs inte; får gärna;
            eller inget; eller inga; behöver inte; välkomna att
        """,
        Role.MAY: "får; kan; får gärna; kan gärna; får även; må",
        Role.IF: "om; ifall",
        Role.ADVICE: """
            rekommenderad; rekommenderat; rekommenderas; rekommendation; rekommenderar; rekommenderade; helst; idealt;
            föreslagen; föreslås; förslag; riktlinje; riktmärke; riktvärde; vägledande; lämplig; lämpligen; lämpligt;
            normalt; vanligtvis; sikta på; bör helst
        """,
        Role.EXCLUDING: """
            exklusive; exkl; utan; undantaget; bortsett från; förutom; ej inräknat; utom; med undantag för/av;
            ej inklusive
        """,
        Role.EXCLUDED: """
            räknas inte; räknas ej; räknas inte med/in; ej inräknat; ej medräknade; inte inräknat/inräknade/medräknade;
            undantagna; ingår inte; ingår ej; exkluderade; oräknade; oräknat; oräknad
        """,
        Role.INCLUDING: "inklusive; inkl; med; inräknat; medräknat; medräknade; inkluderat",
        Role.ASK: """
            infoga; lägg till; lägga till; bifoga; visa; ladda upp; rita; ge; ange; inkludera; hänvisa till; citera;
            nämn; ta; ta med; skissa; lämna in; gör; använd; skapa; presentera; infogar; bifogar; klistra in;
            referera till; länka till; dokumentera; sätt in; redovisa; lämna; skicka; foga in; leta upp; hitta
        """,
        Role.PAST: "hade; var; blev; innehöll",
        Role.ASK_WITH: "illustrera; stöd; styrk; komplettera; understöd; underbygg",
        Role.WITH: "med; med hjälp av; via; genom",
        Role.NEED: """
            kräver; krävs; ska innehålla/ha/visa/bifogas; ska; skall; bör; innehåller; innehålla; förväntas; behövs;
            obligatorisk; obligatoriskt; måste; ska vara; vänligen; ska finnas
        """,
        Role.WRITTEN: """
            i; på; med; skriv; skriva; av; använd; formulera; svara med/på/i; är; omfatta; omfattar; innehålla; använda;
            inom; om; vara; ska omfatta
        """,
        Role.THESE: """
            de; den; det; dessa; denna; detta; era; ert; din; ditt; dina; alla; båda; första; sista; följande; vilka;
            vilken; vilket
        """,
        Role.VAGUE: """
            några; ett? par; flera; få; många; en halv; ett halvt; halv; halvt; olika; ett dussin; diverse; enstaka;
            en? handfull; åtskilliga
        """,
        Role.NO: "ingen; inget; inga",
        Role.IS: "är; vara; ligger på; uppgår till; satt till; blir; på",
        Role.OF: "av; i; på; för; som",
        Role.UNCOUNTED: """
            sida; sidor; rad; rader; minut; minuter; bild/slide nummer; slide; slides; timme; timmar; sekund; sekunder;
            video; videor; filmer; bokstav; bokstäver; punkt; punkter; ark; fotnoter; formler; ekvationer; a4-sida;
            a4-sidor; stödord
        """,
    },
    units={
        Unit.WORDS: ("ord; ordet", "ord; orden"),
        Unit.IMAGES: (
            """
                bild; bilden; figur; figuren; foto; fotografi; skärmbild; skärmdump; skärmklipp; diagram; graf;
                teckning; ritning; skiss; karta; plot; illustration; grafik; flödesschema; skärmavbild
            """,
            """
                bilder; bilderna; figurer; figurerna; foton; fotografier; skärmbilder; skärmdumpar; skärmklipp; diagram;
                grafer; teckningar; ritningar; skisser; kartor; plottar; illustrationer; flödesscheman; skärmavbilder
            """,
        ),
        Unit.CHARACTERS: ("tecken; nedslag", "tecken; nedslag"),
        Unit.SENTENCES: ("mening", "meningar; meningarna; satser"),
        Unit.PARAGRAPHS: ("stycke; textstycke; paragraf", "stycken; textstycken; paragrafer"),
        Unit.LINKS: (
            "källa; länk; referens; hänvisning; källhänvisning; hyperlänk; citat; webblänk; url",
            """
                källor; länkar; referenser; hänvisningar; källhänvisningar; hyperlänkar; citat; webblänkar;
                litteraturreferenser; urler
            """,
        ),
        Unit.TABLES: ("tabell; tabellen", "tabeller"),
        Unit.CODE_BLOCKS: (
            "kodblock; kodexempel; kodstycke; kodavsnitt; kodutdrag; listning; snippet; kodsnutt; kodlistning",
            "kodblock; kodexempel; kodstycken; kodavsnitt; kodutdrag; listningar; snippets; kodsnuttar; kodlistningar",
        ),
    },
    things={
        "footnotes": "fotnoter; fotnot; slutnoter; noter",
        "references": """
            referenser; källor; referenslista; källförteckning; litteraturlista; källhänvisningar; referenslistan;
            litteraturförteckning; källförteckningen; citat
        """,
        "captions": "bildtexter; figurtexter; bildtext; figurtext",
        "code": "kod; källkod; kodblock; programkod; koden; kodexempel",
        "tables": "tabeller; tabell",
        "headings": "rubriker; rubrik; titel; titlar; rubriken",
        "spaces": "blanksteg; mellanslag; blanktecken; mellanrum",
        "": "bilagor; bilaga; bilder; figurer; formler; framsida; försättsblad; appendix",
    },
    numbers={word: number for word, number in _ATOMS.items() if number <= 12} | {"enda": 1, "noll": 0},
    big=composed_of(_ATOMS, "och"),
    atoms=_ATOMS,
    short=frozenset("ca ev exkl fig inkl max min nr t.ex".split()),
    joins_nouns=True,
    verbs_of_having="har ha innehåller innehålla består bestå omfattar omfatta vara",
    verbs_of_handing_in="bifoga infoga ladda lämna",
    commands="""
        analysera argumentera bedöm beräkna berätta beskriv besvara diskutera dokumentera formulera förklara ge
        gör håll identifiera jämför kommentera ladda lägg motivera nämn presentera redogör redovisa referera
        reflektera resonera resumera rita sammanfatta skildra skissa skissera svara ta tolka tänk undersök
        utveckla utvärdera visa välj värdera återge översätt
    """,
    prepositions="av efter för från i inom kring med mellan om på till under vid via per över",
    prepositions_of_having="av med på om",
    people="ni du vi man alla",
    pronouns="det den de detta dessa",
    owners="er ert era din ditt dina vår vårt",
    text_nouns="""
        svar/svaret/svaren; text/texten/texter; uppsats/uppsatsen; essä; sammanfattning/sammanfattningen;
        beskrivning/beskrivningen; förklaring/förklaringen; abstract; avsnitt/avsnittet; del; delen; stycke; reflektion;
        reflektionen; rapport/rapporten; inlägg/inlägget; inledning/inledningen; slutsats/slutsatsen; diskussion;
        diskussionen; analys/analysen; kommentar/kommentaren; motivering/motiveringen; brev; mejl; artikel; meddelande;
        motivation; student/studenten/studenter; grupp; gruppen; dokument; innehåll; berättelse; uppgift; uppgiften;
        redogörelse; tolkning; resultat; allt;
        berättelsen; essän; redogörelsen; motiveringar; tolkningen; innehållet; brevet; artikeln; dokumentet;
        gruppens; recension; recensionen; dikt; dikten; jämförelse; jämförelsen; bedömning; bedömningen;
        utvärdering; utvärderingen; dagbok; pitch; resonemang; resonemanget
    """,
)  # fmt: skip
