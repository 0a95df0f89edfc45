"""The Danish words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, composed_of

_ATOMS = {
    "en": 1, "et": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9,
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17,
    "atten": 18, "nitten": 19, "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70,
    "firs": 80, "halvfems": 90, "hundrede": 100, "hundred": 100, "tusind": 1000, "tusinde": 1000,
}  # fmt: skip


DANISH = Vocabulary(
    code="da",
    common="""
        og eller at det den de der som er en et til af på for med i om ikke jeres din dit dine du i vi jer skal kan hvad
        hvordan hvorfor hvilke hvilken når fra ved har have være bliver blev også kun svar skriv beskriv forklar
    """,
    roles={
        Role.LEAST: """
            mindst; minimum; min; minimalt; i det mindste; som minimum; et? minimum af/på; ikke under; ned til;
            fra og med; mindstelængde; mindste længde
        """,
        Role.MOST: """
            højst; højest; maksimalt; maksimum; maks; max; maximalt; maximum; op til; indtil; ikke over;
            et? maksimum af/på; begrænset til; inden for; højst på; maksimale; maksimal; øvre grænse
        """,
        Role.OVER: "mere end; flere end; længere end; over; overstige; overstiger; overskride; overskrider; større end",
        Role.UNDER: "mindre end; færre end; kortere end; under; underskride",
        Role.ABOUT: "cirka; ca; omkring; omtrent; rundt regnet; nogenlunde; næsten; circa; i omegnen af; knap; tæt på",
        Role.EXACTLY: "præcis; nøjagtig; nøjagtigt; præcist; netop; hverken flere eller færre end",
        Role.OR_MORE: "eller mere; eller flere; eller derover; og opefter; og op; eller længere; og opad; og derover",
        Role.OR_FEWER: "eller mindre; eller færre; eller derunder; eller kortere; og derunder",
        Role.BETWEEN: "mellem; imellem",
        Role.FROM: "fra",
        Role.TO: "til",
        Role.AND: "og; samt; plus; men; sammen med; og også",
        Role.OR: "eller; enten",
        Role.NOT: "ikke; ingen; intet; aldrig; uden; hverken; må ikke",
        Role.REFUSED: """
            accepteres ikke; læses ikke; bliver ikke læst/accepteret/rettet; bliver afvist; er for kort/lang;
            tæller ikke
        """,
        Role.LIMIT: "grænse; grænsen; loft; begrænsning; begrænsningen; limit",
        Role.KEEP: "begræns; begrænse; hold; begrænset; hold jer/dig til",
        Role.LENGTH: """
            lang; langt; lange; længde; længden; omfang; omfanget; antal; antallet af; antal af; svarlængde;
            antallet; mængde; mængden; en længde på; fylde;
            fylder; størrelse
        """,
        Role.PLUS_MINUS: "plus minus; plus eller minus; med en? tolerance på; plus/minus; tolerance",
        Role.ARTICLE: "en; et; én; ét",
        Role.PERCENT: "procent; pct",
        Role.EACH: """
            hver; hvert; for hver/hvert; til hver/hvert; hver enkelt; i hver/hvert; af hver/hvert; om hver/hvert
        """,
        Role.PER: "per; pr; hver især; hver",
        Role.WHOLE: """
            svar; svaret; svarene; besvarelse; besvarelsen; spørgsmål; spørgsmålet; spørgsmålene; gruppe; gruppen; hold
        """,
        Role.PLACE: "afsnit; afsnittet; opgave; opgaven; delopgave; sektion; kapitel; felt",
        Role.IN_ALL: "i alt; ialt; tilsammen; samlet; sammenlagt; totalt",
        Role.OPTIONAL: """
            valgfri; valgfrit; valgfrie; frivillig; frivilligt; hvis muligt/relevant/nødvendigt/ønsket; om muligt;
            gerne; eventuelt; evt; hvis i/du har en/et/nogen/nogle/et; hvis i/du vil/ønsker/har;
            hvis det er muligt/relevant/nødvendigt; ikke nødvendigt; ikke påkrævet; eller ingen; ikke et krav;
            velkommen til; velkomne til; når det er relevant; eller intet; i er velkomne til; hvis det giver mening
        """,
        Role.MAY: "må; kan; må gerne; kan godt; kunne; må også",
        Role.IF: "hvis; såfremt",
        Role.ADVICE: """
            anbefalet; anbefalede; anbefales; anbefaling; anbefaler; vejledende; helst; ideelt; ideelt set; foreslået;
            foreslås; forslag; retningslinje; så vidt muligt; gerne omkring; som udgangspunkt; normalt; typisk;
            tilstræb
        """,
        Role.EXCLUDING: """
            uden; eksklusive; ekskl; undtagen; bortset fra; eksklusiv; fraregnet; ikke medregnet; foruden; ud over;
            ikke inklusive
        """,
        Role.EXCLUDED: """
            tæller ikke; tæller ikke med; medregnes ikke; ikke medregnet; ikke inkluderet; regnes ikke med; undtaget;
            tælles ikke; tælles ikke med; ekskluderet; er ikke medregnet/inkluderet; fraregnet
        """,
        Role.INCLUDING: "inklusive; inkl; med; medregnet; herunder; inklusiv; iberegnet; incl",
        Role.ASK: """
            indsæt; indsætte; tilføj; tilføje; vedlæg; vedlægge; vedhæft; vedhæfte; vis; upload; uploade; lav; tegn;
            giv; angiv; inkluder; inkludér; inkludere; brug; henvis til; citer; citér; nævn; tag; skitser; aflever;
            medtag; find; anvend; benyt; vise; tegne; bruge; lave; præsenter; præsentér; link til; dokumenter;
            dokumentér; opgiv; indsend; sæt; læg; vedlagt; udarbejd; fremvis
        """,
        Role.PAST: "havde; var; blev; indeholdt",
        Role.ASK_WITH: """
            illustrer; illustrér; støt; understøt; underbyg; suppler; supplér; ledsag; illustreres; dokumenter
        """,
        Role.WITH: "med; ved hjælp af; via; gennem",
        Role.NEED: """
            kræver; kræves; skal indeholde/have/vise/bruge/indsætte/vedlægge; skal; bør; indeholder; indeholde;
            forventes; forventer; behøver; påkrævet; nødvendigt; venligst; skal være; skal der være
        """,
        Role.WRITTEN: """
            i; på; med; skriv; skrive; af; brug; formuler; formulér; svar med/på/i; er; fylder; fylde; indeholde; bruge;
            inden for; ved
        """,
        Role.THESE: """
            de; den; det; disse; denne; dette; jeres; din; dit; dine; alle; begge; første; sidste; følgende; hvilke;
            hvilket; hvilken; nævnte
        """,
        Role.VAGUE: """
            nogle; et? par; flere; få; adskillige; mange; en halv; et halvt; halv; halvt; forskellige; et dusin;
            diverse; enkelte; en? håndfuld
        """,
        Role.NO: "ingen; intet",
        Role.IS: "er; være; ligger på; udgør; lyder; sat til; bliver",
        Role.OF: "af; i; på; for; som; om",
        Role.UNCOUNTED: """
            side; sider; linje; linjer; minut; minutter; slide; slides; time; timer; sekund; sekunder; video; videoer;
            bogstav; bogstaver; punkt; punkter; ark; normalside; normalsider; fodnoter; formler; ligninger; a4-side;
            a4-sider; stikord
        """,
    },
    units={
        Unit.WORDS: ("ord; ordet", "ord; ordene"),
        Unit.IMAGES: (
            """
                billede; billedet; figur; figuren; foto; fotografi; skærmbillede; skærmdump; screenshot; diagram; graf;
                tegning; skitse; kort; plot; illustration; grafik; skærmklip; plan; flowdiagram; rutediagram
            """,
            """
                billeder; billederne; figurer; figurerne; fotos; fotoer; fotografier; skærmbilleder; skærmdumps;
                screenshots; diagrammer; grafer; tegninger; skitser; kort; plots; plotter; illustrationer; grafikker;
                skærmklip
            """,
        ),
        Unit.CHARACTERS: ("tegn; anslag", "tegn; anslag; karakterer"),
        Unit.SENTENCES: ("sætning", "sætninger; sætningerne"),
        Unit.PARAGRAPHS: ("tekstafsnit; paragraf", "tekstafsnit; paragraffer"),
        Unit.LINKS: (
            "kilde; link; henvisning; reference; kildehenvisning; hyperlink; citat; referencen; url",
            """
                kilder; links; henvisninger; referencer; kildehenvisninger; hyperlinks; citater; weblinks;
                litteraturhenvisninger; urls
            """,
        ),
        Unit.TABLES: ("tabel; tabellen", "tabeller"),
        Unit.CODE_BLOCKS: (
            """
                kodeblok; kodeeksempel; kodestykke; kodeudsnit; kodeuddrag; kodeudsnit; kodelisting; listing; snippet;
                stykke kode
            """,
            """
                kodeblokke; kodeeksempler; kodestykker; kodeudsnit; kodeuddrag; listings; snippets; kodesnippets;
                kodebidder; stykker kode
            """,
        ),
    },
    things={
        "footnotes": "fodnoter; fodnote; noter; slutnoter",
        "references": """
            referencer; kilder; litteraturliste; kildehenvisninger; henvisninger; referenceliste; litteratur;
            kildeliste; bibliografi; litteraturlisten; citater
        """,
        "captions": "billedtekster; figurtekster; billedtekst; figurtekst; billedtekster",
        "code": "kode; kildekode; kodeblokke; kodeeksempler; programkode; koden",
        "tables": "tabeller; tabel",
        "headings": "overskrifter; overskrift; titel; titler; overskriften",
        "spaces": "mellemrum; blanktegn; mellemrummene",
        "": "bilag; billeder; figurer; formler; forside; appendiks; ligninger",
    },
    numbers={word: number for word, number in _ATOMS.items() if number <= 12} | {"enkelt": 1, "eneste": 1, "nul": 0},
    big=composed_of(_ATOMS, "og"),
    atoms=_ATOMS,
    short=frozenset("ca ekskl evt fig inkl maks max min ml nr pct pr".split()),
    joins_nouns=True,
    verbs_of_having="har have indeholder indeholde består bestå fylder fylde",
    verbs_of_handing_in="vedlæg indsæt upload vedhæft aflever",
    commands="""
        analyser analysér argumenter argumentér begrund beregn beskriv besvar diskuter diskutér dokumenter
        dokumentér drøft forklar formuler formulér fortolk fortæl gengiv gennemgå giv gør hold indsæt kommenter
        kommentér lav læg nævn opstil opsummer opsummér oversæt overvej præsenter præsentér redegør referer
        referér reflekter reflektér resumer resumér sammenfat sammenlign skildr skitser skitsér tag tegn tænk
        udarbejd uddyb undersøg vedhæft vis vurder vurdér vælg
    """,
    prepositions="af efter for fra i in med mellem om omkring over på til under ved via pr ud",
    prepositions_of_having="af med på om",
    people="i du vi man alle",
    pronouns="det den de dette disse",
    owners="jeres din dit dine vores",
    text_nouns="""
        svar/svaret/svarene; besvarelse/besvarelsen; tekst/teksten/tekster; essay; opgave/opgaven; resumé/resuméet;
        beskrivelse/beskrivelsen; forklaring/forklaringen; abstract; afsnit/afsnittet; del; delen; refleksion;
        refleksionen; rapport/rapporten; indlæg/indlægget; indledning/indledningen; konklusion/konklusionen; diskussion;
        diskussionen; analyse/analysen; kommentar/kommentaren; begrundelse/begrundelsen; brev; e-mail; besked;
        motivation; artikel; sammenfatning/sammenfatningen; redegørelse; studerende; gruppe; gruppen; dokument; indhold;
        historie; vurdering; fortolkning; alt;
        essayet; resuméer; redegørelsen; vurderingen; fortolkningen; indholdet; brevet; artiklen; dokumentet;
        gruppens; anmeldelse; anmeldelsen; digt; digtet; sammenligning; sammenligningen; evaluering;
        evalueringen; dagbog; pitch; historien; refleksioner; synopsis; kommentarer; begrundelser
    """,
)  # fmt: skip
