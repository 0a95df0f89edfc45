"""The Italian words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

ITALIAN = Vocabulary(
    code="it",
    common="""
        il lo la i gli le l' di del della dei delle dell' e o un uno una un' è sono a al alla ai alle in nel nella per
        su con senza che chi cosa come quando dove perché vostra vostro vostre sua suo tua tuo non più deve devono può
        possono essere avere descrivi descrivete descriva spiega spiegate risposta rispondi rispondete ogni
    """,
    roles={
        Role.LEAST: """
            almeno; come minimo; minimo; min; al minimo; non meno di; un? minimo di; quanto meno;
            perlomeno; minima; per lo meno
        """,
        Role.MOST: """
            al massimo; massimo; max; non oltre; fino a; un? massimo di; al più; entro; entro le/i; limitato/limitata a;
            massima; fino a un massimo di; tutt'al più; entro un massimo di; non superiore/superiori a
        """,
        Role.OVER: """
            più di; più lungo/lunga di; superare; superi; superate; supera; superino; oltre; oltre le/i; eccedere;
            ecceda; al di sopra di; superiore a; superare le/i; superi le/i; superate le/i; più che; maggiore di
        """,
        Role.UNDER: "meno di; più corto/corta di; inferiore a; sotto le/i; sotto; al di sotto di/delle/dei; minore di",
        Role.ABOUT: """
            circa; all' incirca; approssimativamente; intorno a; attorno a; intorno alle/ai; più o meno; quasi;
            pressappoco; ca; attorno alle/ai; grosso modo; indicativamente
        """,
        Role.EXACTLY: "esattamente; precisamente; esatto; esatte; giusto; né più né meno di",
        Role.OR_MORE: "o più; e più; in su; e oltre; o oltre; o superiore",
        Role.OR_FEWER: "o meno; e meno; o inferiore",
        Role.BETWEEN: "tra; fra; compreso/compresa tra/fra; tra le/i; fra le/i",
        Role.FROM: "da; dalle; dai",
        Role.TO: "a; alle; ai; fino a",
        Role.AND: "e; ed; nonché; più; ma; insieme a; con; oltre a; e anche",
        Role.OR: "o; oppure; ovvero",
        Role.NOT: "non; senza; nessuno; nessuna; nessun; mai; né; evitare",
        Role.REFUSED: """
            non sarà/saranno accettata/accettate/accettato/accettati/letta/lette/letti;
            non sarà/saranno valutata/valutate/valutati/corretta/corrette;
            sarà/saranno ignorata/ignorate/ignorato/ignorati/respinta/respinte/respinti/rifiutate
        """,
        Role.LIMIT: "limite; limite di; limite massimo; tetto; tetto di",
        Role.KEEP: "limita; limitate; limitare; limitarsi; contenete; limitatevi; limitati; contieni",
        Role.LENGTH: """
            lunghezza; numero; numero di; quantità; quantità di; estensione; dimensione; una lunghezza di; ampiezza;
            totale di; conteggio; lunghezza di
        """,
        Role.PLUS_MINUS: """
            più o meno; con una? tolleranza di/del; tolleranza; con un? margine di/del; margine; più meno
        """,
        Role.ARTICLE: "un; uno; una; un'",
        Role.PERCENT: "per cento; percento",
        Role.EACH: """
            ogni; ciascuno; ciascuna; ciascun; per ogni/ciascuno/ciascuna/ciascun; di ogni; in ogni; su ogni;
            per ognuno/ognuna; ognuno; ognuna; a ogni; tutte le; tutti i
        """,
        Role.PER: "per; ciascuno; ciascuna; a testa; cadauno; l'una; l'uno",
        Role.WHOLE: "risposta; risposte; domanda; domande; gruppo; gruppi; squadra; quesito; quesiti",
        Role.PLACE: "sezione; parte; esercizio; compito; capitolo; campo; attività; sezioni; esercizi",
        Role.IN_ALL: "in totale; in tutto; complessivamente; nel complesso; totali",
        Role.OPTIONAL: """
            facoltativo; facoltativa; facoltativi; facoltative; opzionale; opzionali; facoltativamente; se possibile;
            se necessario; se applicabile; se pertinente; se disponibile; se lo desiderate/desideri/desidera;
            se volete/vuoi; se ne avete/hai una/uno?; eventualmente; non obbligatorio; non obbligatoria;
            non è obbligatorio/obbligatoria/necessario/necessaria; o nessuna; o nessuno; se del caso; a scelta;
            se presente; se presenti; se disponete di; se l'avete; volendo; se ce l'avete; eventuale; eventuali
        """,
        Role.MAY: "può; puoi; possono; potete; potrà; si può; si possono; potreste; potresti",
        Role.IF: "se; qualora; nel caso",
        Role.ADVICE: """
            consigliato; consigliata; consigliati; consigliate; consigliamo; raccomandato; raccomandata; raccomandati;
            raccomandate; raccomandazione; si consiglia; si raccomanda; idealmente; ideale; preferibilmente; suggerito;
            suggerita; si suggerisce; indicativo; indicativa; a titolo indicativo; di preferenza; preferibile;
            suggerimento; consiglio; normalmente; di solito; indicativamente; orientativamente
        """,
        Role.EXCLUDING: """
            escluse; esclusi; esclusa; escluso; senza contare; eccetto; tranne; salvo;
            ad eccezione di/del/della/delle/dei; ad esclusione di/delle/dei; senza includere; senza; non contando;
            esclusivo di; fatta eccezione per; al netto di/delle/dei
        """,
        Role.EXCLUDED: """
            escluse; esclusi; esclusa; escluso; non contano; non conta; non incluse; non inclusi; non inclusa;
            non incluso; non si contano; non sono incluse/inclusi/conteggiate/conteggiati/comprese/compresi;
            non conteggiate; non conteggiati; non comprese; non compresi; a parte; non vengono conteggiati/conteggiate;
            non vanno contate/contati
        """,
        Role.INCLUDING: "incluse; inclusi; inclusa; incluso; compresi; comprese; compresa; compreso; con; contando",
        Role.ASK: """
            aggiungi; aggiungete; aggiungere; aggiunga; inserisci; inserite; inserire; inserisca; allega; allegate;
            allegare; alleghi; mostra; mostrate; mostrare; carica; caricate; disegna; disegnate; cita; citate; citare;
            citi; includi; includete; includere; includa; presenta; presentate; fornisci; fornite; fornire; usa; usate;
            usare; utilizza; utilizzate; utilizzare; metti; mettete; indica; indicate; nomina; crea; create; incolla;
            incollate; elenca; elencate; dai; date; consegna; consegnate; riporta; riportate; riportare; fai; fate;
            realizza; realizzate; consulta; proponi; proponete; scatta; scattate; caricare; mostri; inserisca; illustri
        """,
        Role.PAST: "aveva; avevano; era; erano; conteneva; fu; furono; contava",
        Role.ASK_WITH: """
            illustra; illustrate; supporta; supportate; accompagna; accompagnate; completa; sostieni; correda;
            corredate; motiva; motivate
        """,
        Role.WITH: "con; mediante; tramite; attraverso; usando; di",
        Role.NEED: """
            deve; devono; richiede; richiedono; necessita; contiene; contenere; obbligatorio; obbligatoria;
            ci si aspetta; bisogna; dovrà; dovrebbe; deve contenere/includere/avere/essere; dovete; si richiede;
            si richiedono; richiesta; richiesto; richiesti; richieste; occorre; occorrono; serve; servono; dovranno;
            per favore; comprende; comprendere
        """,
        Role.WRITTEN: """
            in; scrivi; scrivete; scrivere; scriva; di; usando; con; rispondi; rispondete; entro; riassumi; riassumete;
            redigi; redigete; utilizza; avere; è; da; formula; formulate; sono
        """,
        Role.THESE: """
            i; gli; le; la; il; lo; questi; queste; questa; questo; quelle; quelli; vostre; vostri; tue; tuoi; sue;
            tutte; tutti; entrambe; entrambi; prime; primi; ultime; ultimi; seguenti; quali; quale; dette; delle; dei
        """,
        Role.VAGUE: """
            alcune; alcuni; qualche; diverse; diversi; parecchie; parecchi; un paio di; mezza; mezzo; molte; molti;
            poche; pochi; una decina di; una dozzina di; una ventina di; un centinaio di; una cinquantina di; varie;
            vari; più
        """,
        Role.NO: "nessuna; nessun; nessuno",
        Role.IS: "è; sono; sarà; saranno; fissato a; essere; pari a",
        Role.OF: "di; del; della; in; per; delle; dei; la; il; le; i; che; d'",
        Role.UNCOUNTED: """
            pagina; pagine; riga; righe; minuto; minuti; diapositiva; diapositive; ora; ore; secondo; secondi; video;
            lettera; lettere; punto; punti; foglio; fogli; facciata; facciate; slide; slides; cartella; cartelle;
            equazioni; formule; punti elenco
        """,
    },
    units={
        Unit.WORDS: ("parola", "parole"),
        Unit.IMAGES: (
            """
                immagine; figura; foto; fotografia; schermata; screenshot; cattura di schermo; diagramma; grafico;
                disegno; schema; schizzo; mappa; illustrazione; cartina; plot; istantanea
            """,
            """
                immagini; figure; foto; fotografie; schermate; screenshot; catture di schermo; diagrammi; grafici;
                disegni; schemi; schizzi; mappe; illustrazioni; cartine; plot; istantanee
            """,
        ),
        Unit.CHARACTERS: ("carattere; battuta", "caratteri; battute"),
        Unit.SENTENCES: ("frase; periodo", "frasi; periodi; proposizioni"),
        Unit.PARAGRAPHS: ("paragrafo; capoverso", "paragrafi; capoversi"),
        Unit.LINKS: (
            """
                fonte; link; riferimento; citazione; collegamento; collegamento ipertestuale; riferimento bibliografico;
                url
            """,
            """
                fonti; link; riferimenti; citazioni; collegamenti; collegamenti ipertestuali; riferimenti bibliografici;
                url; links
            """,
        ),
        Unit.TABLES: ("tabella", "tabelle"),
        Unit.CODE_BLOCKS: (
            """
                blocco di codice; frammento di codice; esempio di codice; listato; snippet; estratto di codice;
                pezzo di codice; snippet di codice
            """,
            """
                blocchi di codice; frammenti di codice; esempi di codice; listati; snippet; estratti di codice;
                pezzi di codice; snippet di codice
            """,
        ),
    },
    things={
        "footnotes": "note a piè di pagina; note; note a pie' di pagina; note a pié di pagina; note di chiusura",
        "references": "riferimenti; bibliografia; fonti; citazioni; riferimenti bibliografici",
        "captions": "didascalie; didascalia; legende",
        "code": "codice; codice sorgente; blocchi di codice; il codice; listati",
        "tables": "tabelle; tabella",
        "headings": "titoli; titolo; intestazioni",
        "spaces": "spazi; spazio; spazi bianchi; gli spazi",
        "": "allegati; allegato; immagini; figure; formule; copertina; appendici; equazioni; frontespizio",
    },
    numbers={
        "zero": 0,
        "una decina di": 10, "una dozzina di": 12, "una ventina di": 20, "una cinquantina di": 50,
        "un centinaio di": 100, "un": 1, "uno": 1, "una": 1, "un'": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5,
        "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12, "sola": 1, "solo": 1,
        "singola": 1, "singolo": 1,
    },
    big=(
        r"(?=.*(?:dici|sette|otto|nove|venti|vent|renta|anta|cento|mille|mila))(?:uno|un|due|tre|tré|"
        r"quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|"
        r"diciassette|diciotto|diciannove|venti?|trenta?|quaranta?|cinquanta?|sessanta?|settanta?|"
        r"ottanta?|novanta?|cento|cent|mille|mila)+"
    ),
    short=frozenset("ca escl fig incl max min pag".split()),
    verbs_of_having="ha hanno avere abbia contiene contengono contenere conta consiste composto composta compone",
    verbs_of_handing_in="""
        allega allegate alleghi inserisci inserite inserisca carica caricate aggiungi aggiungete incolla
    """,
    commands="""
        analizza analizzate argomenta argomentate calcola calcolate caratterizza chiarisci chiarite commenta
        commentate conclude concludi confronta confrontate critica definisci definite descrivete descrivi
        dimostra dimostrate discutete discuti elabora elaborate elenca enuncia esamina esaminate esponete esponi
        esprimete esprimi evidenzia formula giudica giustifica giustificate illustra immagina immaginate indica
        individua individuate interpreta interpretate introduci leggi limitatevi limitati misura motiva motivate
        narra narrate osserva osservate parafrasa pensa precisa presenta proponi prova raccogli racconta
        raccontate ragiona redigi riassumi ricostruisci rielabora riferisci riflettete rifletti risponde
        rispondi scegli scegliete sintetizza sintetizzate specifica spiega spiegate sviluppa sviluppate svolgi
        traccia traducete traduci tratta valuta valutate verifica
    """,
    prepositions="""
        a ad al alla alle con contro d' da dal dalla dei del dell' della delle di entro fra in nel nell' nella
        per senza sotto su sul sulla tra
    """,
    prepositions_of_having="con contenente da d' di",
    people="voi noi lei tu",
    pronouns="questo questa esso essa ciò",
    joined_pronouns="ne ci mi lo la li le vi",
    owners="vostro vostra vostri tuo tua suo sua nostro nostra",
    text_nouns="""
        risposta/risposte; testo/testi; saggio; tema; riassunto/riassunti; descrizione/descrizioni; spiegazione;
        spiegazioni; sezione/sezioni; parte/parti; paragrafo; riflessione; relazione/relazioni; rapporto; introduzione;
        conclusione; discussione; analisi; commento/commenti; motivazione; lettera; messaggio; articolo; sintesi;
        studente; studenti; gruppo; membro; documento; contenuto; racconto; interpretazione; lavoro; totale;
        presentazione; argomentazione; valutazione; tutto;
        confronto; opinione; poesia; critica; recensione; diario; saggi; nota; argomento; argomenti;
        definizione; contributo; biografia; dialogo; elaborato; scritto; compito; giudizio;
        resoconto
    """,
)  # fmt: skip
