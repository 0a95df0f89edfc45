"""The Norwegian words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, composed_of

_ATOMS = {
    "en": 1, "ett": 1, "ei": 1, "én": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16,
    "sytten": 17, "atten": 18, "nitten": 19, "tjue": 20, "tyve": 20, "tretti": 30, "førti": 40, "femti": 50,
    "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90, "hundre": 100, "tusen": 1000,
}  # fmt: skip


NORWEGIAN = Vocabulary(
    code="nb",
    common="""
        og eller at den det de der som er en ei et til av på for med i om ikke deres din ditt dine du dere vi skal kan
        hva hvordan hvorfor hvilke hvilken når fra ved har ha være blir også svar skriv beskriv forklar
    """,
    roles={
        Role.LEAST: """
            minst; minimum; min; minimalt; i det minste; som minimum; et? minimum av/på; ikke under; minstelengde;
            minstekrav; iallfall
        """,
        Role.MOST: """
            høyst; maks; maksimalt; maksimum; max; maksimal; opptil; opp til; inntil; ikke over; et? maksimum av/på;
            begrenset til; innenfor; innen; på det meste; makslengde; maksimale; øvre grense
        """,
        Role.OVER: """
            mer enn; flere enn; lengre enn; lenger enn; over; overstige; overstiger; overskride; overskrider;
            større enn; mere enn
        """,
        Role.UNDER: "mindre enn; færre enn; kortere enn; under; underskride",
        Role.ABOUT: """
            cirka; ca; omkring; omtrent; rundt; rundt regnet; circa; nesten; om lag; omlag; i underkant av;
            i overkant av; sånn omtrent; tilnærmet
        """,
        Role.EXACTLY: "nøyaktig; presis; akkurat; eksakt",
        Role.OR_MORE: "eller mer; eller flere; og oppover; eller lengre; eller mere",
        Role.OR_FEWER: "eller mindre; eller færre; eller kortere",
        Role.BETWEEN: "mellom",
        Role.FROM: "fra",
        Role.TO: "til",
        Role.AND: "og; samt; pluss; men; sammen med; og også",
        Role.OR: "eller; enten",
        Role.NOT: "ikke; ingen; intet; aldri; uten; må ikke; ei/ikkje",
        Role.REFUSED: """
            godtas ikke; aksepteres ikke; leses ikke; blir ikke lest/godtatt/rettet; avvises; er for kort/lang/langt
        """,
        Role.LIMIT: "grense; grensen; begrensning; begrensningen; tak; limit",
        Role.KEEP: "begrens; begrense; hold; begrenset; hold deg/dere til",
        Role.LENGTH: """
            lang; langt; lange; lengde; lengden; omfang; omfanget; antall; antallet; svarlengde; mengde; mengden; en
            lengde på; størrelse;
            telling; antall av
        """,
        Role.PLUS_MINUS: "pluss minus; pluss eller minus; med en? toleranse på; pluss/minus; toleranse",
        Role.ARTICLE: "en; et; ei; ett; én",
        Role.PERCENT: "prosent",
        Role.EACH: """
            hver; hvert; for hver/hvert; til hver/hvert; hver enkelt; i hver/hvert; av hver/hvert; om hver/hvert;
            for alle
        """,
        Role.PER: "per; pr; hver",
        Role.WHOLE: """
            svar; svaret; svarene; besvarelse; besvarelsen; spørsmål; spørsmålet; spørsmålene; gruppe; gruppen; gruppa;
            lag
        """,
        Role.PLACE: "avsnittet; del; oppgave; oppgaven; deloppgave; seksjon; kapittel; felt; seksjonen",
        Role.IN_ALL: "i alt; til sammen; tilsammen; samlet; totalt; sammenlagt",
        Role.OPTIONAL: """
            valgfri; valgfritt; valgfrie; frivillig; hvis mulig/relevant/nødvendig/ønskelig;
            om mulig/nødvendig/ønskelig; gjerne; eventuelt; evt; ved behov; hvis du/dere har en/ett/et/noen/noe;
            hvis du/dere vil/ønsker/har/kan; om du/dere har/vil/ønsker; hvis det er mulig/relevant; ikke nødvendig;
            ikke påkrevd; eller ingen; trenger ikke; ikke et krav; når det er relevant; ikke obligatorisk;
            velkommen til
        """,
        Role.MAY: "kan; får; må gjerne; kan gjerne; får gjerne; kan også",
        Role.IF: "hvis; dersom; om",
        Role.ADVICE: """
            anbefalt; anbefalte; anbefales; anbefaling; anbefaler; veiledende; helst; ideelt; ideelt sett; foreslått;
            foreslås; forslag; retningslinje; normalt; vanligvis; fortrinnsvis; sikt mot; passende
        """,
        Role.EXCLUDING: """
            uten; eksklusive; ekskl; eksklusiv; unntatt; bortsett fra; med unntak av; utenom; ikke medregnet; utenom
        """,
        Role.EXCLUDED: """
            teller ikke; teller ikke med; regnes ikke med; ikke medregnet; ikke inkludert; medregnes ikke; telles ikke;
            telles ikke med; unntatt; ekskludert; er ikke medregnet/inkludert; holdes utenfor
        """,
        Role.INCLUDING: "inklusive; inkl; med; medregnet; inkludert; inklusiv",
        Role.ASK: """
            sett inn; sette inn; legg ved; legge ved; legg til; legge til; vis; last opp; laste opp; lag; tegn; gi;
            oppgi; inkluder; inkludere; henvis til; siter; nevn; ta; ta med; skisser; lever; bruk; bruke; vise; tegne;
            presenter; lim inn; vedlegg; finn; dokumenter; lenk til; referer til; angi; send inn; utarbeid
        """,
        Role.PAST: "hadde; var; ble; inneholdt",
        Role.ASK_WITH: "illustrer; støtt; understøtt; underbygg; suppler; begrunn",
        Role.WITH: "med; ved hjelp av; via; gjennom",
        Role.NEED: """
            krever; kreves; skal inneholde/ha/vise/bruke; skal; bør; inneholder; inneholde; forventes; forventer;
            trenger; påkrevd; obligatorisk; nødvendig; må; skal være; må ha/inneholde; vennligst
        """,
        Role.WRITTEN: """
            i; på; med; skriv; skrive; av; bruk; formuler; svar med/på/i; er; inneholde; bruke; innenfor; ved; være
        """,
        Role.THESE: """
            de; den; det; disse; denne; dette; deres; din; ditt; dine; alle; begge; første; siste; følgende; hvilke;
            hvilket; hvilken; nevnte
        """,
        Role.VAGUE: """
            noen; et? par; flere; få; mange; en halv; et halvt; halv; halvt; ulike; forskjellige; et dusin; diverse;
            enkelte; en? håndfull; ei halv
        """,
        Role.NO: "ingen; intet",
        Role.IS: "er; være; ligger på; utgjør; satt til; blir; på",
        Role.OF: "av; i; på; for; som; om",
        Role.UNCOUNTED: """
            side; sider; linje; linjer; minutt; minutter; slide; slides; lysbilder; time; timer; sekund; sekunder;
            video; videoer; bokstav; bokstaver; punkt; punkter; ark; fotnoter; formler; ligninger; likninger; a4-side;
            a4-sider; stikkord; kulepunkt; kulepunkter
        """,
    },
    units={
        Unit.WORDS: ("ord; ordet", "ord; ordene"),
        Unit.IMAGES: (
            """
                bilde; bildet; figur; figuren; foto; fotografi; skjermbilde; skjermdump; screenshot; diagram; graf;
                tegning; skisse; kart; plott; plot; illustrasjon; grafikk; skjermklipp; flytskjema
            """,
            """
                bilder; bildene; figurer; figurene; foto; fotoer; fotografier; skjermbilder; skjermdumper; screenshots;
                diagrammer; diagram; grafer; tegninger; skisser; kart; plott; plotter; illustrasjoner; skjermklipp;
                flytskjemaer
            """,
        ),
        Unit.CHARACTERS: ("tegn; anslag", "tegn; anslag"),
        Unit.SENTENCES: ("setning", "setninger; setningene; setningar"),
        Unit.PARAGRAPHS: ("avsnitt; paragraf", "avsnitt; paragrafer"),
        Unit.LINKS: (
            "kilde; lenke; link; henvisning; referanse; kildehenvisning; hyperlenke; sitat; nettlenke; url",
            """
                kilder; lenker; linker; henvisninger; referanser; kildehenvisninger; hyperlenker; sitater; nettlenker;
                litteraturhenvisninger
            """,
        ),
        Unit.TABLES: ("tabell; tabellen", "tabeller"),
        Unit.CODE_BLOCKS: (
            "kodeblokk; kodeeksempel; kodesnutt; kodeutdrag; kodelisting; listing; snippet; kodebit",
            "kodeblokker; kodeeksempler; kodesnutter; kodeutdrag; kodelistinger; listinger; snippets; kodebiter",
        ),
    },
    things={
        "footnotes": "fotnoter; fotnote; sluttnoter; noter",
        "references": """
            referanser; kilder; litteraturliste; referanseliste; kildehenvisninger; kildeliste; henvisninger;
            litteratur; litteraturlisten; bibliografi; sitater
        """,
        "captions": "bildetekster; figurtekster; bildetekst; figurtekst",
        "code": "kode; kildekode; kodeblokker; programkode; koden; kodeeksempler",
        "tables": "tabeller; tabell",
        "headings": "overskrifter; overskrift; titler; tittel; overskriften",
        "spaces": "mellomrom; blanke",
        "": "vedlegg; bilder; figurer; formler; forside; ligninger; appendiks",
    },
    numbers={word: number for word, number in _ATOMS.items() if number <= 12} | {"enkelt": 1, "eneste": 1, "null": 0},
    big=composed_of(_ATOMS, "og"),
    atoms=_ATOMS,
    short=frozenset("ca ekskl evt fig inkl maks max min nr pr".split()),
    joins_nouns=True,
    verbs_of_having="har ha inneholder inneholde består bestå",
    verbs_of_handing_in="vedlegg sett legg last lever",
    commands="""
        analyser argumenter begrunn beregn beskriv besvar diskuter dokumenter drøft forklar formuler fortell
        fortolk gi gjengi gjør hold kommenter lag last legg nevn oppgi oppsummer oversett presenter redegjør
        referer reflekter sammenfatt sammenlign sammenlikn sett skildre skisser svar ta tegn tenk tolk undersøk
        utarbeid utdyp velg vis vurder
    """,
    prepositions="av etter for fra i med mellom om omkring over på til under ved via per",
    prepositions_of_having="av med på om",
    people="dere du vi man alle",
    pronouns="det den de dette disse",
    owners="deres din ditt dine vår vårt",
    text_nouns="""
        svar/svaret/svarene; besvarelse/besvarelsen; tekst/teksten/tekster; essay; oppgave/oppgaven; sammendrag;
        sammendraget; beskrivelse/beskrivelsen; forklaring/forklaringen; abstract; avsnittet; del; delen; refleksjon;
        refleksjonen; rapport/rapporten; innlegg/innlegget; innledning/innledningen; konklusjon; konklusjonen;
        diskusjon; diskusjonen; analyse/analysen; kommentar/kommentaren; begrunnelse/begrunnelsen; brev; e-post;
        melding; motivasjon; artikkel; oppsummering/oppsummeringen; redegjørelse; student; studenten; studenter; gruppe;
        gruppa; gruppen; dokument; innhold; fortelling; vurdering; tolkning; alt;
        essayet; artikkelen; redegjørelsen; vurderingen; tolkningen; innholdet; brevet; dokumentet; gruppens;
        anmeldelse; anmeldelsen; dikt; diktet; sammenligning; sammenligningen; evaluering; evalueringen; dagbok;
        pitch; fortellingen; refleksjoner; drøfting; drøftingen; kommentarer; besvarelser
    """,
)  # fmt: skip
