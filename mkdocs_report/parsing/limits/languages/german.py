"""The German words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

GERMAN = Vocabulary(
    code="de",
    common="""
        der die das des dem den und oder ist sind sie ihr ihre ihren eure euren euer du dein deine wir nicht auch auf an
        aus bei für im in mit nach über um von vor wie was wer wo warum wenn dass welche welchen welches zu zum zur es
        er ein eine einen einem einer eines soll sollen sollte kann können hier als werden wird haben hat noch nur so
    """,
    roles={
        Role.LEAST: """
            mindestens; mind; wenigstens; minimal; minimum; min; zumindest; das minimum sind/ist/von/beträgt;
            ein? minimum von; nicht unter; ab; mindestumfang; mindestlänge; mindestanzahl; mindestzahl; mindestwortzahl;
            mindestens aber
        """,
        Role.MOST: """
            höchstens; maximal; max; maximum; bis zu; bis maximal/max/höchstens/zu?; nicht über; ein? maximum von;
            limitiert auf; begrenzt auf; beschränkt auf; maximallänge; höchstlänge; höchstzahl; maximalumfang; höchst;
            höchstumfang; das maximum sind/ist/beträgt; innerhalb von; längstens; obergrenze; obergrenze von;
            höchstgrenze; nicht mehr als; keinesfalls mehr als; maximale
        """,
        Role.OVER: """
            mehr als; länger als; über; überschreiten; überschreitet; übersteigen; übersteigt; größer als; oberhalb von;
            größer; überschritten; hinausgehen über; jenseits von
        """,
        Role.UNDER: """
            weniger als; kürzer als; unter; unterschreiten; unterschreitet; kleiner als; unterhalb von; geringer als;
            unterschritten
        """,
        Role.ABOUT: """
            ungefähr; etwa; circa; ca; rund; zirka; in etwa; um die; an die; schätzungsweise; knapp; annähernd; fast;
            so um die; grob; um
        """,
        Role.EXACTLY: """
            genau; exakt; präzise; nicht mehr und nicht weniger als;
            nicht mehr/weniger und/oder nicht? weniger/mehr als
        """,
        Role.OR_MORE: "oder mehr; und mehr; oder länger; aufwärts; und darüber; oder darüber; oder höher; plus",
        Role.OR_FEWER: "oder weniger; und weniger; oder kürzer; oder darunter; und darunter",
        Role.BETWEEN: "zwischen; im bereich von; im umfang zwischen",
        Role.FROM: "von",
        Role.TO: "bis",
        Role.AND: """
            und; sowie; plus; aber; jedoch; zusammen mit; dazu; samt; und auch; und zusätzlich; zudem; jedoch auch
        """,
        Role.OR: "oder; beziehungsweise; bzw; wahlweise; entweder",
        Role.NOT: "nicht; kein; keine; keinen; keiner; keinem; niemals; nie; ohne; keinesfalls; auf keinen fall",
        Role.REFUSED: """
            wird/werden nicht akzeptiert/gelesen/gewertet/bewertet/angenommen/berücksichtigt;
            wird/werden ignoriert/abgelehnt/zurückgewiesen/gekürzt; ist/sind nicht erlaubt/zulässig;
            ist/sind zu kurz/lang
        """,
        Role.LIMIT: """
            limit; grenze; obergrenze; begrenzung; beschränkung; höchstmenge; limit von
        """,
        Role.KEEP: "beschränken; beschränkt; beschränke; begrenzen; begrenzt; begrenze; limitieren",
        Role.LENGTH: """
            länge; umfang; anzahl; zahl; anzahl der/von?; zahl der; textlänge; antwortlänge; länge von;
            umfang von; textumfang; im umfang von; mit einer länge von; gesamtlänge; richtwert
        """,
        Role.PLUS_MINUS: """
            plus minus; plus/minus; plus oder minus; mit einer? toleranz von; abweichung von; toleranz; plusminus
        """,
        Role.ARTICLE: "ein; eine; einen; einem; einer; eines",
        Role.PERCENT: "prozent; v.h",
        Role.EACH: """
            jede; jeder; jedes; jeden; jedem; je; jeweils; für jede/jeden/jedes; zu jeder/jedem; pro; von jedem/jeder
        """,
        Role.PER: "pro; je; jeweils; à",
        Role.WHOLE: """
            antwort; antworten; frage; fragen; aufgabenstellung; gruppe; gruppen; team; teams; ihre/eure/deine antwort;
            gruppenantwort; antworttext
        """,
        Role.PLACE: "abschnitt; abschnitte; aufgabe; aufgaben; teilaufgabe; kapitel; übung; überschrift; feld; sektion",
        Role.IN_ALL: "insgesamt; zusammen; gesamt; im ganzen; in summe; alles in allem; total",
        Role.OPTIONAL: """
            optional; optionale; optionales; optionaler; freiwillig; freiwillige;
            wenn/falls möglich/vorhanden/nötig/gewünscht;
            falls/wenn ihr/sie/du eines/eins/eine/welche/möchtet/möchten/magst/wollt/wollen/habt/haben/hast;
            falls/wenn ihr/sie/du eines/eins/eine/einen/welche habt/haben/hast; nach möglichkeit; gern; gerne;
            bei bedarf; falls/wenn zutreffend/zutrifft/verfügbar/sinnvoll/passend/erforderlich/vorliegt;
            oder keines/keine/keins/keinen; ggf; gegebenenfalls; nicht erforderlich; nicht nötig; nicht notwendig;
            nicht zwingend; evtl; eventuell; auf wunsch; möglicherweise
        """,
        Role.MAY: "dürfen; darf; dürft; kann; können; könnt; könnte; kannst; darfst; könnten; könntet",
        Role.IF: "wenn; falls; sofern; sollten; solltet",
        Role.ADVICE: """
            empfohlen; empfohlene; empfohlener; empfehlung; empfehlen; empfiehlt; empfehlenswert; idealerweise; ideal;
            vorzugsweise; möglichst; richtwert; richtlinie; orientierung; als orientierung; vorgeschlagen; in der regel;
            vorschlag; üblicherweise; normalerweise; typischerweise; ratsam; anzustreben; wünschenswert
        """,
        Role.EXCLUDING: """
            ohne; exklusive; exkl; ausgenommen; abgesehen von; mit ausnahme von/der/des; außer; ausschließlich;
            nicht mitgezählt; nicht eingerechnet; nicht mitgerechnet; ohne berücksichtigung von/der
        """,
        Role.EXCLUDED: """
            nicht mitgezählt; zählen nicht; zählt nicht; zählen nicht mit/dazu; zählt nicht mit/dazu;
            nicht mitgerechnet; nicht eingerechnet; werden/wird nicht mitgezählt/gezählt/mitgerechnet/berücksichtigt;
            ausgenommen; nicht enthalten; nicht inbegriffen; sind/ist ausgenommen; nicht inkludiert; nicht einberechnet
        """,
        Role.INCLUDING: """
            inklusive; inkl; einschließlich; mit; samt; mitgezählt; eingerechnet; inbegriffen; incl; einschl
        """,
        Role.ASK: """
            füge/fügen/fügt sie/ihr? bitte?; einfügen; einzufügen; einreichen; anhängen; beifügen; beizufügen;
            hochladen; hochzuladen; lade/ladet/laden sie? bitte?; zeige/zeigt/zeigen sie? bitte?;
            hänge/hängt/hängen sie? bitte?; erstelle/erstellt/erstellen sie?; zeichne/zeichnet/zeichnen sie?;
            mache/macht/machen sie?; gebt/gib/geben sie? bitte?; nenne/nennt/nennen sie? bitte?;
            zitiere/zitiert/zitieren sie?; verwende/verwendet/verwenden sie?; zeigen; angeben; beilegen;
            liefere/liefert/liefern sie?; ergänze/ergänzt/ergänzen sie?; ergänzen; nutze/nutzt/nutzen sie?; abgeben;
            vorlegen; nennen; reiche/reicht/reichen sie? bitte?; skizziere/skizziert/skizzieren sie?;
            belege/belegt/belegen sie?; anführen; verlinken; verlinke/verlinkt/verlinken sie?;
            lege/legt/legen sie? bitte?; präsentiere/präsentiert/präsentieren sie?; einbinden;
            benutze/benutzt/benutzen sie?; führe/führt/führen sie?; binde/bindet/binden sie?;
            stelle/stellt/stellen sie?; verwenden; füg; häng; hinzufügen; hinzuzufügen; anfügen; zeichnen; erstellen;
            posten; zitieren; dokumentiere/dokumentiert/dokumentieren sie?
        """,
        Role.PAST: "hatte; hatten; hattet; war; waren; wurde; wurden; enthielt; enthielten; umfasste; gab es",
        Role.ASK_WITH: """
            illustriere/illustriert/illustrieren sie?; veranschauliche/veranschaulicht/veranschaulichen sie?;
            unterstütze/unterstützt/unterstützen sie?; belege/belegt/belegen sie?; begründe/begründet/begründen sie?
        """,
        Role.WITH: "mit; durch; anhand; mithilfe; anhand von; mit hilfe",
        Role.NEED: """
            benötigt; benötigen; erfordert; braucht; muss; müssen; soll; sollen; solltet; sollte; sollten;
            enthält; enthalten;
            bitte; erwartet; erwarten; erforderlich; verlangt; notwendig; nötig; umfasst; gefordert; pflicht; enthalte
        """,
        Role.WRITTEN: """
            in; mit; schreibe/schreibt/schreiben sie?; schreib; verfasse/verfasst/verfassen sie?; aus; umfassen;
            umfasst; antworte/antwortet/antworten sie? in?; formuliere/formuliert/formulieren sie?; hat; haben; lang;
            von; sind; ist
        """,
        Role.THESE: """
            der; die; das; den; dem; des; diese; dieser; dieses; diesen; eure; ihre; deine; alle; beide; beiden; ersten;
            erste; letzten; folgenden; welche; euren; ihren
        """,
        Role.VAGUE: """
            einige; einigen; mehrere; ein? paar; wenige; wenigen; viele; ein halbes; halbes; halbe; halben; eine? halbe;
            verschiedene; ein? dutzend; einer halben; diverse; etliche; einiger; genügend
        """,
        Role.NO: "kein; keine; keinen",
        Role.IS: "ist; sind; beträgt; betragen; liegt bei; lautet; sei; wird; werden; liegt",
        Role.OF: "von; in; der; an; für; als; zu",
        Role.UNCOUNTED: """
            seite; seiten; zeile; zeilen; folie; folien; minute; minuten; stunde; stunden; sekunde; sekunden; video;
            videos; stichpunkt; stichpunkte; stichpunkten; blatt; stichworte; stichwörter; stichworten; din-a4-seite;
            gleichungen; formeln; spiegelstriche; aufzählungspunkte; stichwort; buchstaben; fußnoten; silben; a4-seite;
            a4-seiten
        """,
    },
    units={
        Unit.WORDS: ("wort; worte", "wörter; wörtern; worte; worten; woerter; woertern"),
        Unit.IMAGES: (
            """
                bild; abbildung; foto; screenshot; bildschirmfoto; grafik; graphik; diagramm; skizze; zeichnung;
                illustration; karte; plot; fotografie; schaubild; bildes; fotos; graph; graphen; figur; abb;
                bildschirmaufnahme; schema; infografik; lageplan
            """,
            """
                bilder; bildern; abbildungen; fotos; screenshots; bildschirmfotos; grafiken; graphiken; diagramme;
                diagrammen; skizzen; zeichnungen; illustrationen; karten; plots; fotografien; schaubilder; schaubildern;
                graphen; figuren; bildschirmaufnahmen
            """,
        ),
        Unit.CHARACTERS: ("zeichen", "zeichen; anschläge; anschlägen; schriftzeichen; textzeichen"),
        Unit.SENTENCES: ("satz", "sätze; sätzen; saetze; saetzen"),
        Unit.PARAGRAPHS: ("absatz; absatzes", "absätze; absätzen; absaetze; paragraphen; textabsätze"),
        Unit.LINKS: (
            """
                quelle; link; referenz; quellenangabe; verweis; literaturquelle; hyperlink; internetquelle; weblink;
                url; literaturangabe
            """,
            """
                quellen; links; referenzen; quellenangaben; verweise; verweisen; literaturquellen; hyperlinks;
                internetquellen; weblinks; urls; literaturangaben; zitate; zitaten; belege; belegen; literaturverweise;
                webquellen; onlinequellen
            """,
        ),
        Unit.TABLES: ("tabelle", "tabellen"),
        Unit.CODE_BLOCKS: (
            """
                codeblock; code-block; code block; quelltextblock; codebeispiel; codeausschnitt; code-ausschnitt;
                listing; snippet; code-snippet; codelisting
            """,
            """
                codeblöcke; codeblöcken; code-blöcke; code blöcke; codebeispiele; codebeispielen; codeausschnitte;
                codeausschnitten; listings; snippets; code-ausschnitte; code-snippets; code-beispiele; codelistings;
                quelltextauszüge
            """,
        ),
    },
    things={
        "footnotes": "fußnoten; fussnoten; fußnote; endnoten",
        "references": """
            literaturverzeichnis; quellen; quellenverzeichnis; referenzen; quellenangaben; literatur; literaturangaben;
            bibliographie; zitate; bibliografie
        """,
        "captions": """
            bildunterschriften; bildunterschrift; beschriftungen; bildlegenden; legenden; abbildungsunterschriften
        """,
        "code": "code; quelltext; quellcode; codeblöcke; programmcode; listings; codebeispiele",
        "tables": "tabellen; tabelle",
        "headings": "überschriften; überschrift; titel",
        "spaces": "leerzeichen; leerschläge; leerzeichens; leerräume",
        "": "anhang; anhänge; bilder; abbildungen; formeln; deckblatt; grafiken; titelblatt; inhaltsverzeichnis",
    },
    numbers={
        "null": 0,
        "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
        "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "einzige": 1, "einziges": 1,
    },
    big=(
        r"(?=.*(?:zehn|zig|ßig|ssig|hundert|tausend))(?:ein|eine|zwei|drei|vier|fünf|sechs|sech|sieben|"
        r"sieb|acht|neun|zehn|elf|zwölf|zwan|und|zig|ßig|ssig|hundert|tausend)+"
    ),
    short=frozenset("abb bzw ca einschl evtl exkl fig ggf höchst inkl max min mind nr".split()),
    joins_nouns=True,
    verbs_of_having="hat haben enthält enthalten umfasst umfassen zählt besteht bestehen sein",
    verbs_of_handing_in="""
        füge fügt fügen lade ladet laden hochladen einfügen hänge hängt hängen anhängen beifügen einreichen
        reicht reiche
    """,
    commands="""
        analysiere analysiert antworte antworten antwortet argumentiere argumentiert beantworte beantwortet
        begründe begründet beobachte beobachtet berichte berichtet beschreibe beschreibt besprecht bestimme
        bestimmt beurteile beurteilt bewerte bewertet beziehe bezieht charakterisiere charakterisieren
        charakterisiert definiere definiert deute deutet diskutiere diskutiert dokumentiere dokumentiert
        entwerft entwickelt entwickle entwirf erkläre erklären erklärt erläutere erläutern erläutert erzähle
        erzählt erörtere erörtert fasse fassen fasst formuliere formulieren formuliert gebt gib gliedere
        gliedert halte halten haltet interpretiere interpretiert kommentiere kommentiert lege legt lest lies
        nehmen nehmt nimm notiere notiert ordne ordnet prüfe prüft rechtfertige rechtfertigt reflektiere
        reflektieren reflektiert sammelt sammle schildere schildern schildert setze setzt stelle stellen stellt
        untersuche untersuchen untersucht vergleiche vergleichen vergleicht wähle wählen wählt zeige zeigen
        zeigt zähle zählt überlege überlegt übersetze übersetzt
    """,
    prepositions="""
        an auf aus bei beim für gegen im in mit nach ohne seit über um unter vom von vor zu zum zur zwischen
        während anhand durch ab am ins pro binnen
    """,
    prepositions_of_having="aus mit von",
    people="ihr sie du wir man",
    pronouns="es er dies dieses das diese dieser",
    owners="ihr ihre ihren ihrer ihrem euer eure euren eurer dein deine deinen unser unsere",
    text_nouns="""
        antwort/antworten; text/texte; aufsatz; essay; zusammenfassung/zusammenfassungen; beschreibung/beschreibungen;
        erklärung/erklärungen; abstract; abschnitt/abschnitte; teil; teile; reflexion; bericht/berichte;
        beitrag/beiträge; einleitung; fazit; schluss; diskussion; analyse; kommentar; begründung; stellungnahme; brief;
        e-mail; nachricht; motivation; steckbrief; überblick; gliederung; arbeit; dokument; entwurf; interpretation;
        auswertung; ergebnis; ergebnisse; definition; eintrag; einträge; inhalt; studierende; mitglied; gruppe; aufgabe;
        frage; artikel; darstellung; ausführung; ausführungen; rest; lösung; protokoll; rezension; geschichte;
        erläuterung; erörterung; alles; vergleich; meinung; gedicht; dialog; rede; aufsätze; betrachtung;
        schilderung; kurzbiografie; vorstellung; nacherzählung; charakterisierung; paper; essays; manuskript; schreiben
    """,
)  # fmt: skip
